/** Reads the answer to "of what?": the words as they were written. */
import type { ChatTurn } from '../../conversations/chatTurn';
import type { Taken } from '../../dialogs/chatDialog';
import { withNames } from '../audience';
import { phraseContext } from '../phraseContext';
import { parsePhrase } from '../phrases/parsePhrase';
import type { Once, Recurring } from '../phrases/reading';
import { REMINDER_TEXTS } from '../reminderTexts';
import type { Draft } from './draft';
import { type ReplyDeps, setReminder } from './replyToReading';

/** Asks for a reminder in so many words. */
const REQUEST = /^[¡¿]?(?:\p{L}+[, ]+){0,4}?(?:remind|recu[eé]rd|recordar|av[ií]sa)/iu;

export async function takeMessage(deps: ReplyDeps, draft: Draft, turn: ChatTurn): Promise<Taken> {
  const { language, target, when } = draft;
  const text = withNames(turn.text, turn);
  if (text === '' || isOwnReminder(deps, turn)) return { kind: 'no-answer' };
  const texts = REMINDER_TEXTS[language];
  const { maxCharacters } = deps.limits;
  if (text.length > maxCharacters)
    return again({ ...draft }, `${texts.reject['too-long'](deps.limits)} ${texts.ask['missing-message']}`);
  if (!when) return again({ ...draft, asks: 'time', message: text }, texts.dialog.askTime(text));
  const current = stillAhead(when, turn.receivedAt);
  if (!current) {
    const late: Draft = { v: 1, asks: 'time', language, target, message: text };
    return again(late, `${texts.reject.past(deps.limits)} ${texts.dialog.askTime(text)}`);
  }
  const reading = { ...current, message: text, language };
  return { kind: 'ends', isSure: false, finish: () => setReminder(deps, turn, reading, target) };
}

const again = (draft: Draft, text: string): Taken => ({
  kind: 'asks',
  isSure: false,
  state: { ...draft },
  utterance: { text },
});

/** The answer may come later than the time that it is about. */
function stillAhead(when: Once | Recurring, now: number): Once | Recurring | undefined {
  if (when.kind === 'once') return when.at > now ? when : undefined;
  const next = when.next.filter((at) => at > now);
  return next.length > 0 ? { ...when, next } : undefined;
}

/** "remind me tomorrow to …": a reminder of its own, not what this one says. */
function isOwnReminder({ limits }: ReplyDeps, turn: ChatTurn): boolean {
  if (!REQUEST.test(turn.text)) return false;
  const reading = parsePhrase(turn.text, phraseContext(turn, limits));
  return reading.kind !== 'none' && (!('reason' in reading) || reading.message !== '');
}
