/** Finds a reminder by the id that a person typed: among their own and those for them alone; others do not exist for them. */
import type { Person } from '../conversations/conversation';
import { isAlive } from './reminder';
import { normaliseId } from './reminderId';
import type { StoredReminder } from './reminderRow';
import { ownerOf, type ReminderStore } from './reminderStore';

/** Undefined when they have none with this id. Of two that begin alike, the one that can still come. */
export async function findOwnReminder(
  store: ReminderStore,
  person: Person,
  typedId: string,
): Promise<StoredReminder | undefined> {
  const prefix = normaliseId(typedId);
  if (!/^[0-9a-z]{4,}$/.test(prefix)) return undefined;
  const found = await store.findByPrefix(ownerOf(person), prefix);
  return found.find(isAlive) ?? found[0];
}
