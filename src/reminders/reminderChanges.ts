/** What can be done with a reminder after it was set: pure decisions from what it is to what it becomes. */
import type { Due } from '../delivery/due';
import type { NextOccurrence } from './nextOccurrence';
import {
  dueOf,
  isAlive,
  occurrenceName,
  type Reminder,
  type ReminderChange,
  type ReminderState,
  type Schedule,
} from './reminder';

/** What to write, what to plan before it and what to take back after it; or why it cannot be. */
export type Decision =
  { possible: true; change: ReminderChange; plan?: Due; withdraw?: Due } | { possible: false; why: WhyNot };

/** `not-now`: it can still come, but is paused or waits for its conversation. */
export type WhyNot =
  'over' | 'not-now' | 'not-recurring' | 'not-paused' | 'no-more' | 'past' | 'nothing-to-undo' | 'not-yours';

export type Decide = (reminder: Reminder, now: number) => Decision;

const over: Decision = { possible: false, why: 'over' };
const notNow = (reminder: Reminder): Decision =>
  isAlive(reminder) ? { possible: false, why: 'not-now' } : over;

/** Moves the occurrence that counts; the version tells the new one from any older of the same time. */
function moved(reminder: Reminder, dueAt: number, change: ReminderChange = {}): Decision {
  const version = reminder.version + 1;
  const occurrence = occurrenceName(version, dueAt);
  const withdraw = reminder.state === 'scheduled' ? { withdraw: dueOf(reminder) } : {};
  return {
    possible: true,
    change: { state: 'scheduled', ...change, dueAt, occurrence, version },
    plan: dueOf({ ...reminder, dueAt, occurrence }),
    ...withdraw,
  };
}

function ended(reminder: Reminder, state: 'cancelled' | 'refused' | 'done' | 'paused'): Decision {
  return {
    possible: true,
    change: { state },
    ...(reminder.state === 'scheduled' ? { withdraw: dueOf(reminder) } : {}),
  };
}

export const cancel: Decide = (reminder) => (isAlive(reminder) ? ended(reminder, 'cancelled') : over);
export const refuse: Decide = (reminder) => (isAlive(reminder) ? ended(reminder, 'refused') : over);
export const pause: Decide = (reminder) =>
  reminder.state === 'scheduled' ? ended(reminder, 'paused') : notNow(reminder);

/** A recurring one goes on after this occurrence; any other is done with. */
export const done: Decide = (reminder) => {
  if (reminder.state === 'delivered') return { possible: true, change: { state: 'done' } };
  if (!isAlive(reminder)) return over;
  if (!reminder.schedule.rrule) return ended(reminder, 'done');
  const { snoozed } = reminder;
  return {
    possible: true,
    change: { snoozed: null },
    ...(snoozed ? { withdraw: dueOf({ ...reminder, ...snoozed }) } : {}),
  };
};

/** Comes again at this time; a recurring one besides its rule. */
export const snooze =
  (until: number): Decide =>
  (reminder, now) => {
    if (until <= now) return { possible: false, why: 'past' };
    if (reminder.state === 'cancelled' || reminder.state === 'refused') return over;
    // One whose rule has ended comes once more, like any that comes once.
    if (!reminder.schedule.rrule || !isAlive(reminder)) return moved(reminder, until);
    if (reminder.state !== 'scheduled') return notNow(reminder);
    const snoozed = { dueAt: until, occurrence: `snoozed.${occurrenceName(reminder.version, until)}` };
    const withdraw = reminder.snoozed ? { withdraw: dueOf({ ...reminder, ...reminder.snoozed }) } : {};
    return { possible: true, change: { snoozed }, plan: dueOf({ ...reminder, ...snoozed }), ...withdraw };
  };

/** Changes when it comes. */
export const reschedule =
  (schedule: Schedule, dueAt: number): Decide =>
  (reminder) =>
    reminder.state === 'cancelled' || reminder.state === 'refused'
      ? over
      : moved(reminder, dueAt, { schedule });

/** Changes what it says. */
export const rename =
  (text: string): Decide =>
  (reminder) =>
    isAlive(reminder) ? { possible: true, change: { text } } : over;

/** Goes on with the next occurrence after now; a single one that has passed meanwhile cannot. */
export const resume =
  (next: NextOccurrence): Decide =>
  (reminder, now) => {
    if (reminder.state !== 'paused') return { possible: false, why: 'not-paused' };
    return again(reminder, now, next);
  };

/**
 * Takes back what ended it: it is as it was, if its time is still ahead.
 *
 * @param from - the ends that whoever asks may take back.
 */
export const restore =
  (next: NextOccurrence, from: readonly ReminderState[] = ['cancelled', 'done']): Decide =>
  (reminder, now) => {
    if (!from.includes(reminder.state)) return { possible: false, why: 'nothing-to-undo' };
    const hasCome = reminder.deliveredAt !== undefined && reminder.dueAt <= now;
    if (hasCome && !reminder.schedule.rrule) return { possible: true, change: { state: 'delivered' } };
    return again(reminder, now, next);
  };

function again(reminder: Reminder, now: number, next: NextOccurrence): Decision {
  if (reminder.dueAt > now) return moved(reminder, reminder.dueAt);
  const { rrule } = reminder.schedule;
  const dueAt = rrule ? next({ ...reminder.schedule, rrule }, now) : undefined;
  return dueAt === undefined ? { possible: false, why: 'past' } : moved(reminder, dueAt);
}

/** Leaves out the next occurrence of a recurring one. */
export const skip =
  (next: NextOccurrence): Decide =>
  (reminder) => {
    const { rrule } = reminder.schedule;
    if (!rrule) return { possible: false, why: 'not-recurring' };
    if (reminder.state !== 'scheduled') return notNow(reminder);
    const dueAt = next({ ...reminder.schedule, rrule }, reminder.dueAt);
    return dueAt === undefined ? { possible: false, why: 'no-more' } : moved(reminder, dueAt);
  };

/** Takes a recurring one to another zone, where it keeps its wall time. */
export const relocate =
  (tzid: string, next: NextOccurrence): Decide =>
  (reminder, now) => {
    const { rrule } = reminder.schedule;
    if (!rrule) return { possible: false, why: 'not-recurring' };
    const schedule = { ...reminder.schedule, tzid };
    const dueAt = next({ ...schedule, rrule }, now);
    if (dueAt === undefined) return { possible: false, why: 'no-more' };
    const { state } = reminder;
    if (state === 'scheduled') return moved(reminder, dueAt, { schedule });
    const version = reminder.version + 1;
    return {
      possible: true,
      change: { schedule, dueAt, version, occurrence: occurrenceName(version, dueAt) },
    };
  };
