/** A reminder's occurrence that ends without having been sent, nor asked about: the reminder hears of it all the same. */
import { MalformedRow } from '../../src/azure/malformedRow';
import { DAY_MS } from '../../src/clock';
import { dueKeyOf } from '../../src/delivery/due';
import { repairPoison } from '../../src/delivery/repairPoison';
import { RETRY_WAITS_MS } from '../../src/delivery/retrySchedule';
import { dueOf } from '../../src/reminders/reminder';
import { aReminder, aWeekdayReminder, openReminders } from '../support/buildersReminder';

describe('an occurrence that nobody hears of', () => {
  const given = async (build: typeof aReminder) => {
    const reminders = openReminders();
    const reminder = await reminders.given(build());
    reminders.delivery.time.set(reminder.dueAt);
    return { reminders, reminder };
  };
  const dueTimes = async ({ delivery }: ReturnType<typeof openReminders>) =>
    (await delivery.rows()).map(({ dueAt }) => dueAt);

  /** Its message has failed as often as its row may be tried. */
  const poisoned = async (build: typeof aReminder) => {
    const { reminders, reminder } = await given(build);
    const { deps } = reminders.delivery;
    const due = dueOf(reminder);
    const { partition: p, row: r } = dueKeyOf(due);
    await deps.store.remove({ partition: p, row: r });
    await deps.store.insert(due, due.dueAt, due.dueAt, { attempt: RETRY_WAITS_MS.length });
    await expect(repairPoison(deps, { v: 1, p, r })).resolves.toBe('dead');
    return { reminders, reminder };
  };

  it('is followed by the next, where its messages failed too often', async () => {
    const { reminders, reminder } = await poisoned(aWeekdayReminder);
    await expect(dueTimes(reminders)).resolves.toEqual([reminder.dueAt + DAY_MS]);
    await expect(reminders.found(reminder)).resolves.toMatchObject({
      state: 'scheduled',
      dueAt: reminder.dueAt + DAY_MS,
    });
  });

  it('ends a reminder that comes once', async () => {
    const { reminders, reminder } = await poisoned(aReminder);
    await expect(reminders.found(reminder)).resolves.toMatchObject({ state: 'dead' });
    await expect(dueTimes(reminders)).resolves.toEqual([]);
  });

  it('is followed by the next, where its conversation cannot be read', async () => {
    const { reminders, reminder } = await given(aWeekdayReminder);
    const unreadable = new MalformedRow('Conversations', 'the reference is no JSON');
    reminders.delivery.deps.sender = { send: () => Promise.reject(unreadable) };
    await expect(reminders.deliver(reminder)).resolves.toBe('dead');
    await expect(dueTimes(reminders)).resolves.toEqual([reminder.dueAt + DAY_MS]);
    await expect(reminders.delivery.buried()).resolves.toMatchObject([
      { reason: expect.stringContaining('no JSON') },
    ]);
  });
});
