import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import { changeReminder, type Changed } from '../../src/reminders/changeReminder';
import { nextOccurrence } from '../../src/reminders/recurrence/occurrences';
import { type Reminder, dueOf } from '../../src/reminders/reminder';
import {
  cancel,
  type Decide,
  done,
  pause,
  rename,
  restore,
  resume,
  skip,
  snooze,
} from '../../src/reminders/reminderChanges';
import { aReminder, aWeekdayReminder, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';
import { Crash, openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;
const account = openTestAccount();
let count = 0;

/** A reminder of the test's own, set. */
async function set(build = aReminder, change: Partial<Reminder> = {}) {
  const reminders = openReminders(account);
  const reminder = await reminders.given(
    build({ id: `c${String((count += 1)).padStart(4, '0')}000`, ...change }),
  );
  const { store, delivery } = reminders;
  const { outbox } = delivery.deps;
  const changed = async (decide: Decide, at = now): Promise<Changed['outcome']> => {
    const stored = await store.find(reminder.owner, reminder.id);
    if (!stored) throw new Error('not stored');
    return (await changeReminder({ store, outbox }, stored, decide, at)).outcome;
  };
  const planned = async () =>
    (await delivery.rows()).filter(({ item }) => item === reminder.id).map(({ dueAt }) => dueAt);
  return { ...reminders, outbox, reminder, changed, planned, state: () => reminders.found(reminder) };
}

describe('changing a reminder', () => {
  it('cancels it: it is withdrawn, and stays known', async () => {
    const { changed, planned, state } = await set();
    await expect(changed(cancel)).resolves.toBe('changed');
    await expect(state()).resolves.toMatchObject({ state: 'cancelled' });
    await expect(planned()).resolves.toEqual([]);
    await expect(changed(cancel)).resolves.toBe('not-possible');
  });

  it('moves it: one occurrence is planned, the new one', async () => {
    const { changed, planned, state } = await set();
    await expect(changed(snooze(now + 3 * HOUR_MS))).resolves.toBe('changed');
    await expect(planned()).resolves.toEqual([now + 3 * HOUR_MS]);
    await expect(state()).resolves.toMatchObject({
      dueAt: now + 3 * HOUR_MS,
      version: 2,
      state: 'scheduled',
    });
  });

  it('points to what it moved into the next minutes', async () => {
    const { changed, delivery } = await set();
    await changed(snooze(now + MINUTE_MS));
    expect(delivery.pointed.map(({ atMs }) => atMs)).toEqual([now + MINUTE_MS]);
  });

  it('snoozes what has come, and leaves the times of a rule as they are', async () => {
    const single = await set(aReminder, { state: 'delivered', dueAt: now - HOUR_MS, lastSent: 'x' });
    await expect(single.changed(snooze(now + HOUR_MS))).resolves.toBe('changed');
    await expect(single.state()).resolves.toMatchObject({ state: 'scheduled', dueAt: now + HOUR_MS });
    const recurring = await set(aWeekdayReminder);
    await recurring.changed(snooze(now + 2 * HOUR_MS));
    await expect(recurring.planned()).resolves.toEqual([recurring.reminder.dueAt, now + 2 * HOUR_MS]);
    await recurring.changed(snooze(now + 3 * HOUR_MS));
    await expect(recurring.planned()).resolves.toEqual([recurring.reminder.dueAt, now + 3 * HOUR_MS]);
  });

  it('pauses and resumes it at its next time', async () => {
    const { changed, planned, state, reminder } = await set(aWeekdayReminder);
    await changed(pause);
    await expect(planned()).resolves.toEqual([]);
    await expect(changed(resume(nextOccurrence), now + DAY_MS + 2 * HOUR_MS)).resolves.toBe('changed');
    await expect(state()).resolves.toMatchObject({ state: 'scheduled', dueAt: reminder.dueAt + 2 * DAY_MS });
    await expect(planned()).resolves.toEqual([reminder.dueAt + 2 * DAY_MS]);
  });

  it('does not resume a single one whose time has passed', async () => {
    const { changed } = await set(aReminder, { state: 'paused' });
    await expect(changed(resume(nextOccurrence), now + DAY_MS)).resolves.toBe('not-possible');
  });

  it('skips one occurrence', async () => {
    const { changed, planned, reminder } = await set(aWeekdayReminder);
    await changed(skip(nextOccurrence));
    await expect(planned()).resolves.toEqual([reminder.dueAt + DAY_MS]);
  });

  it('takes a cancel back', async () => {
    const { changed, planned, state, reminder } = await set();
    await changed(cancel);
    await expect(changed(restore(nextOccurrence))).resolves.toBe('changed');
    await expect(state()).resolves.toMatchObject({ state: 'scheduled', dueAt: reminder.dueAt });
    await expect(planned()).resolves.toEqual([reminder.dueAt]);
  });

  it('renames it and leaves its time', async () => {
    const { changed, planned, state, reminder } = await set();
    await changed(rename('call Carol'));
    await expect(state()).resolves.toEqual({ ...reminder, text: 'call Carol' });
    await expect(planned()).resolves.toEqual([reminder.dueAt]);
  });

  it('is done with it: a single one ends, a recurring one goes on', async () => {
    const single = await set();
    await single.changed(done);
    await expect(single.state()).resolves.toMatchObject({ state: 'done' });
    const recurring = await set(aWeekdayReminder);
    await recurring.changed(done);
    await expect(recurring.state()).resolves.toMatchObject({ state: 'scheduled' });
    await expect(recurring.planned()).resolves.toEqual([recurring.reminder.dueAt]);
  });

  describe('twice at the same moment', () => {
    it.each([2, 5])('keeps what was planned when %i presses mean the same', async (presses) => {
      const tomorrow = now + DAY_MS;
      const { changed, planned, state } = await set();
      await Promise.all(Array.from({ length: presses }, () => changed(snooze(tomorrow))));
      const { dueAt } = (await state()) ?? {};
      expect(dueAt).toBe(tomorrow);
      expect(new Set(await planned())).toEqual(new Set([tomorrow]));
    });

    it('keeps what was planned when it is resumed twice', async () => {
      const { changed, planned, reminder } = await set(aWeekdayReminder, { state: 'paused' });
      await Promise.all([changed(resume(nextOccurrence)), changed(resume(nextOccurrence))]);
      await expect(planned()).resolves.toContain(reminder.dueAt);
    });

    it('keeps what was planned when the answer to its change was lost', async () => {
      const { store, changed, planned, reminder } = await set(aWeekdayReminder, { state: 'paused' });
      const { change } = store;
      let isLost = false;
      store.change = async (...args) => {
        const outcome = await change(...args);
        if (isLost) return outcome;
        isLost = true;
        return 'changed';
      };
      await changed(resume(nextOccurrence));
      await expect(planned()).resolves.toContain(reminder.dueAt);
    });

    it('decides again on what the other made of it', async () => {
      const { changed, state } = await set();
      const outcomes = await Promise.all([changed(cancel), changed(snooze(now + 2 * HOUR_MS))]);
      expect(outcomes).toContain('changed');
      const { state: end } = (await state()) ?? {};
      expect(['cancelled', 'scheduled']).toContain(end);
    });
  });

  it.each(['before', 'after'] as const)(
    'never leaves it set without an occurrence, wherever it ends (%s)',
    async (side) => {
      for (let at = 1, isCrashed = true; isCrashed; at += 1) {
        const { delivery, changed, planned, state, outbox, reminder } = await set();
        delivery.operations.crash(at + 1, side); // the first is the test's own reading
        isCrashed = await changed(snooze(now + 2 * HOUR_MS)).then(
          () => false,
          (error: unknown) => error instanceof Crash,
        );
        delivery.operations.restart();
        const { dueAt = 0 } = (await state()) ?? {};
        expect([reminder.dueAt, now + 2 * HOUR_MS]).toContain(dueAt);
        expect(await planned()).toContain(dueAt);
        await outbox.withdraw(dueOf({ ...reminder, dueAt }));
      }
    },
  );
});
