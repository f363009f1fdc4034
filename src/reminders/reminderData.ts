/** What reminders keep about a person, as they read it and as it goes. */
import type { PersonalData } from '../conversations/personalData';
import type { Outbox } from '../delivery/outbox';
import { changeReminder } from './changeReminder';
import { dueOf, isAlive, type Reminder, shortIdOf } from './reminder';
import { refuse } from './reminderChanges';
import { stateText } from './reminderCard';
import type { StoredReminder } from './reminderRow';
import { ownerOf, type ReminderStore } from './reminderStore';
import { REMINDER_TEXTS } from './reminderTexts';

/** More lines than these nobody reads. */
const SHOWN = 50;

export interface ReminderDataDeps {
  store: ReminderStore;
  outbox: Outbox;
}

export function createReminderData(deps: ReminderDataDeps): PersonalData {
  const { store } = deps;
  return {
    async describe({ person }, language) {
      const owner = ownerOf(person);
      const texts = REMINDER_TEXTS[language];
      const [own, assigned] = await Promise.all([store.listAll(owner), store.listAssigned(owner)]);
      const lineOf = (reminder: Reminder): string =>
        `• ${shortIdOf(reminder)} – ${stateText({ ...reminder, language }, texts)} – ${reminder.text}`;
      return [
        ...section(texts.data.own(own.length), own, lineOf, texts.data.more),
        ...section(texts.data.assigned(assigned.length), assigned, lineOf, texts.data.more),
      ];
    },
    async erase({ person, receivedAt }) {
      const owner = ownerOf(person);
      for (const reminder of (await store.listAssigned(owner)).filter(isAlive))
        await changeReminder(deps, reminder, refuse, receivedAt);
      for (const reminder of await store.listAll(owner)) await erase(deps, reminder);
      await store.erase(owner);
    },
  };
}

function section(
  title: string,
  reminders: readonly Reminder[],
  lineOf: (reminder: Reminder) => string,
  more: (count: number) => string,
): string[] {
  if (reminders.length === 0) return [];
  const ordered = [...reminders].sort((a, b) => Number(isAlive(b)) - Number(isAlive(a)) || a.dueAt - b.dueAt);
  const rest = reminders.length - SHOWN;
  return [title, ...ordered.slice(0, SHOWN).map(lineOf), ...(rest > 0 ? [more(rest)] : [])];
}

/** What is planned of it first: a due row without its reminder would be reported as lost. */
async function erase({ store, outbox }: ReminderDataDeps, reminder: StoredReminder): Promise<void> {
  const { snoozed, assignee, id, state } = reminder;
  const planned = [dueOf(reminder), ...(snoozed ? [dueOf({ ...reminder, ...snoozed })] : [])];
  for (const due of planned) {
    await outbox.withdraw(due);
    if (state === 'scheduled') await outbox.withdrawMoved(due);
  }
  if (assignee) await store.unassign(assignee, id);
}
