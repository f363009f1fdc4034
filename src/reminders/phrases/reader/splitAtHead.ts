/** Cuts a text whose time phrase stands first, and sees what a second one at its end means. */
import type { TimeExpression } from '../meaning/expression';
import { isOnlyBounds, merged, namesDay, namesTime } from '../meaning/expression';
import { connectorAt, skipSeparators, trimSeparators } from './connectors';
import type { Frame, Message } from './frame';
import type { Span } from '../meaning/pieces';
import { completes, isAttached, isPredicate, messageFrom, stretchOf } from './frame';
import { looseTime } from './looseTime';
import type { FoundPhrase } from './phraseSearch';
import { requestAt } from './request';
import type { Split } from './split';

/** What follows the first phrase. */
interface Rest extends Message {
  /** Whether a request, a connector or punctuation parts it from the phrase. */
  isCutOff: boolean;
  /** Whether the request stands between the two. */
  isAsked: boolean;
}

export function splitAtHead(frame: Frame, found: FoundPhrase): Split {
  const { tokens, search, languages, end } = frame;
  const head = withoutAdverb(frame, found);
  const later = frame.request ? undefined : requestAt(search, tokens, skipSeparators(tokens, head.end), end);
  const request = frame.request ?? later;
  const more = later && search.from(skipSeparators(tokens, later.end), end);
  const both = more && merged(head.expression, more.expression);
  const from = both ? more.end : (later?.end ?? head.end);
  const joint = connectorAt(tokens, from, languages, request !== undefined);
  const message = messageFrom(frame, from, joint, end);
  const expression = both ?? head.expression;
  const split: Split = {
    ...(request && { request }),
    cuts: [{ expression, message: message.stretch }],
    message: message.stretch,
  };
  const isCutOff = joint !== undefined || later !== undefined || from >= end;
  if (head.ending === 'number' && !isCutOff) return orWithoutNumber(frame, split, head);
  if (!isCutOff && isPredicate(frame, from)) return spokenAbout(frame, split);
  if (expression.after?.isLoose && !isCutOff) return { ...split, doubt: 'leftover-time' };
  if (goesOn(frame, from)) return { ...split, doubt: 'several-times' };
  return withTail(frame, split, expression, { ...message, isCutOff, isAsked: later !== undefined });
}

/** "At 9 DAILY stand-up": the adverb describes the message unless something parts them. */
function withoutAdverb(
  { tokens, search, languages, start, end, request }: Frame,
  head: FoundPhrase,
): FoundPhrase {
  const isParted =
    head.end >= end || connectorAt(tokens, head.end, languages, request !== undefined) !== undefined;
  if (head.ending !== 'adverb' || isParted) return head;
  return search.from(Math.max(start, head.start), head.lastStart) ?? head;
}

/** "Tomorrow 9 …": nine o'clock, or nine of something. */
function orWithoutNumber({ tokens, search, end }: Frame, split: Split, head: FoundPhrase): Split {
  const shorter = search.from(head.start, head.lastStart);
  const message = stretchOf(tokens, head.lastStart, end);
  const cuts = shorter ? [{ expression: shorter.expression, message }, ...split.cuts] : split.cuts;
  return { ...split, cuts, message, doubt: 'leftover-time' };
}

/** "Monday IS a holiday": the day is spoken about. */
function spokenAbout({ tokens, start, end }: Frame, split: Split): Split {
  const message = stretchOf(tokens, start, end);
  return {
    ...split,
    cuts: split.cuts.map(({ expression }) => ({ expression, message })),
    message,
    doubt: 'leftover-time',
  };
}

/** "… and then every 8 hours": the time phrase goes on in a way that is not understood. */
function goesOn({ search, end }: Frame, at: number): boolean {
  const joint = search.rule('and', at, end);
  if (!joint) return false;
  return [0, 1].some((skipped) => search.from(joint.end + skipped, end) !== undefined);
}

/** A second time phrase at the end completes the first, belongs to the message, or is asked about. */
function withTail(frame: Frame, split: Split, head: TimeExpression, rest: Rest): Split {
  const { search, tokens } = frame;
  const tail = boundsAtEnd(frame, head, rest) ?? search.upTo(rest.end, rest.start + 1);
  const [cut] = split.cuts;
  if (!cut) return split;
  const isBound = tail !== undefined && isOnlyBounds(tail.expression);
  if (!tail || (!isBound && (isAttached(frame, tail) || isAdjective(tail, head))))
    return withLoose(frame, split, head, rest);
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
  if (head.every?.isAdverb && !rest.isCutOff)
    return { ...split, cuts: [joined, cut], doubt: 'leftover-time' };
  const isPlain = frame.request === undefined && namesDay(head);
  return { ...split, cuts: both.every !== undefined || rest.isAsked || isPlain ? [joined] : [joined, cut] };
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
