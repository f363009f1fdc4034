/** What delivery asks of reminders: is this occurrence still wanted, how does it read now, and what comes after it. */
import type { DeliveryKind, Loaded, Settlement } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import { MINUTE_MS, SECOND_MS } from '../clock';
import type { NextOccurrence } from './nextOccurrence';
import { dueOf, occurrenceName, REMINDER_KIND, type ReminderChange } from './reminder';
import type { StoredReminder } from './reminderRow';
import type { ReminderStore } from './reminderStore';
import { reviveReminder, unparkReminder } from './reviveReminder';
import { reminderUtterance } from './reminderUtterance';

/** Storing a reminder takes no longer, with all that storage tries again. */
const STORED_WITHIN_MS = MINUTE_MS;
const LOOK_AGAIN_MS = 10 * SECOND_MS;

export function createReminderDelivery(store: ReminderStore, next: NextOccurrence): DeliveryKind {
  return {
    kind: REMINDER_KIND,
    loadsWithoutEffect: true,
    async load(due, now) {
      const reminder = await store.find(due.owner, due.item);
      if (!reminder) return missing(due, now);
      if (reminder.lastSent === due.occurrence) return afterwards(reminder);
      if (reminder.state !== 'scheduled') return { state: 'unwanted', reason: reminder.state };
      if (!isCurrent(reminder, due)) return afterwards(reminder);
      const { to, thread } = reminder;
      return {
        state: 'wanted',
        deliverable: {
          to,
          utterance: reminderUtterance(reminder, due.dueAt, now),
          ...(thread ? { thread } : {}),
        },
        settle: (settlement) => settle(store, next, reminder, due, settlement),
      };
    },
    async onDead(due, reason, at) {
      const reminder = await store.find(due.owner, due.item);
      return reminder && settle(store, next, reminder, due, { state: 'dead', reason, at });
    },
    revive: (due) => reviveReminder(store, due),
    unpark: (due, now) => unparkReminder(store, next, due, now),
  };
}

const isCurrent = ({ occurrence, snoozed }: StoredReminder, due: Due): boolean =>
  due.occurrence === occurrence || due.occurrence === snoozed?.occurrence;

/** The due row is stored a moment before its reminder: one that is missing may still come. */
function missing({ dueAt }: Due, now: number): Loaded {
  if (now >= dueAt + STORED_WITHIN_MS) return { state: 'lost', reason: 'no such reminder' };
  return { state: 'not-ready', tryAt: now + LOOK_AGAIN_MS };
}

/** Sent, or moved: whoever did that may have ended before the occurrence that counts now was planned. */
function afterwards(reminder: StoredReminder): Loaded {
  return reminder.state === 'scheduled' ? { state: 'sent', next: dueOf(reminder) } : { state: 'sent' };
}

/** Records what happened; when the reminder was changed meanwhile (cancelled, moved), it is recorded beside that. */
async function settle(
  store: ReminderStore,
  next: NextOccurrence,
  reminder: StoredReminder,
  due: Due,
  settlement: Settlement,
): Promise<Due | undefined> {
  const { change, fault } = changeOrEnd(reminder, due, settlement, next);
  if ((await store.change(reminder, change)) === 'merged') {
    if (fault) throw fault;
    const { dueAt, occurrence } = change;
    return dueAt !== undefined && occurrence !== undefined
      ? dueOf({ ...reminder, dueAt, occurrence })
      : undefined;
  }
  const fresh = await store.find(reminder.owner, reminder.id);
  if (!fresh) return undefined;
  const following = await settle(store, next, fresh, due, settlement);
  // It may have been this very change, its answer lost: then what it moved to is still to be planned.
  return following ?? (fresh.state === 'scheduled' && !isCurrent(fresh, due) ? dueOf(fresh) : undefined);
}

/** A schedule that can no longer be read ends, and says so by its fault: what was sent must not come again for want of a next. */
function changeOrEnd(...args: Parameters<typeof changeAfter>): { change: ReminderChange; fault?: Error } {
  const [, due, settlement] = args;
  try {
    return { change: changeAfter(...args) };
  } catch (cause) {
    const fault = new Error('The schedule of a reminder cannot be read.', { cause });
    return { change: { ...sentBy(due, settlement), state: 'dead' }, fault };
  }
}

const sentBy = (due: Due, settlement: Settlement): ReminderChange =>
  settlement.state === 'sent' ? { lastSent: due.occurrence, deliveredAt: settlement.at } : {};

function changeAfter(
  reminder: StoredReminder,
  due: Due,
  settlement: Settlement,
  next: NextOccurrence,
): ReminderChange {
  const sent = sentBy(due, settlement);
  if (reminder.state !== 'scheduled' || !isCurrent(reminder, due)) return sent;
  if (settlement.state === 'parked') return { state: 'parked' };
  if (due.occurrence === reminder.snoozed?.occurrence) return { ...sent, snoozed: null };
  // Occurrences that passed while it could not be sent are not caught up with: the next one lies after now.
  const { rrule } = reminder.schedule;
  const dueAt = rrule ? next({ ...reminder.schedule, rrule }, Math.max(settlement.at, due.dueAt)) : undefined;
  if (dueAt === undefined) return { ...sent, state: settlement.state === 'sent' ? 'delivered' : 'dead' };
  return { ...sent, dueAt, occurrence: occurrenceName(reminder.version, dueAt) };
}
