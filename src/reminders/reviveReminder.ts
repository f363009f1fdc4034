/** Reminders that come back: a dead occurrence that an operator has sent again, and one that was parked with its conversation. */
import { timeText } from '../conversations/timeText';
import type { Unparked } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import type { NextOccurrence } from './nextOccurrence';
import { dueOf, isAlive, occurrenceName, type ReminderChange, shortIdOf } from './reminder';
import type { StoredReminder } from './reminderRow';
import type { ReminderStore } from './reminderStore';
import { REMINDER_TEXTS } from './reminderTexts';

/** A change that another one overtakes is decided again, this often at most. */
const MAX_TRIES = 5;

/** Makes the occurrence one that counts again; nothing changes where it was sent, or the reminder was cancelled. */
export async function reviveReminder(store: ReminderStore, due: Due): Promise<void> {
  await decide(store, due, (reminder) => {
    if (reminder.lastSent === due.occurrence) return undefined;
    if (reminder.state === 'dead')
      return { state: 'scheduled', occurrence: due.occurrence, dueAt: due.dueAt };
    const hasMovedOn = reminder.occurrence !== due.occurrence && reminder.schedule.rrule !== undefined;
    if (!hasMovedOn || !isAlive(reminder) || reminder.snoozed) return undefined;
    // Its rule goes on beside it, as it does beside an occurrence that was snoozed.
    return { snoozed: { dueAt: due.dueAt, occurrence: due.occurrence } };
  });
}

/** What is told of a reminder that came due while nobody could be reached; undefined when it waits no longer. */
export async function unparkReminder(
  store: ReminderStore,
  next: NextOccurrence,
  due: Due,
  now: number,
): Promise<Unparked | undefined> {
  const reminder = await store.find(due.owner, due.item);
  if (reminder?.state !== 'parked') return undefined;
  return {
    line: lineOf(reminder, due, now),
    commit: (plan) =>
      decide(store, due, async (fresh) => {
        if (fresh.state !== 'parked') return undefined;
        const told: ReminderChange = { lastSent: due.occurrence, deliveredAt: now, snoozed: null };
        const { rrule } = fresh.schedule;
        const dueAt = rrule ? next({ ...fresh.schedule, rrule }, now) : undefined;
        if (dueAt === undefined) return { ...told, state: 'delivered' };
        const following = { dueAt, occurrence: occurrenceName(fresh.version, dueAt) };
        await plan(dueOf({ ...fresh, ...following }));
        return { ...told, ...following, state: 'scheduled' };
      }),
  };
}

function lineOf(reminder: StoredReminder, { dueAt }: Due, now: number): string {
  const { language, locale, schedule, text } = reminder;
  const when = timeText(dueAt, { language, locale, zone: schedule.tzid }, now);
  return REMINDER_TEXTS[language].listLine({ id: shortIdOf(reminder), when, message: text, notes: [] });
}

type Decided = ReminderChange | undefined;

async function decide(
  store: ReminderStore,
  { owner, item }: Due,
  changeOf: (reminder: StoredReminder) => Decided | Promise<Decided>,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const reminder = await store.find(owner, item);
    const change = reminder && (await changeOf(reminder));
    if (!reminder || !change || (await store.change(reminder, change)) === 'merged') return;
  }
  throw new Error('The reminder kept changing.');
}
