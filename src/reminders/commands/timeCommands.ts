/** Commands that carry a time phrase: snooze (the one with this id, or the one that came last) and edit. */
import { zoneOfPerson } from '../../conversations/conversation';
import type { ChatCommand, ChatTurn, NotKnownHere, Utterance } from '../../conversations/chatTurn';
import { changeReminder } from '../changeReminder';
import { scheduleOf } from '../createReminder';
import { findOwnReminder } from '../ownReminder';
import { parseWhen } from '../phrases/parseWhen';
import type { Once, Reading } from '../phrases/reading';
import { reschedule, snooze } from '../reminderChanges';
import type { ReminderLimits } from '../reminderLimits';
import { asking, rejection } from '../reminderReplies';
import { ownerOf, type StoredReminder } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';
import { changedView, type ChangeCommandsDeps } from './changeCommands';
import { ID, patternCommand, type Said } from './commandPattern';
import { phraseContext } from './setCommand';

const PATTERNS = {
  snooze: {
    en: `(?:snooze|postpone)(?: ${ID})?(?: (?:for|until|till|to|by))? (?<when>.+)`,
    es: `(?:posponer?|aplazar?|pospón)(?: ${ID})?(?: (?:hasta|para|a))? (?<when>.+)`,
  },
  edit: {
    en: `(?:edit|move|reschedule|change) ${ID}(?: to| for| until)? (?<when>.+)`,
    es: `(?:editar?|mover?|mueve|cambiar?) ${ID}(?: al?| para| hasta)? (?<when>.+)`,
  },
} as const;

export function createTimeCommands(deps: ChangeCommandsDeps): ChatCommand[] {
  return [
    patternCommand('reminders.snooze', PATTERNS.snooze, (turn, said) => snoozeOne(deps, turn, said)),
    patternCommand('reminders.edit', PATTERNS.edit, (turn, said) => edit(deps, turn, said)),
  ];
}

async function snoozeOne(
  deps: ChangeCommandsDeps,
  turn: ChatTurn,
  said: Said,
): Promise<Utterance | NotKnownHere> {
  const { id, when = '' } = said.groups;
  const named = id ? await findOwnReminder(deps.store, turn.person, id) : undefined;
  // "snooze 10 minutes": what looks like an id may be the beginning of the phrase.
  const reminder = named ?? (await lastDelivered(deps, turn, id));
  const phrase = named || !id ? when : `${id} ${when}`;
  if (!reminder) return { otherwise: { text: REMINDER_TEXTS[said.language].nothingToSnooze } };
  const reading = read(phrase, turn, deps.limits);
  if (reading.kind !== 'once') return refusal(reading, turn, said);
  const result = await changeReminder(deps, reminder, snooze(reading.at), turn.receivedAt);
  return result.outcome === 'not-found'
    ? { otherwise: { text: REMINDER_TEXTS[said.language].nothingToSnooze } }
    : changedView(result, said.language, 'moved');
}

/** An id with a digit and a letter that nobody has is a wrong id, not a time. */
async function lastDelivered(
  { store }: ChangeCommandsDeps,
  { person }: ChatTurn,
  id: string | undefined,
): Promise<StoredReminder | undefined> {
  if (id && /\d[a-z]|[a-z]\d/i.test(id) && id.length === 5) return undefined;
  return store.lastDelivered(ownerOf(person));
}

async function edit(deps: ChangeCommandsDeps, turn: ChatTurn, said: Said): Promise<Utterance | NotKnownHere> {
  const { id = '', when = '' } = said.groups;
  const reminder = await findOwnReminder(deps.store, turn.person, id);
  if (!reminder) return { otherwise: { text: REMINDER_TEXTS[said.language].notFound(id) } };
  const reading = read(when, turn, deps.limits);
  if (reading.kind !== 'once' && reading.kind !== 'recurring') return refusal(reading, turn, said);
  const dueAt = reading.kind === 'once' ? reading.at : (reading.next[0] as number);
  const result = await changeReminder(
    deps,
    reminder,
    reschedule(scheduleOf(reading), dueAt),
    turn.receivedAt,
  );
  return result.outcome === 'not-found'
    ? { otherwise: { text: REMINDER_TEXTS[said.language].notFound(id) } }
    : changedView(result, said.language, 'moved');
}

function read(phrase: string, turn: ChatTurn, limits: ReminderLimits): Reading {
  return parseWhen(phrase, phraseContext(turn, limits));
}

function refusal(reading: Exclude<Reading, Once>, { person }: ChatTurn, { language }: Said): Utterance {
  if (reading.kind === 'reject') return rejection({ ...reading, language });
  if (reading.kind === 'ask')
    return asking({ ...reading, language }, { locale: person.locale, zone: zoneOfPerson(person) });
  return {
    text: `${REMINDER_TEXTS[language].ask['vague-time']} ${REMINDER_TEXTS[language].say.snooze('K7M2P', REMINDER_TEXTS[language].phrases.oneHour)}`,
  };
}
