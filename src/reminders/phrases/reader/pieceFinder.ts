/** Finds the pieces of time phrases that begin at a place, in every language that may speak. */
import type { Token } from '../grammar/tokens';
import type { PieceKind, Pieces, Weakness } from '../meaning/pieces';
import { PIECE_KINDS } from '../meaning/pieces';
import type { Speaker } from './speaker';

/** A piece up to (not including) the token `end`. */
export interface Piece {
  kind: PieceKind;
  value: Pieces[PieceKind] & Weakness;
  end: number;
}

/** By the order of the kinds, so that of two pieces of one length the likelier is tried first. */
const ORDER = Object.fromEntries(PIECE_KINDS.map((kind, index) => [kind, index])) as Record<
  PieceKind,
  number
>;

/** What may close a word without a space after it. */
const CLOSERS = new Set([
  ',',
  '.',
  ';',
  ':',
  '!',
  '?',
  ')',
  ']',
  '"',
  '”',
  '»',
  '…',
  "'",
  '’',
  '—',
  '–',
  '-',
]);
/** What makes one word of what stands on both its sides. */
const JOINERS = /[\p{L}\p{N}_/@#&%$€£:.'’-]/u;

/** Remembers what it has found: no place is searched twice. */
export class PieceFinder {
  private readonly found = new Map<number, readonly Piece[]>();

  constructor(
    private readonly speakers: readonly Speaker[],
    private readonly tokens: readonly Token[],
  ) {}

  /** The longest first. */
  at(position: number): readonly Piece[] {
    const known = this.found.get(position);
    if (known) return known;
    const pieces = this.speakers.flatMap((speaker) => this.ofSpeaker(speaker, position));
    pieces.sort((a, b) => b.end - a.end);
    this.found.set(position, pieces);
    return pieces;
  }

  /** A time phrase does not begin within "check-in" or "2-litre". */
  beginsWhole(position: number): boolean {
    const token = this.tokens[position];
    const before = this.tokens[position - 1];
    if (!token) return false;
    return token.isSpaced || (before?.kind === 'symbol' && !JOINERS.test(before.norm));
  }

  /** Nor does it end within "9-litre" or "1:1". */
  endsWhole(end: number): boolean {
    const next = this.tokens[end];
    if (!next || next.isSpaced) return true;
    if (next.kind !== 'symbol' || !CLOSERS.has(next.norm)) return false;
    const following = this.tokens[end + 1];
    return !following || following.isSpaced || following.kind === 'symbol' || !JOINERS.test(next.norm);
  }

  private ofSpeaker({ matcher, language }: Speaker, position: number): Piece[] {
    const token = this.tokens[position];
    const byWord = language.pieceStarts.get(token?.norm ?? '') ?? [];
    const byKind = language.pieceStarts.get(token?.kindKey ?? '') ?? [];
    const kinds = byWord.length === 0 ? byKind : new Set([...byWord, ...byKind]);
    const pieces: Piece[] = [];
    for (const kind of kinds) {
      for (const { end, value } of matcher.match(kind, position)) {
        if (this.endsWhole(end)) pieces.push({ kind, value: value as Piece['value'], end });
      }
    }
    return pieces.sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  }
}
