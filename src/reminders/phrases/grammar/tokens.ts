/** Cuts a message into the tokens that the grammar matches, each knowing where it stood in the text. */

export type TokenKind = 'word' | 'int' | 'decimal' | 'hm' | 'ymd' | 'dmy' | 'symbol';

/** One token; `numbers` holds what its digits say, in the order in which they were written. */
export interface Token {
  kind: TokenKind;
  /** Lower case, without accents. */
  norm: string;
  /** `#int`, as patterns that begin with any figure are filed. */
  kindKey: string;
  /** Offsets into the text as written, in UTF-16 code units. */
  start: number;
  end: number;
  /** Whether white space (or nothing) stands before it. */
  isSpaced: boolean;
  numbers: number[];
}

const SPACE = /[\s\p{Cc}\p{Cf}]+/uy;
const COMBINING = /\p{M}/gu;

/** In the order in which they are tried; each is sticky and bounded, so that cutting is linear. */
const SHAPES: readonly [TokenKind, RegExp][] = [
  ['ymd', /(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/y],
  ['dmy', /(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])/y],
  ['dmy', /(\d{1,2})\/(\d{1,2})(?![\d/])/y],
  ['hm', /(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)/y],
  ['decimal', /(\d{1,3})[.,](\d{1,2})(?![\d.,]*\d)/y],
  ['int', /\d{1,9}/y],
  ['word', /[ap]\.\s?m\.?(?![\p{L}\d])/iuy],
  ['word', /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/uy],
];

/** The tokens of a text, in order; every character that is neither space nor in a word or number is a symbol. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let isSpaced = true;
  while (position < text.length) {
    const gap = matchAt(SPACE, text, position);
    if (gap) {
      position += gap[0].length;
      isSpaced = true;
      continue;
    }
    const token = readToken(text, position, isSpaced);
    tokens.push(token);
    position = token.end;
    isSpaced = isIsoSeparator(text, token);
    if (isSpaced) position++;
    else isSpaced = isBeforeZulu(text, token);
  }
  return tokens;
}

/** Lower case and without accents, as the words of the language files are written. */
export function normalise(word: string): string {
  const plain = word.normalize('NFD').replace(COMBINING, '');
  return plain.toLowerCase().replaceAll('’', "'");
}

function readToken(text: string, start: number, isSpaced: boolean): Token {
  for (const [kind, shape] of SHAPES) {
    const match = matchAt(shape, text, start);
    if (!match) continue;
    const written = match[0];
    const norm = normalise(written);
    const token: Token = {
      kind,
      norm,
      kindKey: `#${kind}`,
      start,
      end: start + written.length,
      isSpaced,
      numbers: [],
    };
    if (kind === 'word') token.norm = /^[ap]\./.test(norm) ? `${norm.charAt(0)}m` : norm;
    else token.numbers = numbersOf(kind, match);
    return token;
  }
  const symbol = String.fromCodePoint(text.codePointAt(start) ?? 0);
  return {
    kind: 'symbol',
    norm: symbol,
    kindKey: '#symbol',
    start,
    end: start + symbol.length,
    isSpaced,
    numbers: [],
  };
}

function numbersOf(kind: TokenKind, match: RegExpExecArray): number[] {
  if (kind === 'int') return [Number(match[0]), match[0].length];
  const groups = match.slice(1).filter((group) => group !== undefined && /^\d/.test(group));
  const numbers = groups.map(Number);
  if (kind === 'hm') numbers.push(...(groups.length === 2 ? [0] : []), groups[0]?.startsWith('0') ? 1 : 0);
  if (kind === 'decimal') numbers.push(groups[1]?.length ?? 0);
  return numbers;
}

/** The T of `2026-04-10T15:00`. */
function isIsoSeparator(text: string, token: Token): boolean {
  return token.kind === 'ymd' && /[Tt]/.test(text.charAt(token.end)) && /\d/.test(text.charAt(token.end + 1));
}

/** The Z of `15:00:00Z`. */
function isBeforeZulu(text: string, token: Token): boolean {
  return token.kind === 'hm' && /^Z(?![\p{L}\d])/u.test(text.slice(token.end, token.end + 2));
}

function matchAt(shape: RegExp, text: string, position: number): RegExpExecArray | null {
  shape.lastIndex = position;
  return shape.exec(text);
}
