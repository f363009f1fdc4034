/** What the pieces of one time phrase say together: each kind once, and only such as agree. */
import type { EveryPiece, PieceKind, Pieces } from './pieces';

/** A time phrase before it is set against a moment and a zone; every piece by its kind. */
export interface TimeExpression extends Partial<Pieces> {
  /** A second frame around the first: "every hour … ON WEEKDAYS". */
  onDays?: EveryPiece;
  /** Another way to read it, said with "or". */
  either?: TimeExpression;
}

const DAY_KINDS: readonly PieceKind[] = ['day', 'weekday', 'date', 'monthday', 'edge', 'nth', 'shift'];
const BOUND_KINDS: readonly PieceKind[] = ['until', 'starting', 'count', 'lasting', 'except'];

/** Which two kinds agree in one phrase although both name a day: "Tuesday the 5th", "tomorrow, Thursday". */
const AGREEING: ReadonlySet<string> = new Set([
  'day+weekday',
  'weekday+day',
  'weekday+date',
  'date+weekday',
  'weekday+monthday',
  'monthday+weekday',
  'day+date',
  'date+day',
]);

/** The expression with one more piece, or undefined when the piece does not go with it. */
export function withPiece<K extends PieceKind>(
  expression: TimeExpression,
  kind: K,
  piece: Pieces[K],
): TimeExpression | undefined {
  if (kind === 'every' && expression.every) return withSecondEvery(expression, piece as EveryPiece);
  if (expression[kind] !== undefined || !agrees(expression, kind, piece)) return undefined;
  return { ...expression, [kind]: piece };
}

/** Both expressions as one, or undefined when they do not go together. */
export function merged(a: TimeExpression, b: TimeExpression): TimeExpression | undefined {
  let result: TimeExpression | undefined = a;
  for (const kind of Object.keys(b) as (keyof TimeExpression)[]) {
    if (kind === 'either' || kind === 'onDays') return undefined;
    const piece = b[kind];
    if (result && piece !== undefined) result = withPiece(result, kind, piece);
  }
  return result;
}

/** Whether it names a day, by itself or as a period. */
export function namesDay(expression: TimeExpression): boolean {
  return (
    [...DAY_KINDS, 'period' as const].some((kind) => expression[kind] !== undefined) ||
    hasCalendarAfter(expression)
  );
}

/** Whether it names a time of day. */
export function namesTime({ clock, part, window, after }: TimeExpression): boolean {
  return (
    clock !== undefined ||
    part !== undefined ||
    window !== undefined ||
    (after !== undefined && isExact(after))
  );
}

/** Whether it says nothing but how a recurrence is bounded or in which zone a time is meant. */
export function isOnlyBounds(expression: TimeExpression): boolean {
  return Object.keys(expression).every((kind) => [...BOUND_KINDS, 'zone'].includes(kind as PieceKind));
}

/** Whether the pieces make a time at all: bounds need something to bound, a zone something to place. */
export function isMeaningful(expression: TimeExpression): boolean {
  if (isOnlyBounds(expression)) return false;
  const { every, until, count, lasting, except } = expression;
  const needsEvery = count ?? lasting ?? except ?? expression.starting;
  if (needsEvery && !every) return false;
  return !until || every !== undefined || expression.clock !== undefined;
}

/** A duration in hours, minutes and seconds, which elapse; not in days, which are counted on the calendar. */
export function isExact({ spans, minutes }: Pieces['after']): boolean {
  return (
    minutes !== undefined || (spans ?? []).every(({ unit }) => ['second', 'minute', 'hour'].includes(unit))
  );
}

function hasCalendarAfter({ after }: TimeExpression): boolean {
  return after !== undefined && !isExact(after);
}

function agrees(expression: TimeExpression, kind: PieceKind, piece: object): boolean {
  if (kind === 'after' || expression.after) return agreesWithAfter(expression, kind, piece);
  if (kind === 'part' && 'day' in piece && expression.day && expression.day.offset !== piece.day)
    return false;
  if (kind === 'day' && expression.part?.day !== undefined)
    return (piece as { offset: number }).offset === expression.part.day;
  if (!DAY_KINDS.includes(kind)) return true;
  return DAY_KINDS.every((other) => expression[other] === undefined || AGREEING.has(`${other}+${kind}`));
}

/** "In 2 days AT 9", "in two weeks ON MONDAY"; nothing but a zone goes with "in 2 hours". */
function agreesWithAfter(expression: TimeExpression, kind: PieceKind, piece: object): boolean {
  const after = kind === 'after' ? (piece as Pieces['after']) : expression.after;
  const others = [...(Object.keys(expression) as PieceKind[]), kind].filter((each) => each !== 'after');
  if (after === undefined || isExact(after)) return others.every((other) => other === 'zone');
  const isInWeeks = after.spans?.every(({ unit }) => unit === 'week') === true;
  return others.every(
    (other) => ['clock', 'part', 'zone'].includes(other) || (other === 'weekday' && isInWeeks),
  );
}

function withSecondEvery(expression: TimeExpression, second: EveryPiece): TimeExpression | undefined {
  const first = expression.every;
  if (!first || expression.onDays || second.isAdverb || first.isAdjective) return undefined;
  const [frame, days] = namesWeekdays(second) ? [first, second] : [second, first];
  if (isDayFrame(second) && !namesWeekdays(first) && !isDayFrame(first))
    return { ...expression, every: first, onDays: second };
  if (!namesWeekdays(days) || namesWeekdays(frame)) return undefined;
  if (frame.unit === 'week' || frame.spans?.every(({ unit }) => unit === 'week')) {
    return { ...expression, every: { ...days, n: weeksOf(frame) } };
  }
  if (isDayFrame(frame)) return { ...expression, every: { ...days, ...(frame.per && { per: frame.per }) } };
  return { ...expression, every: frame, onDays: days };
}

function weeksOf({ n, spans }: EveryPiece): number {
  return spans?.reduce((sum, span) => sum + span.n, 0) ?? n ?? 1;
}

function namesWeekdays({ weekdays, range }: EveryPiece): boolean {
  return weekdays !== undefined || range !== undefined;
}

function isDayFrame({ unit, n, part }: EveryPiece): boolean {
  return unit === 'day' && (n ?? 1) === 1 && part === undefined;
}
