/** Cancels one of a person's own reminders by the id that they see. */
import type { Person } from '../conversations/conversation';
import type { Outbox } from '../delivery/outbox';
import { dueOf, type Reminder } from './reminder';
import { normaliseId } from './reminderId';
import { ownerOf, type ReminderStore } from './reminderStore';

export type Cancelled =
  | { outcome: 'cancelled'; reminder: Reminder }
  | { outcome: 'already-over'; reminder: Reminder }
  | { outcome: 'not-found' };

/** Ids are looked for among the person's own reminders alone: those of others do not exist for them. */
export async function cancelReminder(
  deps: { store: ReminderStore; outbox: Outbox },
  person: Person,
  typedId: string,
): Promise<Cancelled> {
  const prefix = normaliseId(typedId);
  if (!/^[0-9a-z]{4,}$/.test(prefix)) return { outcome: 'not-found' };
  const found = await deps.store.findByPrefix(ownerOf(person), prefix);
  const reminder = found.find(({ state }) => state === 'scheduled' || state === 'parked') ?? found[0];
  if (!reminder) return { outcome: 'not-found' };
  if (reminder.state !== 'scheduled' && reminder.state !== 'parked')
    return { outcome: 'already-over', reminder };
  // It changed between reading and writing: it was sent or moved in this very moment, so look again.
  if ((await deps.store.change(reminder, { state: 'cancelled' })) !== 'merged')
    return cancelReminder(deps, person, typedId);
  await deps.outbox.withdraw(dueOf(reminder));
  return { outcome: 'cancelled', reminder };
}
