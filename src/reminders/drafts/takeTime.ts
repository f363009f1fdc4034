/** Reads the answer to "when?". */
import type { ChatTurn } from '../../conversations/chatTurn';
import type { Taken } from '../../dialogs/chatDialog';
import { phraseContext } from '../phraseContext';
import { parsePhrase } from '../phrases/parsePhrase';
import { parseWhen } from '../phrases/parseWhen';
import type { Once, Reading, Recurring } from '../phrases/reading';
import { asking } from '../asking';
import { rejection } from '../reminderReplies';
import type { Draft } from './draft';
import { askForMessage, type ReplyDeps, setReminder } from './replyToReading';

/** A time, a phrase that brings one, or what looks like one. Anything else is no answer. */
export async function takeTime(deps: ReplyDeps, draft: Draft, turn: ChatTurn): Promise<Taken> {
  const context = phraseContext(turn, deps.limits);
  const reading = parseWhen(turn.text, context);
  return reading.kind === 'none'
    ? takePhrase(deps, draft, turn, parsePhrase(turn.text, context))
    : timeGiven(deps, draft, turn, reading);
}

/** What a time on its own leads to. */
export function timeGiven(deps: ReplyDeps, draft: Draft, turn: ChatTurn, reading: Reading): Taken {
  const { message, language, target } = draft;
  const context = phraseContext(turn, deps.limits);
  const said = { ...reading, message, language } as Reading;
  switch (said.kind) {
    case 'once':
    case 'recurring':
      return withTime(deps, draft, turn, said);
    case 'ask': {
      const isZone = said.reason === 'missing-zone';
      const state: Draft = isZone
        ? { ...draft, asks: 'zone', said: { text: turn.text, at: turn.receivedAt } }
        : { v: 1, asks: 'time', message, language, target };
      const readings = said.readings.map((each) => ({ ...each, message, language }));
      return {
        kind: 'asks',
        isSure: true,
        state: { ...state },
        utterance: asking({ ...said, readings }, context),
      };
    }
    case 'reject':
      return { kind: 'asks', isSure: true, state: { ...draft }, utterance: rejection(said, deps.limits) };
    case 'none':
      return { kind: 'no-answer' };
  }
}

function withTime(deps: ReplyDeps, draft: Draft, turn: ChatTurn, when: Once | Recurring): Taken {
  if (when.message)
    return { kind: 'ends', isSure: true, finish: () => setReminder(deps, turn, when, draft.target) };
  const { asks, ...utterance } = askForMessage(when, draft.target);
  return { kind: 'asks', isSure: true, state: asks?.state ?? {}, utterance };
}

/** A phrase that says the same with a time is the answer; one that says something else is a reminder of its own. */
function takePhrase(deps: ReplyDeps, draft: Draft, turn: ChatTurn, phrase: Reading): Taken {
  const { message, language } = draft;
  if (phrase.kind === 'once' || phrase.kind === 'recurring') {
    const isAboutThis = message === '' || phrase.message === message;
    return isAboutThis ? withTime(deps, draft, turn, { ...phrase, language }) : { kind: 'no-answer' };
  }
  if (phrase.kind === 'ask' && phrase.reason === 'missing-message' && phrase.readings.length === 1)
    return timeGiven(deps, draft, turn, phrase.readings[0] as Once | Recurring);
  if (message !== '' || phrase.kind === 'reject') return { kind: 'no-answer' };
  const told = phrase.kind === 'ask' ? phrase.message : turn.text;
  return told === '' ? { kind: 'no-answer' } : messageFirst(deps, { ...draft, message: told }, turn);
}

/** Neither was known, and the message came first. */
function messageFirst({ limits }: ReplyDeps, draft: Draft, turn: ChatTurn): Taken {
  const { message, language } = draft;
  if (message.length > limits.maxCharacters) return { kind: 'no-answer' };
  const missing = { kind: 'ask', reason: 'missing-time', readings: [], message, language } as const;
  const utterance = asking({ ...missing, readings: [] }, phraseContext(turn, limits));
  return { kind: 'asks', isSure: false, state: { ...draft }, utterance };
}
