/** Grows a time phrase piece by piece, and refuses pieces that only look like time where they stand. */
import type { TimeExpression } from '../meaning/expression';
import { withPiece } from '../meaning/expression';
import type { Pieces } from '../meaning/pieces';
import type { Piece } from './pieceFinder';

/**
 * How sure the last piece is. `number`: it may be no time ("tomorrow 9 …"); `adverb`: it may describe the message
 * ("at 9 daily stand-up").
 */
export type Ending = 'sure' | 'number' | 'adverb';

/** A phrase as far as it has been read, up to the token `at`. */
export interface Growth {
  at: number;
  expression: TimeExpression;
  isStrong: boolean;
  ending: Ending;
  lastStart: number;
  pieces: number;
}

/** "In 90" is minutes; "in 2027" is not. */
const MOST_BARE_MINUTES = 180;

/** Undefined when the piece does not go on with the phrase. */
export function extend(state: Growth, { kind, value, end }: Piece): Growth | undefined {
  if (kind === 'every' && isPlainSingle(value as Pieces['every'])) return undefined;
  if (kind === 'after' && state.pieces > 0 && 'isBare' in value) return undefined;
  if (kind === 'clock' && isMisread(value as Pieces['clock'], state)) return undefined;
  if (kind === 'after' && ((value as Pieces['after']).minutes ?? 0) > MOST_BARE_MINUTES) return undefined;
  if (kind === 'monthday' && value.isWeak && !state.expression.weekday) return undefined;
  const expression = withPiece(state.expression, kind, value);
  if (!expression) return undefined;
  const isStrong = state.isStrong || !value.isWeak;
  return {
    at: end,
    expression,
    isStrong,
    ending: endingOf(state, kind, value),
    lastStart: state.at,
    pieces: state.pieces + 1,
  };
}

function endingOf(state: Growth, kind: Piece['kind'], value: Piece['value']): Ending {
  if ('minutes' in value && kind === 'after') return 'number';
  if (kind !== 'after' && 'isBare' in value && value.isBare) return 'number';
  return 'isAdverb' in value && value.isAdverb && state.pieces > 0 ? 'adverb' : 'sure';
}

/** "(Thursday) 24 in the evening" is a day; a bare number is an hour only after something else of a time. */
function isMisread({ times, isAt, isBare }: Pieces['clock'], { pieces, expression }: Growth): boolean {
  const [first] = times ?? [];
  const isAfterDate = Boolean(expression.date ?? expression.monthday ?? expression.nth ?? expression.edge);
  if (isBare) return pieces === 0 || isAfterDate || (first?.hour ?? 0) > 24;
  return !isAt && first?.part !== undefined && first.minute === undefined && first.hour > 12;
}

/** "on Monday" is a day; "on Monday and Friday" may be a rule. */
function isPlainSingle({ isPlainList, weekdays }: Pieces['every'] & { isPlainList?: boolean }): boolean {
  return isPlainList === true && (weekdays?.length ?? 0) < 2;
}
