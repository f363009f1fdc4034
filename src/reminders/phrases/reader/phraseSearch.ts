/** Finds time phrases in the tokens of a text: runs of pieces that agree, from a place or up to a place. */
import type { Token } from '../grammar/tokens';
import type { TimeExpression } from '../meaning/expression';
import { isMeaningful, withPiece } from '../meaning/expression';
import type { Pieces } from '../meaning/pieces';
import type { Ending, Growth } from './growth';
import { extend } from './growth';
import { PieceFinder } from './pieceFinder';
import type { Speaker } from './speaker';

/** A time phrase over the tokens from `start` up to (not including) `end`. */
export interface FoundPhrase {
  start: number;
  end: number;
  expression: TimeExpression;
  ending: Ending;
  /** Where its last piece begins. */
  lastStart: number;
}

/** Which expressions make a phrase. */
type Accepts = (expression: TimeExpression) => boolean;

/** A time phrase has no more tokens than this; what is longer is no time phrase. */
const MAX_TOKENS = 40;
/** Ways tried from one place; a real phrase needs a handful. */
const MAX_STEPS = 300;
const MAX_PIECES = 8;

/** One text under search; `speakers` are the languages that may speak, the likelier first. */
export class PhraseSearch {
  private readonly pieces: PieceFinder;

  constructor(
    private readonly speakers: readonly Speaker[],
    private readonly tokens: readonly Token[],
  ) {
    this.pieces = new PieceFinder(speakers, tokens);
  }

  /** The longest time phrase that begins at `start` and ends no later than `limit`. */
  from(start: number, limit: number): FoundPhrase | undefined {
    let best: FoundPhrase | undefined;
    this.walk(start, limit, (found) => {
      if (!best || found.end > best.end) best = found;
    });
    return best;
  }

  /**
   * The longest time phrase that ends exactly at `end` and begins no earlier than `floor`; with `bounds`, also one
   * that only bounds a recurrence ("until Friday").
   */
  upTo(end: number, floor: number, accepts: Accepts = isMeaningful): FoundPhrase | undefined {
    for (let start = Math.max(floor, end - MAX_TOKENS); start < end; start++) {
      let exact: FoundPhrase | undefined;
      this.walk(
        start,
        end,
        (found) => {
          if (found.end === end && mayEndText(found.expression)) exact ??= found;
        },
        accepts,
      );
      if (exact) return exact;
    }
    return undefined;
  }

  /** Whether the token is a number, in figures or in words. */
  isNumber(position: number): boolean {
    return this.speakers.some(({ matcher }) => matcher.match('number', position).length > 0);
  }

  /** A duration by itself, as a time from now. */
  duration(start: number, end: number): FoundPhrase | undefined {
    for (const { matcher } of this.speakers) {
      const match = matcher.match('soMuch', start).find((each) => each.end === end);
      if (match)
        return {
          start,
          end,
          expression: { after: match.value as Pieces['after'] },
          ending: 'sure',
          lastStart: start,
        };
    }
    return undefined;
  }

  /** Whether a rule of the courtesy kind covers tokens from `position`: the longest over all languages. */
  rule(name: string, position: number, limit: number): { end: number; value: unknown } | undefined {
    let best: { end: number; value: unknown } | undefined;
    for (const { matcher } of this.speakers) {
      const match = matcher
        .match(name, position)
        .find(({ end }) => end <= limit && this.pieces.endsWhole(end));
      if (match && (!best || match.end > best.end)) best = match;
    }
    return best;
  }

  private walk(
    start: number,
    limit: number,
    report: (found: FoundPhrase) => void,
    accepts: Accepts = isMeaningful,
  ): void {
    if (!this.pieces.beginsWhole(start) || this.pieces.at(start).length === 0) return;
    let steps = 0;
    const grow = (state: Growth): void => {
      if (state.pieces >= MAX_PIECES) return;
      for (const piece of this.pieces.at(state.at)) {
        if (piece.end > limit || ++steps > MAX_STEPS) continue;
        const grown = extend(state, piece);
        if (!grown) continue;
        if (grown.isStrong && accepts(grown.expression)) {
          report({
            start,
            end: grown.at,
            expression: grown.expression,
            ending: grown.ending,
            lastStart: grown.lastStart,
          });
        }
        for (const next of this.afterGlue(grown.at)) grow({ ...grown, at: next });
        this.alternative(grown, limit, start, report);
      }
    };
    grow({ at: start, expression: {}, isStrong: false, ending: 'sure', lastStart: start, pieces: 0 });
  }

  /** "… or Friday": a piece in the place of one that was said. */
  private alternative(
    state: Growth,
    limit: number,
    start: number,
    report: (found: FoundPhrase) => void,
  ): void {
    const joint = this.rule('or', state.at, limit);
    if (!joint || !state.isStrong || state.expression.either) return;
    for (const { kind, value, end } of this.pieces.at(joint.end)) {
      if (end > limit || value.isWeak) continue;
      const { clock, zone, every } = state.expression;
      const kept =
        kind === 'clock'
          ? { ...state.expression }
          : { ...(clock && { clock }), ...(zone && { zone }), ...(every && { every }) };
      const either = withPiece({ ...kept, [kind]: undefined }, kind, value);
      if (!either) continue;
      report({ start, end, expression: { ...state.expression, either }, ending: 'sure', lastStart: start });
    }
  }

  private afterGlue(at: number): number[] {
    const glue = this.rule('glue', at, this.tokens.length);
    return glue ? [at, glue.end] : [at];
  }
}

/** A bare "20m" only begins a text, and "semanal" belongs to the word before it. */
function mayEndText({ after, every }: TimeExpression): boolean {
  return !after?.isBare && !every?.isAdjective;
}
