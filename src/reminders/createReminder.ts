/** Sets a reminder: stored before it is confirmed, and only once however often the same message arrives. */
import type { ChatTurn } from '../conversations/chatTurn';
import type { Outbox } from '../delivery/outbox';
import type { Once, Recurring } from './phrases/reading';
import { type Reminder, dueOf, occurrenceName, type Schedule } from './reminder';
import { reminderId } from './reminderId';
import { ownerOf, type ReminderStore } from './reminderStore';

export interface CreateReminderDeps {
  store: ReminderStore;
  outbox: Outbox;
}

/** Stores what was read and plans its first occurrence. Throws StorageUnavailable: then nothing may be confirmed. */
export async function createReminder(
  { store, outbox }: CreateReminderDeps,
  turn: ChatTurn,
  reading: Once | Recurring,
): Promise<Reminder> {
  const reminder = reminderOf(turn, reading);
  // The due row first: without its reminder it does nothing, while a reminder without a due row would never come.
  await outbox.store(dueOf(reminder));
  await store.insert(reminder);
  await outbox.pointIfSoon(dueOf(reminder));
  return reminder;
}

function reminderOf(turn: ChatTurn, reading: Once | Recurring): Reminder {
  const dueAt = reading.kind === 'once' ? reading.at : (reading.next[0] as number);
  const schedule: Schedule = {
    tzid: reading.tzid,
    wallStart: reading.wallStart,
    ...(reading.kind === 'recurring' ? { rrule: reading.rrule } : {}),
  };
  const { address, kind, thread, sender, person, activityKey, receivedAt } = turn;
  const version = 1;
  return {
    owner: ownerOf(person),
    id: reminderId(activityKey),
    text: reading.message,
    state: 'scheduled',
    occurrence: occurrenceName(version, dueAt),
    to: address,
    createdAt: receivedAt,
    language: reading.language,
    ...{ schedule, dueAt, kind, sender, version },
    ...(thread ? { thread } : {}),
    ...(person.locale ? { locale: person.locale } : {}),
  };
}
