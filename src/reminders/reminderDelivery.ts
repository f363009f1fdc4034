/** What delivery asks of reminders: is this occurrence still wanted, how does it read now, and what comes after it. */
import type { DeliveryKind, Loaded, Settlement } from '../delivery/deliveryKind';
import type { Due } from '../delivery/due';
import { dueOf, occurrenceName, REMINDER_KIND, type Schedule } from './reminder';
import type { ReminderStore, StoredReminder } from './reminderStore';
import { reminderUtterance } from './reminderUtterance';

/** The first occurrence of a recurring schedule after this time, or undefined when it has ended (epoch ms). */
export type NextOccurrence = (schedule: Schedule & { rrule: string }, after: number) => number | undefined;

export function createReminderDelivery(store: ReminderStore, nextOccurrence: NextOccurrence): DeliveryKind {
  return {
    kind: REMINDER_KIND,
    async load(due, now) {
      const reminder = await store.find(due.owner, due.item);
      if (!reminder) return { state: 'unwanted', reason: 'no such reminder' };
      if (reminder.lastSent === due.occurrence) return afterSent(reminder);
      if (reminder.state !== 'scheduled') return { state: 'unwanted', reason: reminder.state };
      if (reminder.occurrence !== due.occurrence) return { state: 'unwanted', reason: 'moved' };
      const { to, thread } = reminder;
      return {
        state: 'wanted',
        deliverable: { to, utterance: reminderUtterance(reminder, now), ...(thread ? { thread } : {}) },
        settle: (settlement) => settle(store, nextOccurrence, reminder, settlement),
      };
    },
  };
}

function afterSent(reminder: StoredReminder): Loaded {
  return reminder.state === 'scheduled' ? { state: 'sent', next: dueOf(reminder) } : { state: 'sent' };
}

/** Occurrences that passed while it could not be sent are not caught up with: the next one lies after now. */
async function settle(
  store: ReminderStore,
  nextOccurrence: NextOccurrence,
  reminder: StoredReminder,
  settlement: Settlement,
): Promise<Due | undefined> {
  if (settlement.state === 'parked')
    return void (await change(store, nextOccurrence, reminder, settlement, { state: 'parked' }));
  const { rrule } = reminder.schedule;
  const nextAt = rrule
    ? nextOccurrence({ ...reminder.schedule, rrule }, Math.max(settlement.at, reminder.dueAt))
    : undefined;
  const lastSent = settlement.state === 'sent' ? { lastSent: reminder.occurrence } : {};
  if (nextAt === undefined) {
    return change(store, nextOccurrence, reminder, settlement, {
      ...lastSent,
      state: settlement.state === 'sent' ? 'delivered' : 'dead',
    });
  }
  const occurrence = occurrenceName(reminder.version, nextAt);
  const next = await change(store, nextOccurrence, reminder, settlement, {
    ...lastSent,
    dueAt: nextAt,
    occurrence,
  });
  return next ?? dueOf({ ...reminder, dueAt: nextAt, occurrence });
}

/** Writes the change; when the reminder was changed meanwhile (cancelled, moved), what happened is recorded beside that. */
async function change(
  store: ReminderStore,
  nextOccurrence: NextOccurrence,
  reminder: StoredReminder,
  settlement: Settlement,
  changes: Parameters<ReminderStore['change']>[1],
): Promise<Due | undefined> {
  if ((await store.change(reminder, changes)) === 'merged') return undefined;
  const fresh = await store.find(reminder.owner, reminder.id);
  if (!fresh) return undefined;
  if (fresh.occurrence === reminder.occurrence && fresh.state === 'scheduled')
    return settle(store, nextOccurrence, fresh, settlement);
  if (settlement.state === 'sent') await store.change(fresh, { lastSent: reminder.occurrence });
  return fresh.state === 'scheduled' ? dueOf(fresh) : undefined;
}
