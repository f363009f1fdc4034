/** What a reading leads to: a reminder that is set, a question about what it lacks, or a refusal. */
import type { ChatTurn, Utterance } from '../../conversations/chatTurn';
import { createReminder, type CreateReminderDeps, type ReminderTarget } from '../createReminder';
import { phraseContext } from '../phraseContext';
import type { Ask, Once, Reading, Recurring } from '../phrases/reading';
import { keepLastAction, type LastActions } from '../lastAction';
import { reminderId } from '../reminderId';
import type { ReminderLimits } from '../reminderLimits';
import { asking } from '../asking';
import { confirmation, rejection } from '../reminderReplies';
import { ownerOf } from '../reminderStore';
import { REMINDER_TEXTS } from '../reminderTexts';
import { askingFor } from './draft';

export interface ReplyDeps extends CreateReminderDeps {
  limits: ReminderLimits;
  actions: LastActions;
}

/** A phrase that was read, whom it is for, and how it was written (the part that was read). */
export interface ReadPhrase {
  reading: Reading;
  target: ReminderTarget;
  text: string;
}

/** Undefined when the phrase asks for no reminder. */
export async function replyToReading(
  deps: ReplyDeps,
  turn: ChatTurn,
  { reading, target, text }: ReadPhrase,
): Promise<Utterance | undefined> {
  switch (reading.kind) {
    case 'none':
      return undefined;
    case 'ask':
      return replyByAsking(deps, turn, reading, target, text);
    case 'reject':
      return rejection(reading, deps.limits);
    case 'once':
    case 'recurring':
      return setReminder(deps, turn, reading, target);
  }
}

/** Sets it, if its owner has not too many. */
export async function setReminder(
  deps: ReplyDeps,
  turn: ChatTurn,
  reading: Once | Recurring,
  target: ReminderTarget,
): Promise<Utterance> {
  const { maxActive } = deps.limits;
  const owner = ownerOf(turn.person);
  if ((await deps.store.countAlive(owner, maxActive)) >= maxActive)
    return { text: REMINDER_TEXTS[reading.language].tooMany(maxActive) };
  const id = reminderId(turn.activityKey);
  const [reminder] = await Promise.all([
    createReminder(deps, turn, reading, target),
    keepLastAction(deps.actions, turn, { owner, id }, 'set'),
  ]);
  return confirmation(reminder);
}

function replyByAsking(
  { limits }: ReplyDeps,
  turn: ChatTurn,
  reading: Ask,
  target: ReminderTarget,
  text: string,
): Utterance {
  const { message, language, readings } = reading;
  const known = { language, message, target };
  const [when, another] = readings;
  if (reading.reason === 'missing-message' && when && !another) return askForMessage(when, target);
  const asked = asking(reading, phraseContext(turn, limits));
  if (reading.reason === 'missing-zone')
    return askingFor(asked, { ...known, asks: 'zone', said: { text, at: turn.receivedAt } });
  return askingFor(asked, { ...known, asks: 'time' });
}

/** When is known, what is not. */
export function askForMessage(when: Once | Recurring, target: ReminderTarget): Utterance {
  const { language } = when;
  const text = REMINDER_TEXTS[language].ask['missing-message'];
  return askingFor({ text }, { asks: 'message', language, target, message: '', when });
}
