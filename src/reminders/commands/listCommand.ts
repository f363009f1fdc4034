/** `list`: a person's reminders by their next time, a page at a time; all of them in their own chat, this chat's where others read along. */
import { zoneOfPerson } from '../../conversations/conversation';
import { commandButton } from '../../conversations/cardButton';
import type { ChatCommand, ChatTurn, Utterance } from '../../conversations/chatTurn';
import { textCard } from '../../conversations/textCard';
import { dateTimeText } from '../../conversations/timeText';
import { isAlive, type Reminder, shortIdOf } from '../reminder';
import { ownerOf, type ReminderStore } from '../reminderStore';
import { REMINDER_TEXTS, type ReminderTexts } from '../reminderTexts';
import { patternCommand, type Said } from './commandPattern';

const PAGE_SIZE = 10;
const PATTERNS = {
  en: '(?:(?:list|show)(?: me)?(?: all)?(?: my)? reminders?|list|my reminders|reminders)(?<here> (?:here|of this chat|in this chat))?(?: (?:page )?(?<page>\\d{1,3}))?',
  es: '(?:(?:lista|listar|ver|muestra|mu[eé]strame|ens[eé][nñ]ame)(?: todos)?(?: mis| los)? recordatorios|lista|listar|mis recordatorios|recordatorios)(?<here> (?:aqu[ií]|de aqu[ií]|de este chat))?(?: (?:p[aá]gina )?(?<page>\\d{1,3}))?',
};

export function createListCommand(store: ReminderStore): ChatCommand {
  return patternCommand('reminders.list', PATTERNS, (turn, said) => list(store, turn, said));
}

async function list(store: ReminderStore, turn: ChatTurn, { language, groups }: Said): Promise<Utterance> {
  const texts = REMINDER_TEXTS[language];
  const isHere = groups['here'] !== undefined || turn.kind !== 'personal';
  const found = await findAll(store, ownerOf(turn.person));
  const reminders = isHere ? found.filter(({ to }) => to.key === turn.address.key) : found;
  if (reminders.length === 0) return { text: isHere ? texts.emptyListHere : texts.emptyList };
  const pages = Math.ceil(reminders.length / PAGE_SIZE);
  const page = Math.min(Math.max(Number(groups['page'] ?? 1), 1), pages);
  const shown = reminders.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const lines = [
    texts.listTitle(reminders.length, isHere),
    ...shown.map((reminder) => lineOf({ ...reminder, language }, turn, texts)),
  ];
  const actions = page < pages ? [commandButton(texts.buttons.more, texts.say.list(page + 1, isHere))] : [];
  return {
    text: [...lines, ...(page < pages ? [texts.say.list(page + 1, isHere)] : [])].join('\n'),
    card: textCard({ lines: lines.map((text, index) => ({ text, isTitle: index === 0 })), actions }),
  };
}

async function findAll(store: ReminderStore, owner: string): Promise<Reminder[]> {
  const states = ['scheduled', 'paused', 'parked'] as const;
  const own = await Promise.all(states.map((state) => store.list(owner, state)));
  const assigned = (await store.listAssigned(owner)).filter(isAlive);
  return [...own.flat(), ...assigned].sort((a, b) => a.dueAt - b.dueAt);
}

function lineOf(reminder: Reminder, { person }: ChatTurn, texts: ReminderTexts): string {
  const zone = zoneOfPerson(person) ?? reminder.schedule.tzid;
  const when = dateTimeText(reminder.snoozed?.dueAt ?? reminder.dueAt, {
    language: reminder.language,
    locale: person.locale,
    zone,
  });
  const notes = [
    ...(reminder.schedule.rrule ? [texts.repeats] : []),
    ...(reminder.state === 'scheduled' ? [] : [texts.states[reminder.state]]),
    ...forWhom(reminder, person, texts),
  ];
  return texts.listLine({ id: shortIdOf(reminder), when, message: reminder.text, notes });
}

function forWhom(
  { askedBy, audience, owner, assignee }: Reminder,
  person: ChatTurn['person'],
  texts: ReminderTexts,
): string[] {
  if (askedBy && owner !== ownerOf(person)) return [texts.forYouBy(askedBy.name)];
  return assignee && audience ? [texts.forOther(audience.name)] : [];
}
