/** What a second time phrase at the end of a text means, after one at its start. */
import type { TimeExpression } from '../meaning/expression';
import { isOnlyBounds, merged, namesDay, namesTime } from '../meaning/expression';
import type { Span } from '../meaning/pieces';
import { trimSeparators } from './connectors';
import type { Frame, Message } from './frame';
import { completes, isAttached, stretchOf } from './frame';
import { looseTime } from './looseTime';
import type { FoundPhrase } from './phraseSearch';
import type { Cut, Split } from './split';

/** What follows the first phrase. */
export interface Rest extends Message {
  /** Whether a request, a connector or punctuation parts it from the phrase. */
  isCutOff: boolean;
  /** Whether the request stands between the two. */
  isAsked: boolean;
}

/** A second time phrase at the end completes the first, belongs to the message, or is asked about. */
export function withTail(frame: Frame, split: Split, head: TimeExpression, rest: Rest): Split {
  const { search, tokens } = frame;
  const tail = boundsAtEnd(frame, head, rest) ?? search.upTo(rest.end, rest.start + 1);
  const [cut] = split.cuts;
  if (!cut) return split;
  const isBound = tail !== undefined && isOnlyBounds(tail.expression);
  if (!tail || (!isBound && (isAttached(frame, tail) || isAdjective(tail, head))))
    return withLoose(frame, split, head, rest);
  if (head.every?.isAdverb && tail.expression.every) return describedBy(frame, split, tail);
  const both = completes(head, tail.expression) ? merged(head, tail.expression) : undefined;
  if (!both) {
    const isRival = namesTime(tail.expression) || tail.expression.every !== undefined;
    return rest.isCutOff || isOnlyBounds(tail.expression) || !isRival
      ? split
      : { ...split, doubt: 'several-times' };
  }
  const message = stretchOf(
    tokens,
    rest.start,
    trimSeparators(tokens, rest.start, tail.start),
    rest.stretch.start,
  );
  const joined = { expression: both, message };
  if (head.every?.isAdverb && !rest.isCutOff) return adverbOrNot(frame, split, joined, tail);
  const isPlain = frame.request === undefined && namesDay(head);
  return { ...split, cuts: both.every !== undefined || rest.isAsked || isPlain ? [joined] : [joined, cut] };
}

/** "DAILY stand-up at 9": how often, or a name. */
function adverbOrNot(frame: Frame, split: Split, joined: Cut, tail: FoundPhrase): Split {
  const [named] = describedBy(frame, split, tail).cuts;
  return { ...split, cuts: [joined, ...(named ? [named] : [])], doubt: 'leftover-time' };
}

/** "WEEKLY review every Friday": the adverb belongs to the message. */
function describedBy({ tokens, start }: Frame, split: Split, tail: FoundPhrase): Split {
  const message = stretchOf(tokens, start, trimSeparators(tokens, start, tail.start));
  return { ...split, cuts: [{ expression: tail.expression, message }], message };
}

/** A day without a time, and a time of day somewhere in the message. */
function withLoose(frame: Frame, split: Split, head: TimeExpression, rest: Rest): Split {
  if (namesTime(head) || head.vague !== undefined || head.every !== undefined) return split;
  const loose = looseTime(frame, rest.start, rest.end, namesTime);
  return loose && completes(head, loose) ? { ...split, doubt: 'leftover-time' } : split;
}

/** "… reunión DIARIA": describes the message when the first phrase already says how often. */
function isAdjective({ expression }: FoundPhrase, head: TimeExpression): boolean {
  return expression.every?.isAdverb === true && (head.every !== undefined || namesDay(head));
}

/** "Every day … UNTIL FRIDAY", "… FOR 2 WEEKS"; not the 30 minutes for which something is done each day. */
function boundsAtEnd({ search }: Frame, { every }: TimeExpression, rest: Rest): FoundPhrase | undefined {
  const bounds = every && search.upTo(rest.end, rest.start + 1, isOnlyBounds);
  const { lasting, zone } = bounds?.expression ?? {};
  const isOfTheTask =
    lasting?.spans.some(({ unit }) => ['second', 'minute', 'hour'].includes(unit)) && !isHourly(every);
  return zone || isOfTheTask || (lasting && !isShorter(every, lasting.spans)) ? undefined : bounds;
}

function isHourly({ unit, spans }: NonNullable<TimeExpression['every']> = {}): boolean {
  return [unit, ...(spans ?? []).map((span) => span.unit)].some(
    (each) => each === 'hour' || each === 'minute',
  );
}

const DAYS: Readonly<Record<Span['unit'], number>> = {
  second: 0,
  minute: 0,
  hour: 0,
  day: 1,
  week: 7,
  month: 30,
  quarter: 91,
  year: 365,
};

/** Whether the recurrence comes at least twice within the time. */
function isShorter(every: NonNullable<TimeExpression['every']> | undefined, spans: readonly Span[]): boolean {
  const unit =
    every?.unit ?? every?.spans?.[0]?.unit ?? ((every?.weekdays ?? every?.range) ? 'week' : 'month');
  const length = spans.reduce((sum, { n, unit: each }) => sum + n * DAYS[each], 0);
  return isHourly(every) || length >= 2 * DAYS[unit] || ((every?.weekdays?.length ?? 0) > 1 && length >= 7);
}
