/** Reads what answer services and callers give as an answer: a text, a card, or a word on the progress. */
import type { AdaptiveCard } from '../conversations/chatTurn';
import type { AnswerContent } from './question';

/** In bytes of UTF-8. Channels take messages of 28 KB: an answer must leave room for what goes with it. */
export const MAX_ANSWER_BYTES = 24_000;
export const MAX_PROGRESS_BYTES = 2000;

export type ReadAnswer =
  | { kind: 'answer'; content: AnswerContent }
  | { kind: 'progress'; text: string }
  /** `tooLarge` is right in itself, but too long. */
  | { kind: 'wrong'; problems: { pointer: string; detail: string }[]; tooLarge?: boolean };

const wrong = (pointer: string, detail: string): ReadAnswer => ({
  kind: 'wrong',
  problems: [{ pointer, detail }],
});
const tooLarge = (pointer: string, most: number): ReadAnswer => ({
  kind: 'wrong',
  tooLarge: true,
  problems: [{ pointer, detail: `at most ${most} bytes` }],
});

/** Reads `{text}` or `{card}`, or `{text, progress: true}`. */
export function readAnswer(body: unknown): ReadAnswer {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return wrong('', 'must be an object');
  const { text, card, progress = false } = body as Record<string, unknown>;
  if (typeof progress !== 'boolean') return wrong('/progress', 'must be true or false');
  if ((text === undefined) === (card === undefined)) return wrong('', 'needs either text or card');
  if (card !== undefined) return progress ? wrong('/card', 'progress is a text') : readCard(card);
  if (typeof text !== 'string' || text.trim() === '')
    return wrong('/text', 'must be a text that is not empty');
  const most = progress ? MAX_PROGRESS_BYTES : MAX_ANSWER_BYTES;
  if (Buffer.byteLength(text) > most) return tooLarge('/text', most);
  return progress
    ? { kind: 'progress', text: text.trim() }
    : { kind: 'answer', content: { text: text.trim() } };
}

function readCard(card: unknown): ReadAnswer {
  const isCard =
    typeof card === 'object' && card !== null && (card as { type?: unknown }).type === 'AdaptiveCard';
  if (!isCard) return wrong('/card', 'must be an Adaptive Card: an object of the type AdaptiveCard');
  if (Buffer.byteLength(JSON.stringify(card)) > MAX_ANSWER_BYTES) return tooLarge('/card', MAX_ANSWER_BYTES);
  return { kind: 'answer', content: { card: card as AdaptiveCard } };
}
