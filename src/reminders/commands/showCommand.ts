/** `show <id>`: one reminder whole, with its next five times and how to change it. */
import type { ChatCommand, ChatTurn, NotKnownHere, Utterance } from '../../conversations/chatTurn';
import type { NextOccurrence } from '../nextOccurrence';
import { findOwnReminder } from '../ownReminder';
import { type Reminder, shortIdOf } from '../reminder';
import { reminderView, whenText } from '../reminderCard';
import type { ReminderStore } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';
import { ID, patternCommand, type Said } from './commandPattern';

const SHOWN_OCCURRENCES = 5;
const PATTERNS = {
  en: `(?:show|details?(?: of)?)(?: me)?(?: reminder)? ${ID}`,
  es: `(?:ver|mostrar|muestra|detalles?(?: de)?)(?: el)?(?: recordatorio)? ${ID}`,
};

export function createShowCommand(deps: { store: ReminderStore; next: NextOccurrence }): ChatCommand {
  return patternCommand('reminders.show', PATTERNS, (turn, said) => show(deps, turn, said));
}

async function show(
  { store, next }: { store: ReminderStore; next: NextOccurrence },
  { person }: ChatTurn,
  { language, groups }: Said,
): Promise<Utterance | NotKnownHere> {
  const typed = groups['id'] ?? '';
  const reminder = await findOwnReminder(store, person, typed);
  const texts = REMINDER_TEXTS[language];
  if (!reminder) return { otherwise: { text: texts.notFound(typed) } };
  const view = { ...reminder, language };
  const times = nextOccurrences(view, next).map((at) => `• ${whenText(view, at)}`);
  return reminderView({
    reminder: view,
    more: [
      ...(times.length > 0 ? [texts.nextOccurrences, ...times] : []),
      texts.howToEdit(shortIdOf(reminder)),
    ],
  });
}

function nextOccurrences({ schedule, dueAt, state }: Reminder, next: NextOccurrence): number[] {
  const { rrule } = schedule;
  if (!rrule || state !== 'scheduled') return [];
  const times = [dueAt];
  while (times.length < SHOWN_OCCURRENCES) {
    const at = next({ ...schedule, rrule }, times.at(-1) as number);
    if (at === undefined) break;
    times.push(at);
  }
  return times;
}
