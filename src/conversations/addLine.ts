/** Adds a line to what is said, in its text and in its card. */
import type { Utterance } from './chatTurn';
import { escapeXml } from './mention';
import { lineBlock } from './textCard';

/** The utterance with this line at its end. */
export function addLine(utterance: Utterance, line: string): Utterance {
  const { text, textFormat, card } = utterance;
  const added = { ...utterance, text: `${text}\n${textFormat === 'xml' ? escapeXml(line) : line}` };
  if (!card) return added;
  const body = Array.isArray(card['body']) ? (card['body'] as unknown[]) : [];
  return { ...added, card: { ...card, body: [...body, lineBlock({ text: line, isSubtle: true })] } };
}
