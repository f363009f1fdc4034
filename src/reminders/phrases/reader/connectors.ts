/** The words that join a request or a time to the message: "to", "that", "de que", ":". */
import type { Token } from '../grammar/tokens';
import type { LanguageFile } from '../languages/languageFile';

/** A connector at a place: the message begins at token `end`, `skip` characters into the text before it. */
export interface Connector {
  end: number;
  /** Where the message's text begins when the connector holds its first word ("del" → "el"). */
  textStart?: number;
  /** A word, not only a comma or a colon. */
  isWord: boolean;
}

const SEPARATORS = new Set([',', ':', ';', '-', '–', '—', '.', '…', '>', '=', '?', '!']);
/** Of these, the ones that may end a message. */
const FINAL = new Set(['.', '…', '?', '!']);

/** The longest connector at `position`, punctuation before it included; undefined when there is none. */
export function connectorAt(
  tokens: readonly Token[],
  position: number,
  languages: readonly LanguageFile[],
  isAfterRequest: boolean,
): Connector | undefined {
  const afterMarks = skipSeparators(tokens, position);
  let best: Connector | undefined = afterMarks > position ? { end: afterMarks, isWord: false } : undefined;
  for (const { connectors, plainConnectors, contractions } of languages) {
    for (const connector of isAfterRequest ? connectors : plainConnectors) {
      const words = connector.split(' ');
      const at = afterMarks + words.length;
      const matches = words.every((word, index) => isWholeWord(tokens, afterMarks + index, word));
      if (!matches || (best?.isWord && best.end >= at)) continue;
      const held = words.length === 1 ? contractions[connector] : undefined;
      const last = tokens[at - 1];
      best = { end: at, isWord: true, ...(held && last && { textStart: last.end - held.length }) };
    }
  }
  return best && { ...best, end: best.isWord ? skipColon(tokens, best.end) : best.end };
}

/** Past the punctuation at `position`. */
export function skipSeparators(tokens: readonly Token[], position: number): number {
  let at = position;
  while (SEPARATORS.has(tokens[at]?.norm ?? '')) at++;
  return at;
}

/** Back over the punctuation before `end` that parts a message from what follows. */
export function trimSeparators(tokens: readonly Token[], floor: number, end: number): number {
  const isParting = (norm: string | undefined): boolean =>
    norm !== undefined && SEPARATORS.has(norm) && !FINAL.has(norm);
  let at = end;
  while (at > floor && isParting(tokens[at - 1]?.norm)) at--;
  return at;
}

function isWholeWord(tokens: readonly Token[], position: number, word: string): boolean {
  const token = tokens[position];
  const next = tokens[position + 1];
  return token?.norm === word && token.isSpaced && (!next || next.isSpaced || next.kind === 'symbol');
}

function skipColon(tokens: readonly Token[], position: number): number {
  return tokens[position]?.norm === ':' ? position + 1 : position;
}
