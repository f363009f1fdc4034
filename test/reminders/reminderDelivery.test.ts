import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import { dueOf, occurrenceName } from '../../src/reminders/reminder';
import { ANAS_CHAT, aReminder, aWeekdayReminder, openReminders } from '../support/buildersReminder';
import { openTestAccount } from '../support/tables';

describe('a reminder that is due', () => {
  const account = openTestAccount();
  let count = 0;
  let reminders: ReturnType<typeof openReminders>;
  /** Set, under an id of the test's own; the clock stands at its time. */
  const due = async (build = aReminder, change: Parameters<typeof aReminder>[0] = {}) => {
    reminders = openReminders(account);
    const id = `r${String((count += 1)).padStart(4, '0')}000`;
    const reminder = await reminders.given(build({ id, ...change }));
    reminders.delivery.time.set(reminder.dueAt);
    return reminder;
  };
  /** The next due rows of this reminder. */
  const planned = async (id: string) =>
    (await reminders.delivery.rows()).filter(({ item }) => item === id).map(({ dueAt }) => dueAt);
  const texts = () => reminders.delivery.sent.map(({ utterance }) => utterance.text);

  it('says its text where it was set, and is then delivered', async () => {
    const reminder = await due();
    await expect(reminders.deliver(reminder)).resolves.toBe('sent');
    expect(reminders.delivery.sent).toMatchObject([{ to: ANAS_CHAT, utterance: { text: '⏰ call Bob' } }]);
    await expect(reminders.found(reminder)).resolves.toEqual({
      ...reminder,
      state: 'delivered',
      lastSent: reminder.occurrence,
      deliveredAt: reminder.dueAt,
    });
    await expect(planned(reminder.id)).resolves.toEqual([]);
  });

  it('is said in the thread of a channel', async () => {
    const reminder = await due(aReminder, { kind: 'channel', thread: '177' });
    await reminders.deliver(reminder);
    expect(reminders.delivery.sent).toMatchObject([{ thread: '177', utterance: { textFormat: 'xml' } }]);
  });

  it.each(['cancelled', 'paused', 'refused', 'parked', 'done'] as const)(
    'is not said when it is %s',
    async (state) => {
      const reminder = await due(aReminder, { state });
      await expect(reminders.deliver(reminder)).resolves.toBe('unwanted');
      expect(texts()).toEqual([]);
    },
  );

  it('is not said at a time from which it was moved, and comes at the other', async () => {
    const reminder = await due();
    const stored = await reminders.store.find(reminder.owner, reminder.id);
    if (!stored) throw new Error('not stored');
    const later = {
      dueAt: reminder.dueAt + HOUR_MS,
      occurrence: occurrenceName(2, reminder.dueAt + HOUR_MS),
      version: 2,
    };
    await reminders.store.change(stored, later);
    // Whoever moved it ended before the new occurrence was planned: the old one sees to that.
    await expect(reminders.deliver(reminder)).resolves.toBe('finished');
    expect(texts()).toEqual([]);
    await expect(planned(reminder.id)).resolves.toEqual([later.dueAt]);
  });

  describe('and not stored yet', () => {
    it('is waited for, and then said', async () => {
      reminders = openReminders(account);
      const reminder = aReminder({ id: 'late0000' });
      await reminders.delivery.deps.outbox.store(dueOf(reminder));
      reminders.delivery.time.set(reminder.dueAt);
      await expect(reminders.deliver(reminder)).resolves.toBe('not-yet');
      await reminders.store.insert(reminder);
      reminders.delivery.time.advance(10_000);
      await expect(reminders.deliver(reminder)).resolves.toBe('sent');
    });

    it('is dead, and visible, when it does not come', async () => {
      reminders = openReminders(account);
      const reminder = aReminder({ id: 'never000' });
      await reminders.delivery.deps.outbox.store(dueOf(reminder));
      reminders.delivery.time.set(reminder.dueAt + MINUTE_MS);
      await expect(reminders.deliver(reminder)).resolves.toBe('dead');
      await expect(reminders.delivery.buried()).resolves.toMatchObject([{ item: reminder.id }]);
      await expect(planned(reminder.id)).resolves.toEqual([]);
    });
  });

  describe('and its conversation cannot be reached', () => {
    it('is parked, not lost', async () => {
      const reminder = await due();
      reminders.delivery.outcomes.push({ kind: 'conversationGone', reason: 'BotNotInConversationRoster' });
      await expect(reminders.deliver(reminder)).resolves.toBe('parked');
      await expect(reminders.found(reminder)).resolves.toEqual({ ...reminder, state: 'parked' });
    });

    it('is dead when nothing else helps', async () => {
      const reminder = await due();
      reminders.delivery.outcomes.push({ kind: 'dead', reason: '400 BadSyntax' });
      await expect(reminders.deliver(reminder)).resolves.toBe('dead');
      await expect(reminders.found(reminder)).resolves.toEqual({ ...reminder, state: 'dead' });
    });
  });

  describe('and changed in the moment of its sending', () => {
    /** Changes the stored reminder between the sending and its record. */
    const whileSending = (id: string, change: Parameters<typeof reminders.store.change>[1]) => {
      const { sender } = reminders.delivery.deps;
      reminders.delivery.deps.sender = {
        async send(deliverable) {
          const stored = await reminders.store.find(aReminder().owner, id);
          if (stored) await reminders.store.change(stored, change);
          return sender.send(deliverable);
        },
      };
    };

    it('stays cancelled, with the record that it came', async () => {
      const reminder = await due();
      whileSending(reminder.id, { state: 'cancelled' });
      await reminders.deliver(reminder);
      await expect(reminders.found(reminder)).resolves.toMatchObject({
        state: 'cancelled',
        lastSent: reminder.occurrence,
      });
      await expect(planned(reminder.id)).resolves.toEqual([]);
    });

    it('keeps its new words and its next time', async () => {
      const reminder = await due(aWeekdayReminder);
      whileSending(reminder.id, { text: 'call Carol' });
      await reminders.deliver(reminder);
      await expect(reminders.found(reminder)).resolves.toMatchObject({
        text: 'call Carol',
        dueAt: reminder.dueAt + DAY_MS,
      });
      await expect(planned(reminder.id)).resolves.toEqual([reminder.dueAt + DAY_MS]);
    });

    it('plans what comes next also when the answer to its record was lost', async () => {
      const reminder = await due(aWeekdayReminder);
      const { change } = reminders.store;
      let isLost = false;
      // What storage does when the first answer is lost: the SDK sends the change again, and is told that the row has changed.
      reminders.store.change = async (...args) => {
        const outcome = await change(...args);
        if (isLost) return outcome;
        isLost = true;
        return 'changed';
      };
      await expect(reminders.deliver(reminder)).resolves.toBe('sent');
      await expect(planned(reminder.id)).resolves.toEqual([reminder.dueAt + DAY_MS]);
    });
  });
});
