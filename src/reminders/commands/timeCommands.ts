/** Commands that carry a time phrase: snooze (the one with this id, or the one that came last) and edit. */
import type { ChatCommand, ChatTurn, NotKnownHere, Utterance } from '../../conversations/chatTurn';
import { asking, exactTime } from '../asking';
import { changeReminder } from '../changeReminder';
import { scheduleOf } from '../createReminder';
import { findOwnReminder } from '../ownReminder';
import { phraseContext } from '../phraseContext';
import { parseWhen } from '../phrases/parseWhen';
import type { Once, PhraseContext, Reading, Recurring } from '../phrases/reading';
import { shortIdOf } from '../reminder';
import { reschedule, snooze } from '../reminderChanges';
import type { ReminderLimits } from '../reminderLimits';
import { rejection } from '../reminderReplies';
import type { StoredReminder } from '../reminderRow';
import { ownerOf } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';
import { changedView, type ChangeCommandsDeps, notYours } from './changeCommands';
import { ID, patternCommand, type Said } from './commandPattern';

const PATTERNS = {
  snooze: {
    en: `(?:snooze|postpone)(?: ${ID})?(?: (?:for|until|till|to|by))? (?<when>[^]+)`,
    es: `(?:posponer?|aplazar?|pospón)(?: ${ID})?(?: (?:hasta|para|a))? (?<when>[^]+)`,
  },
  edit: {
    en: `(?:edit|move|reschedule|change) ${ID}(?: to| for| until)? (?<when>[^]+)`,
    es: `(?:editar?|mover?|mueve|cambiar?) ${ID}(?: al?| para| hasta)? (?<when>[^]+)`,
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
  const context = phraseContext(turn, deps.limits);
  const reading = parseWhen(phrase, context);
  if (reading.kind !== 'once')
    return refusal(reading, { ...context, limits: deps.limits }, said, (at) =>
      REMINDER_TEXTS[said.language].say.snooze(shortIdOf(reminder), at),
    );
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
  const context = phraseContext(turn, deps.limits);
  const reading = parseWhen(when, context);
  if (reading.kind !== 'once' && reading.kind !== 'recurring')
    return refusal(reading, { ...context, limits: deps.limits }, said, (at) =>
      REMINDER_TEXTS[said.language].say.edit(id, at),
    );
  const dueAt = reading.kind === 'once' ? reading.at : (reading.next[0] as number);
  const result = await changeReminder(
    deps,
    reminder,
    reminder.owner === ownerOf(turn.person) ? reschedule(scheduleOf(reading), dueAt) : notYours,
    turn.receivedAt,
  );
  return result.outcome === 'not-found'
    ? { otherwise: { text: REMINDER_TEXTS[said.language].notFound(id) } }
    : changedView(result, said.language, 'moved');
}

/** Why the time is none; each reading can be pressed and then says the whole command. */
function refusal(
  reading: Exclude<Reading, Once>,
  context: PhraseContext & { limits: ReminderLimits },
  { language }: Said,
  say: (when: string) => string,
): Utterance {
  if (reading.kind === 'reject') return rejection({ ...reading, language }, context.limits);
  if (reading.kind === 'ask') {
    const commandFor = (choice: Once | Recurring): string | undefined =>
      choice.kind === 'once' ? say(exactTime(choice, language, context.zone)) : undefined;
    return asking({ ...reading, language }, context, commandFor);
  }
  const texts = REMINDER_TEXTS[language];
  return { text: `${texts.ask['vague-time']} ${say(texts.phrases.tomorrowNine)}` };
}
