/**
 * Reads the notation in which a language file writes its patterns:
 *   `word`  `one|other`  `word?`  `(several words / or others)?`  `~glued` (no space before it)
 *   `LPAREN` and `RPAREN` for parentheses in the text; `{rule}` captures a rule's value under its name, `{field:rule}` under another, `{*rule}` merges its fields,
 *   `{-rule}` drops it; `{items:rule+joint}` a list "a, b joint c", `++` also without the joint, `**` also bare.
 */

/** How the items of a list stand together. */
export interface ListShape {
  /** The rule that stands between items, besides the comma. */
  joint: string;
  /** `joined`: the last two items by the joint; `comma`: by either; `bare`: by anything or nothing. */
  style: 'joined' | 'comma' | 'bare';
}

/** A node of a compiled pattern. */
export type PatternNode =
  | { type: 'words'; words: ReadonlySet<string>; isGlued: boolean }
  | {
      type: 'rule';
      rule: string;
      field: string;
      capture: 'field' | 'merge' | 'drop';
      isGlued: boolean;
      list?: ListShape;
    }
  | { type: 'group'; alternatives: PatternNode[][]; isOptional: boolean };

const PIECES = /\(|\)\??|\{[^}]*\}\??|[^\s()]+/g;
const REFERENCE = /^\{([*-])?(?:(\w+):)?(\w+)(?:(\+\+|\+|\*\*)(\w*))?\}$/;
const PARENTHESES: Record<string, string> = { LPAREN: '(', RPAREN: ')' };
const LIST_STYLES: Record<string, ListShape['style']> = { '+': 'joined', '++': 'comma', '**': 'bare' };

/** The alternatives of a pattern; throws a SyntaxError that quotes the pattern when it cannot be read. */
export function parsePattern(source: string): PatternNode[][] {
  const pieces = source.match(PIECES) ?? [];
  const reader = { pieces, next: 0, source };
  const alternatives = readAlternatives(reader);
  if (reader.next < pieces.length) throw new SyntaxError(`Unbalanced parenthesis in the pattern "${source}"`);
  return alternatives;
}

interface PieceReader {
  pieces: readonly string[];
  next: number;
  source: string;
}

function readAlternatives(reader: PieceReader): PatternNode[][] {
  const alternatives: PatternNode[][] = [[]];
  for (let piece = reader.pieces[reader.next]; piece !== undefined; piece = reader.pieces[reader.next]) {
    if (piece.startsWith(')')) break;
    reader.next++;
    if (piece === '/') alternatives.push([]);
    else alternatives.at(-1)?.push(piece === '(' ? readGroup(reader) : readPiece(piece, reader.source));
  }
  return alternatives;
}

function readGroup(reader: PieceReader): PatternNode {
  const alternatives = readAlternatives(reader);
  const closing = reader.pieces[reader.next++];
  if (!closing) throw new SyntaxError(`Unbalanced parenthesis in the pattern "${reader.source}"`);
  return { type: 'group', alternatives, isOptional: closing === ')?' };
}

function readPiece(piece: string, source: string): PatternNode {
  const isOptional = piece.endsWith('?') && piece.length > 1;
  const body = isOptional ? piece.slice(0, -1) : piece;
  const isGlued = body.startsWith('~') && body.length > 1;
  const bare = isGlued ? body.slice(1) : body;
  const node = bare.startsWith('{') ? readReference(bare, isGlued, source) : readWords(bare, isGlued);
  return isOptional ? { type: 'group', alternatives: [[node]], isOptional } : node;
}

function readWords(bare: string, isGlued: boolean): PatternNode {
  return { type: 'words', words: new Set(bare.split('|').map((word) => PARENTHESES[word] ?? word)), isGlued };
}

function readReference(bare: string, isGlued: boolean, source: string): PatternNode {
  const match = REFERENCE.exec(bare);
  if (!match) throw new SyntaxError(`Cannot read ${bare} in the pattern "${source}"`);
  const [, sign, field, rule = '', times, joint] = match;
  const capture = sign === '*' ? 'merge' : sign === '-' ? 'drop' : 'field';
  const style = times === undefined ? undefined : LIST_STYLES[times];
  const list: ListShape | undefined = style && { style, joint: joint || 'and' };
  return { type: 'rule', rule, field: field ?? rule, capture, isGlued, ...(list && { list }) };
}
