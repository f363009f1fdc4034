/** What delivery asks of reminders: is this occurrence still wanted, how does it read now, and what comes after it. */
import type { DeliveryKind, Loaded, Settlement } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import type { NextOccurrence } from './nextOccurrence';
import { dueOf, occurrenceName, REMINDER_KIND, type ReminderChange } from './reminder';
import type { ReminderStore, StoredReminder } from './reminderStore';
import { reminderUtterance } from './reminderUtterance';

export function createReminderDelivery(store: ReminderStore, next: NextOccurrence): DeliveryKind {
  return {
    kind: REMINDER_KIND,
    async load(due, now) {
      const reminder = await store.find(due.owner, due.item);
      if (!reminder) return { state: 'unwanted', reason: 'no such reminder' };
      if (reminder.lastSent === due.occurrence) return afterSent(reminder);
      if (reminder.state !== 'scheduled') return { state: 'unwanted', reason: reminder.state };
      if (!isCurrent(reminder, due)) return { state: 'unwanted', reason: 'moved' };
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
  };
}

const isCurrent = ({ occurrence, snoozed }: StoredReminder, due: Due): boolean =>
  due.occurrence === occurrence || due.occurrence === snoozed?.occurrence;

function afterSent(reminder: StoredReminder): Loaded {
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
  const change = changeAfter(reminder, due, settlement, next);
  if ((await store.change(reminder, change)) === 'merged') {
    const { dueAt, occurrence } = change;
    return dueAt !== undefined && occurrence !== undefined
      ? dueOf({ ...reminder, dueAt, occurrence })
      : undefined;
  }
  const fresh = await store.find(reminder.owner, reminder.id);
  return fresh && settle(store, next, fresh, due, settlement);
}

function changeAfter(
  reminder: StoredReminder,
  due: Due,
  settlement: Settlement,
  next: NextOccurrence,
): ReminderChange {
  const sent: ReminderChange =
    settlement.state === 'sent' ? { lastSent: due.occurrence, deliveredAt: settlement.at } : {};
  if (reminder.state !== 'scheduled' || !isCurrent(reminder, due)) return sent;
  if (settlement.state === 'parked') return { state: 'parked' };
  if (due.occurrence === reminder.snoozed?.occurrence) return { ...sent, snoozed: null };
  // Occurrences that passed while it could not be sent are not caught up with: the next one lies after now.
  const { rrule } = reminder.schedule;
  const dueAt = rrule ? next({ ...reminder.schedule, rrule }, Math.max(settlement.at, due.dueAt)) : undefined;
  if (dueAt === undefined) return { ...sent, state: settlement.state === 'sent' ? 'delivered' : 'dead' };
  return { ...sent, dueAt, occurrence: occurrenceName(reminder.version, dueAt) };
}
