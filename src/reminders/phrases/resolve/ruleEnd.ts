/** From when and until when a recurrence runs. */
import type { CivilDate } from '../../recurrence/civilDate';
import { addDays, compareDates, toEpochDay } from '../../recurrence/civilDate';
import { formatUtcStamp } from '../../recurrence/schedule';
import type { TimeExpression } from '../meaning/expression';
import type { Span } from '../meaning/pieces';
import type { DayChoice } from './dayChoice';
import { addLength, calendarLength, momentChoice } from './momentChoice';
import { onceAt } from './moments';
import { exactLengthMs } from './once';
import type { RuleEnd, RuleFrame } from './ruleText';
import type { Situation } from './situation';
import { timeOfDay } from './timeOfDay';

/** `none`: it runs on. `open`: which day is meant must be asked. */
export type EndChoice =
  { kind: 'end'; end: RuleEnd } | { kind: 'none' } | { kind: 'open' } | { kind: 'impossible' };

/** The day on which it may first come; today unless the phrase says otherwise. */
export function startOf(
  { starting, day, weekday, date, every, part }: TimeExpression,
  situation: Situation,
): DayChoice {
  if (starting && !starting.clock) return momentChoice(starting, situation);
  if (every) return day ? momentChoice({ day }, situation) : { kind: 'day', date: situation.today };
  return momentChoice(
    { ...(day && { day }), ...(weekday && { weekday }), ...(date && { date }), ...(part && { part }) },
    situation,
  );
}

/** `first` is the day of the first occurrence, `minutes` its times of day (none for elapsed time). */
export function endOf(
  expression: TimeExpression,
  frame: RuleFrame,
  first: CivilDate,
  minutes: readonly number[],
  situation: Situation,
): EndChoice {
  const { until, count, lasting } = expression;
  if (count) return { kind: 'end', end: { count: count.count } };
  if (until) return untilEnd(until, first, minutes, situation);
  return lasting ? lastingEnd(lasting.spans, frame, first, minutes, situation) : { kind: 'none' };
}

function untilEnd(
  until: NonNullable<TimeExpression['until']>,
  first: CivilDate,
  minutes: readonly number[],
  situation: Situation,
): EndChoice {
  if (until.clock) {
    const time = timeOfDay(until.clock);
    if (time.kind === 'impossible' || minutes.length > 0)
      return { kind: time.kind === 'impossible' ? 'impossible' : 'open' };
    const candidates = time.kind === 'halves' ? [time.am, time.pm] : [time.minutes];
    const end = candidates.map((each) => onceAt(first, each, situation).at).find((at) => at > situation.now);
    return end === undefined ? { kind: 'open' } : { kind: 'end', end: { until: formatUtcStamp(end) } };
  }
  const choice = momentChoice(until, { ...situation, today: first });
  if (choice.kind === 'reject') return { kind: 'impossible' };
  if (choice.kind !== 'day') return { kind: 'open' };
  return untilDay(choice.date, minutes, situation);
}

/** Through the last of that day's times. */
function untilDay(date: CivilDate, minutes: readonly number[], situation: Situation): EndChoice {
  const last = minutes.at(-1);
  const end = last === undefined ? onceAt(date, 23 * 60 + 59, situation) : onceAt(date, last, situation);
  return { kind: 'end', end: { until: formatUtcStamp(end.at) } };
}

/** "For 5 days": so many occurrences where each unit has one, else until the time is over. */
function lastingEnd(
  spans: readonly Span[],
  frame: RuleFrame,
  first: CivilDate,
  minutes: readonly number[],
  situation: Situation,
): EndChoice {
  const length = calendarLength(spans);
  if (!length) {
    if (minutes.length > 0) return { kind: 'open' };
    return { kind: 'end', end: { until: formatUtcStamp(situation.now + exactLengthMs(spans)) } };
  }
  if (length.days > 4000 || length.months > 130) return { kind: 'none' };
  const last = addDays(addLength(first, length), -1);
  const days = toEpochDay(last) - toEpochDay(first) + 1;
  if (frame.freq === 'DAILY' && frame.interval === 1 && !frame.byDay)
    return { kind: 'end', end: { count: days * minutes.length } };
  if (
    frame.freq === 'WEEKLY' &&
    frame.byDay?.length === 1 &&
    length.months === 0 &&
    days % (7 * frame.interval) === 0
  ) {
    return { kind: 'end', end: { count: (days / (7 * frame.interval)) * minutes.length } };
  }
  return compareDates(last, first) < 0 ? { kind: 'open' } : untilDay(last, minutes, situation);
}
