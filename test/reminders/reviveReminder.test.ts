import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import type { Due } from '../../src/delivery/due';
import { resendAll } from '../../src/delivery/resend';
import { nextOccurrence } from '../../src/reminders/recurrence/occurrences';
import { KEPT_MS, purgeReminders } from '../../src/reminders/purgeReminders';
import { dueOf, type Reminder } from '../../src/reminders/reminder';
import { unparkReminder } from '../../src/reminders/reviveReminder';
import { aReminder, aWeekdayReminder, BOB, openReminders } from '../support/buildersReminder';
import { ownerOf } from '../../src/reminders/reminderStore';

describe('a reminder that comes back', () => {
  let reminders: ReturnType<typeof openReminders>;
  beforeEach(() => {
    reminders = openReminders();
  });
  const given = async (build = aReminder, change: Partial<Reminder> = {}): Promise<Reminder> => {
    const reminder = await reminders.given(build(change));
    reminders.delivery.time.set(reminder.dueAt);
    return reminder;
  };
  const failWith = (kind: 'dead' | 'conversationBlocked') =>
    reminders.delivery.outcomes.push({ kind, reason: 'no' });
  const texts = () => reminders.delivery.sent.map(({ utterance }) => utterance.text);

  describe('from the dead, as an operator asks,', () => {
    it('comes', async () => {
      const reminder = await given();
      failWith('dead');
      await expect(reminders.deliver(reminder)).resolves.toBe('dead');
      await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'dead' });
      await expect(resendAll(reminders.delivery.deps)).resolves.toMatchObject({ planned: 1 });
      await expect(reminders.deliver(reminder)).resolves.toBe('sent');
      await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'delivered' });
      expect(texts()).toHaveLength(2);
    });

    it('comes beside its rule where it recurs, which goes on as it was', async () => {
      const reminder = await given(aWeekdayReminder);
      failWith('dead');
      await reminders.deliver(reminder);
      const moved = await reminders.found(reminder);
      expect(moved).toMatchObject({ state: 'scheduled', dueAt: reminder.dueAt + DAY_MS });
      await resendAll(reminders.delivery.deps);
      await expect(reminders.deliver(reminder)).resolves.toBe('sent');
      await expect(reminders.found(reminder)).resolves.toMatchObject({
        state: 'scheduled',
        occurrence: moved?.occurrence,
        lastSent: reminder.occurrence,
      });
    });

    it('does not come where it was cancelled meanwhile', async () => {
      const reminder = await given();
      failWith('dead');
      await reminders.deliver(reminder);
      const stored = await reminders.store.find(reminder.owner, reminder.id);
      if (!stored) throw new Error('not stored');
      await reminders.store.change(stored, { state: 'cancelled' });
      await resendAll(reminders.delivery.deps);
      await expect(reminders.deliver(reminder)).resolves.toBe('unwanted');
    });
  });

  describe('with its conversation', () => {
    const parked = async (build = aReminder) => {
      const reminder = await given(build);
      failWith('conversationBlocked');
      await expect(reminders.deliver(reminder)).resolves.toBe('parked');
      await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'parked' });
      reminders.delivery.time.advance(3 * DAY_MS);
      return reminder;
    };
    const unpark = (reminder: Reminder) =>
      unparkReminder(reminders.store, nextOccurrence, dueOf(reminder), reminders.delivery.time.now());
    const plans: Due[] = [];
    const plan = (due: Due): Promise<void> => Promise.resolve(void plans.push(due));
    beforeEach(() => {
      plans.length = 0;
    });

    it('is told with its id and when it was due, and can then be snoozed like any that came', async () => {
      const reminder = await parked();
      const told = await unpark(reminder);
      expect(told?.line).toMatch(/K7M2P – .*11:30.* – call Bob/);
      await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'parked' });
      await told?.commit(plan);
      await told?.commit(plan);
      await expect(reminders.found(reminder)).resolves.toMatchObject({
        state: 'delivered',
        deliveredAt: reminders.delivery.time.now(),
      });
      await expect(unpark(reminder)).resolves.toBeUndefined();
      expect(plans).toEqual([]);
    });

    it('goes on with its rule after now, without those that passed', async () => {
      const reminder = await parked(aWeekdayReminder);
      await (await unpark(reminder))?.commit(plan);
      const fresh = await reminders.found(reminder);
      expect(fresh?.state).toBe('scheduled');
      expect(fresh?.dueAt).toBeGreaterThan(reminders.delivery.time.now());
      expect(plans).toMatchObject([{ dueAt: fresh?.dueAt, occurrence: fresh?.occurrence }]);
    });
  });
});

describe('what ended', () => {
  it('is removed after 90 days, with what leads to it, and nothing else is', async () => {
    const { store, delivery } = openReminders();
    const { time } = delivery;
    const now = time.now();
    const old = now - KEPT_MS - MINUTE_MS;
    const assignee = ownerOf(BOB);
    const put = async (id: string, change: Partial<Reminder>): Promise<void> => {
      const reminder = aReminder({ id, ...change });
      await store.insert(reminder);
      if (reminder.assignee) await store.assign(reminder.assignee, reminder);
    };
    for (const state of ['delivered', 'done', 'cancelled', 'refused', 'dead'] as const)
      await put(`old-${state}`, { state, dueAt: old });
    await put('old-for-bob', { state: 'done', dueAt: old, assignee });
    await put('fresh', { state: 'done', dueAt: now - HOUR_MS });
    for (const state of ['scheduled', 'paused', 'parked'] as const) await put(state, { state, dueAt: old });
    await expect(purgeReminders({ store, clock: time.clock })).resolves.toBe(6);
    await expect(purgeReminders({ store, clock: time.clock })).resolves.toBe(0);
    const { owner } = aReminder();
    const left = await store.findByPrefix(owner, '');
    expect(left.map(({ id }) => id).sort()).toEqual(['fresh', 'parked', 'paused', 'scheduled']);
    await expect(store.listAssigned(assignee)).resolves.toEqual([]);
  });
});
