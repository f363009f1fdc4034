import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import { dueOf } from '../../src/reminders/reminder';
import { aReminder, aWeekdayReminder, openReminders } from '../support/buildersReminder';
import { openTestAccount } from '../support/tables';

describe('a recurring reminder that is due', () => {
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

  it('plans its next time, and stays set', async () => {
    const reminder = await due(aWeekdayReminder);
    await reminders.deliver(reminder);
    const dueAt = reminder.dueAt + DAY_MS;
    await expect(reminders.found(reminder)).resolves.toMatchObject({
      state: 'scheduled',
      dueAt,
      lastSent: reminder.occurrence,
    });
    await expect(planned(reminder.id)).resolves.toEqual([dueAt]);
  });

  it('catches up once with what it missed, and says that it is late', async () => {
    const reminder = await due(aWeekdayReminder);
    reminders.delivery.time.advance(2 * DAY_MS + HOUR_MS);
    await reminders.deliver(reminder);
    expect(texts()).toEqual([expect.stringContaining('This is late: due Wed')]);
    // Friday at 12:30: what follows is Monday.
    await expect(planned(reminder.id)).resolves.toEqual([reminder.dueAt + 5 * DAY_MS]);
  });

  it('goes on after an occurrence that could not be delivered', async () => {
    const reminder = await due(aWeekdayReminder);
    reminders.delivery.outcomes.push({ kind: 'tooLarge' });
    await expect(reminders.deliver(reminder)).resolves.toBe('dead');
    await expect(reminders.found(reminder)).resolves.toMatchObject({
      state: 'scheduled',
      dueAt: reminder.dueAt + DAY_MS,
    });
    await expect(planned(reminder.id)).resolves.toEqual([reminder.dueAt + DAY_MS]);
  });

  it('ends with its rule', async () => {
    const rrule = 'FREQ=DAILY;COUNT=1;BYHOUR=11;BYMINUTE=30';
    const reminder = await due(aReminder, { schedule: { ...aReminder().schedule, rrule } });
    await reminders.deliver(reminder);
    await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'delivered' });
  });

  it('is said once, and ends, when its rule can no longer be read', async () => {
    const reminder = await due(aReminder, {
      schedule: { ...aReminder().schedule, rrule: 'FREQ=SOMETIMES' },
    });
    await expect(reminders.deliver(reminder)).resolves.toBe('sent');
    expect((await reminders.delivery.rows()).filter(({ item }) => item === reminder.id)).toEqual([]);
    const buried = await reminders.delivery.buried();
    expect(buried.find(({ item }) => item === reminder.id)).toMatchObject({
      reason: 'sent, but not recorded: Error: The schedule of a reminder cannot be read.',
    });
    expect(texts()).toHaveLength(1);
    await expect(reminders.found(reminder)).resolves.toMatchObject({
      state: 'dead',
      lastSent: reminder.occurrence,
    });
  });

  it('brings what was snoozed of it, and keeps its own time', async () => {
    const reminder = await due(aWeekdayReminder);
    const snoozed = { dueAt: reminder.dueAt - MINUTE_MS, occurrence: 'snoozed.1' };
    const stored = await reminders.store.find(reminder.owner, reminder.id);
    if (!stored) throw new Error('not stored');
    await reminders.store.change(stored, { snoozed });
    await reminders.delivery.deps.outbox.store(dueOf({ ...reminder, ...snoozed }));
    await expect(reminders.deliver({ ...reminder, ...snoozed })).resolves.toBe('sent');
    const after = await reminders.found(reminder);
    expect(after).toMatchObject({ state: 'scheduled', dueAt: reminder.dueAt, lastSent: 'snoozed.1' });
    expect(after?.snoozed).toBeUndefined();
    await expect(reminders.deliver(reminder)).resolves.toBe('sent');
  });
});
