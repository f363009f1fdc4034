/** How a question and its answer read inside what the bot says. */
import { MINUTE_MS } from '../clock';
import { dateTimeText } from '../conversations/timeText';
import type { AdaptiveCard, Language } from '../conversations/chatTurn';
import type { Named } from './answerTexts';
import { type AnswerContent, type Question, shortIdOf } from './question';

const MAX_QUOTE = 300;
const MAX_CARD_TEXT = 2000;

/** The text on one line, shortened between characters. */
export function quoteOf(text: string, most = MAX_QUOTE): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}

/** The question as texts name it. */
export const namedOf = (question: Question): Named => ({
  id: shortIdOf(question),
  quote: quoteOf(question.text),
});

/** A time as the reader of the question reads it, to the minute. */
export function timeFor(
  { zone = 'UTC', locale }: Pick<Question, 'zone' | 'locale'>,
  language: Language,
  at: number,
): string {
  return dateTimeText(Math.floor(at / MINUTE_MS) * MINUTE_MS, { language, locale, zone });
}

/** The answer where only text can be shown; undefined for a card without a word. */
export function textOf(content: AnswerContent): string | undefined {
  return 'text' in content ? content.text : cardText(content.card);
}

/** The words on a card, one block a line. */
export function cardText(card: AdaptiveCard): string | undefined {
  if (typeof card['fallbackText'] === 'string') return card['fallbackText'];
  const words = textsIn(card['body']).join('\n');
  return words === '' ? undefined : quoteLines(words);
}

const quoteLines = (text: string): string =>
  text.length <= MAX_CARD_TEXT ? text : `${text.slice(0, MAX_CARD_TEXT)}…`;

function textsIn(node: unknown, depth = 0): string[] {
  if (typeof node !== 'object' || node === null || depth > 20) return [];
  if (Array.isArray(node)) return node.flatMap((part) => textsIn(part, depth + 1));
  const { text, items, columns, inlines, body } = node as Record<string, unknown>;
  const own = typeof text === 'string' ? [text] : [];
  return [...own, ...[items, columns, inlines, body].flatMap((part) => textsIn(part, depth + 1))];
}
