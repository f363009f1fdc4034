/** What people say to set, list and cancel reminders, in each language, and what they are answered. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../conversations/chatTurn';
import { zoneOfPerson } from '../conversations/conversation';
import { dateTimeText } from '../conversations/timeText';
import { cancelReminder } from './cancelReminder';
import { createReminder, type CreateReminderDeps } from './createReminder';
import { parsePhrase } from './phrases/parsePhrase';
import { describeSchedule } from './phrases/describeSchedule';
import { confirmation, asking, rejection } from './reminderReplies';
import { shortIdOf } from './reminder';
import { ownerOf } from './reminderStore';
import { REMINDER_TEXTS } from './reminderTexts';

const LIST: Record<Language, RegExp> = {
  en: /^(?:list|my reminders|(?:list|show)(?: me)?(?: all)?(?: my)? reminders?|reminders)[.!?]?$/i,
  es: /^(?:lista|listar|mis recordatorios|(?:lista|listar|ver|muestra|mu[eé]strame|ens[eé][nñ]ame)(?: todos)?(?: (?:mis|los))? recordatorios|recordatorios)[.!?]?$/i,
};
const CANCEL: Record<Language, RegExp> = {
  en: /^(?:cancel|delete|remove)(?: reminder)?\s+(?:id\s+)?#?(?<id>[0-9a-z]{4,32})[.!?]?$/i,
  es: /^(?:cancelar?|borrar?|eliminar?|quitar?)(?: (?:el )?recordatorio)?\s+(?:id\s+)?#?(?<id>[0-9a-z]{4,32})[.!?]?$/i,
};
/** A chat message can hold this many lines and still be read. */
const LIST_LIMIT = 20;

/** The commands, in the order in which they are tried: the phrase that sets a reminder last, as it can begin with anything. */
export function createReminderCommands(deps: CreateReminderDeps): ChatCommand[] {
  return [
    {
      name: 'reminders.list',
      answer: (turn) => inLanguage(LIST, turn, (language) => list(deps, turn, language)),
    },
    {
      name: 'reminders.cancel',
      answer: (turn) =>
        inLanguage(CANCEL, turn, (language, match) =>
          cancel(deps, turn, language, match.groups?.['id'] ?? ''),
        ),
    },
    { name: 'reminders.set', answer: (turn) => set(deps, turn) },
  ];
}

async function inLanguage(
  patterns: Record<Language, RegExp>,
  turn: ChatTurn,
  answer: (language: Language, match: RegExpExecArray) => Promise<Utterance | NotKnownHere>,
): Promise<Utterance | NotKnownHere | undefined> {
  const order: Language[] = turn.language === 'es' ? ['es', 'en'] : ['en', 'es'];
  for (const language of order) {
    const match = patterns[language].exec(turn.text);
    if (match) return answer(language, match);
  }
  return undefined;
}

async function list({ store }: CreateReminderDeps, turn: ChatTurn, language: Language): Promise<Utterance> {
  const texts = REMINDER_TEXTS[language];
  const reminders = (await store.list(ownerOf(turn.person), 'scheduled')).sort((a, b) => a.dueAt - b.dueAt);
  if (reminders.length === 0) return { text: texts.emptyList };
  const lines = reminders.slice(0, LIST_LIMIT).map((reminder) => {
    const zone = zoneOfPerson(turn.person) ?? reminder.schedule.tzid;
    const when = dateTimeText(reminder.dueAt, { language, locale: turn.person.locale, zone });
    return texts.listLine({
      id: shortIdOf(reminder),
      when,
      message: reminder.text,
      isRecurring: reminder.schedule.rrule !== undefined,
    });
  });
  return { text: texts.list(lines, Math.max(0, reminders.length - LIST_LIMIT)) };
}

async function cancel(
  deps: CreateReminderDeps,
  turn: ChatTurn,
  language: Language,
  typedId: string,
): Promise<Utterance | NotKnownHere> {
  const texts = REMINDER_TEXTS[language];
  const result = await cancelReminder(deps, turn.person, typedId);
  if (result.outcome === 'not-found') return { otherwise: { text: texts.notFound(typedId) } };
  const { reminder } = result;
  return {
    text: texts[result.outcome === 'cancelled' ? 'cancelled' : 'alreadyOver'](
      shortIdOf(reminder),
      reminder.text,
    ),
  };
}

async function set(deps: CreateReminderDeps, turn: ChatTurn): Promise<Utterance | undefined> {
  const zone = zoneOfPerson(turn.person);
  const { locale } = turn.person;
  const reading = parsePhrase(turn.text, {
    now: turn.receivedAt,
    ...(zone ? { zone } : {}),
    ...(locale ? { locale } : {}),
  });
  switch (reading.kind) {
    case 'none':
      return undefined;
    case 'ask':
      return asking(reading, { locale, zone });
    case 'reject':
      return rejection(reading);
    case 'once':
    case 'recurring': {
      const reminder = await createReminder(deps, turn, reading);
      return confirmation(
        reminder,
        reading.kind === 'recurring' ? describeSchedule(reading, reading.language) : undefined,
        zone,
      );
    }
  }
}
