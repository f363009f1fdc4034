/** Sets a reminder: stored before it is confirmed, and only once however often the same message arrives. */
import type { ChatTurn } from '../conversations/chatTurn';
import type { Outbox } from '../delivery/outbox';
import type { Once, Recurring } from './phrases/reading';
import { type Reminder, dueOf, occurrenceName, type Schedule } from './reminder';
import { reminderId } from './reminderId';
import { ownerOf, type ReminderStore } from './reminderStore';

/** Where a reminder goes, and whom it is for. */
export type ReminderTarget = Pick<Reminder, 'to' | 'kind' | 'thread' | 'audience' | 'askedBy' | 'assignee'>;

export interface CreateReminderDeps {
  store: ReminderStore;
  outbox: Outbox;
}

/** Stores what was read and plans its first occurrence. Throws StorageUnavailable: then nothing may be confirmed. */
export async function createReminder(
  { store, outbox }: CreateReminderDeps,
  turn: ChatTurn,
  reading: Once | Recurring,
  target: ReminderTarget = ownTarget(turn),
): Promise<Reminder> {
  const reminder = reminderOf(turn, reading, target);
  // The due row first: without its reminder it does nothing, while a reminder without a due row would never come.
  const due = await outbox.store(dueOf(reminder));
  if ((await store.insert(reminder)) === 'exists') return resume({ store, outbox }, reminder);
  if (reminder.assignee) await store.assign(reminder.assignee, reminder);
  await outbox.pointIfSoon(dueOf(reminder), due);
  return reminder;
}

/** An earlier try of the same turn stored it: what it may not have come to is done again, and its time stands. */
async function resume({ store, outbox }: CreateReminderDeps, { owner, id }: Reminder): Promise<Reminder> {
  const stored = await store.find(owner, id);
  if (!stored) throw new Error('A reminder that was there has gone.');
  if (stored.assignee) await store.assign(stored.assignee, stored);
  if (stored.state === 'scheduled') await outbox.plan(dueOf(stored));
  return stored;
}

function reminderOf(turn: ChatTurn, reading: Once | Recurring, target: ReminderTarget): Reminder {
  const dueAt = reading.kind === 'once' ? reading.at : (reading.next[0] as number);
  const version = 1;
  return {
    owner: ownerOf(turn.person),
    id: reminderId(turn.activityKey),
    text: reading.message,
    schedule: scheduleOf(reading),
    state: 'scheduled',
    occurrence: occurrenceName(version, dueAt),
    createdAt: turn.receivedAt,
    language: reading.language,
    ...{ dueAt, version },
    ...(turn.person.locale ? { locale: turn.person.locale } : {}),
    ...target,
  };
}

/** The schedule that a reading means. */
export function scheduleOf(reading: Once | Recurring): Schedule {
  const { tzid, wallStart } = reading;
  return { tzid, wallStart, ...(reading.kind === 'recurring' ? { rrule: reading.rrule } : {}) };
}

/** For the person who asks, in the place where they ask. */
export function ownTarget({ address, kind, thread, sender }: ChatTurn): ReminderTarget {
  return { to: address, kind, audience: sender, ...(thread ? { thread } : {}) };
}
