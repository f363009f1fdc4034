/** Which recurrence a phrase means: its frequency and days, before its times of day. */
import { weekdayOf } from '../../recurrence/civilDate';
import type { TimeExpression } from '../meaning/expression';
import type { EveryPiece, NthPiece, Span, Unit } from '../meaning/pieces';
import { dateChoice } from './dateChoice';
import { momentChoice } from './momentChoice';
import type { RuleFrame } from './ruleText';
import { dayCode, WORKDAY_CODES } from './ruleText';
import type { Situation } from './situation';

/**
 * `frame`: the rule. `offer`: the day was left out; the rule for today's day may be offered. `open`: people read
 * it differently. `seconds`: a count of seconds, for no rule is that fast.
 */
export type FrameChoice =
  | { kind: 'frame'; frame: RuleFrame; mayLackDays?: boolean }
  | { kind: 'offer'; frame: RuleFrame }
  | { kind: 'open' }
  | { kind: 'too-often' }
  | { kind: 'impossible-date'; month: number };

const QUARTER_MONTHS = [1, 4, 7, 10];
const QUARTER_END_MONTHS = [3, 6, 9, 12];

/** The expression has `every`. */
export function frameOf(expression: TimeExpression, every: EveryPiece, situation: Situation): FrameChoice {
  if (every.isUnclear) return { kind: 'open' };
  const weekdays = weekdaysOf(every, expression);
  if (weekdays) return weekly(weekdays, every.n ?? 1);
  if (every.nth && every.isBareNth && !isEdgeOnly(every.nth)) return { kind: 'open' };
  if (every.nth) return frame({ freq: 'MONTHLY', interval: 1, ...nthDays(every.nth) });
  if (every.days) return monthDays(every.days.map(({ day, plus = 0 }) => day + plus));
  if (every.date) return yearly({ ...expression, date: every.date }, 1, situation);
  const { unit, n } = lengthOf(every);
  if (unit === undefined || !Number.isInteger(n) || n < 1) return { kind: 'open' };
  return byUnit(unit, n, expression, situation);
}

function byUnit(unit: Unit, n: number, expression: TimeExpression, situation: Situation): FrameChoice {
  const { today } = situation;
  switch (unit) {
    case 'second':
      return n % 60 === 0 ? frame({ freq: 'MINUTELY', interval: n / 60 }) : { kind: 'too-often' };
    case 'minute':
      return frame({ freq: 'MINUTELY', interval: n });
    case 'hour':
      return frame({ freq: 'HOURLY', interval: n });
    case 'day':
      return expression.weekday ? { kind: 'open' } : frame({ freq: 'DAILY', interval: n });
    case 'week':
      if (expression.weekday) return weekly([expression.weekday.dow], n);
      return {
        kind: 'offer',
        frame: { freq: 'WEEKLY', interval: n, byDay: [dayCode(weekdayOf(startDay(expression, situation)))] },
      };
    case 'month':
      return monthly(expression, { freq: 'MONTHLY', interval: n }, today.day);
    case 'quarter':
      if (n > 1) return { kind: 'open' };
      return monthly(
        expression,
        { freq: 'MONTHLY', interval: 1, byMonth: expression.edge ? QUARTER_END_MONTHS : QUARTER_MONTHS },
        1,
      );
    case 'year':
      return yearly(expression, n, situation);
  }
}

function monthly({ monthday, nth, edge }: TimeExpression, base: RuleFrame, ownDay: number): FrameChoice {
  if (monthday) return monthDays([monthday.day + (monthday.plus ?? 0)], base);
  if (nth) return frame({ ...base, ...nthDays(nth) });
  if (edge) return frame({ ...base, byMonthDay: [edge.edge === 'start' ? 1 : -1] });
  return { kind: 'offer', frame: { ...base, byMonthDay: [ownDay] } };
}

function yearly(expression: TimeExpression, n: number, situation: Situation): FrameChoice {
  const { date, nth } = expression;
  if (nth?.month) return frame({ freq: 'YEARLY', interval: n, byMonth: [nth.month], ...nthDays(nth) });
  if (!date) {
    const { month, day } = startDay(expression, situation);
    return { kind: 'offer', frame: { freq: 'YEARLY', interval: n, byMonth: [month], byMonthDay: [day] } };
  }
  if (date.month === 2 && date.day === 29)
    return { ...frame({ freq: 'YEARLY', interval: n, byMonth: [2], byMonthDay: [29] }), mayLackDays: true };
  const choice = dateChoice({ ...date, year: undefined }, situation);
  if (choice.kind === 'reject') return { kind: 'impossible-date', month: date.month ?? 1 };
  const day =
    choice.kind === 'day'
      ? choice.date
      : choice.kind === 'several' && choice.dates.length === 1
        ? choice.dates[0]
        : undefined;
  if (!day) return { kind: 'open' };
  return frame({ freq: 'YEARLY', interval: n, byMonth: [day.month], byMonthDay: [day.day] });
}

function weekly(weekdays: readonly number[], interval: number): FrameChoice {
  if (weekdays.length === 0) return { kind: 'open' };
  const byDay = [...new Set(weekdays)].sort((a, b) => a - b).map(dayCode);
  return frame({ freq: 'WEEKLY', interval, byDay });
}

function monthDays(days: number[], base: RuleFrame = { freq: 'MONTHLY', interval: 1 }): FrameChoice {
  if (days.some((day) => day > 31 || day === 0)) return { kind: 'impossible-date', month: 1 };
  return { kind: 'frame', frame: { ...base, byMonthDay: days }, mayLackDays: days.some((day) => day > 28) };
}

function nthDays({ nths, dow, isWorkday }: NthPiece): Pick<RuleFrame, 'byDay' | 'bySetPos'> {
  if (isWorkday) return { byDay: [...WORKDAY_CODES], bySetPos: nths.map(({ nth }) => nth) };
  return { byDay: nths.map(({ nth }) => `${nth}${dayCode(dow ?? 1)}`) };
}

/** The weekdays of the frame less those excepted; undefined when the frame has none. */
function weekdaysOf(every: EveryPiece, { except }: TimeExpression): number[] | undefined {
  const isDaily = every.unit === 'day' && (every.n ?? 1) === 1 && except;
  const named =
    every.weekdays?.map(dowOf) ?? rangeOf(every.range) ?? (isDaily ? [1, 2, 3, 4, 5, 6, 7] : undefined);
  const excepted = new Set((except?.weekdays ?? []).flatMap(exceptedDays));
  return named?.filter((dow) => !excepted.has(dow));
}

function dowOf(day: number | { dow: number }): number {
  return typeof day === 'number' ? day : day.dow;
}

function exceptedDays(day: { dow?: number; weekend?: boolean; weekday?: boolean }): number[] {
  if (day.weekend) return [6, 7];
  if (day.weekday) return [1, 2, 3, 4, 5];
  return day.dow === undefined ? [] : [day.dow];
}

function rangeOf(range: { from: number; to: number } | undefined): number[] | undefined {
  if (!range) return undefined;
  const length = ((range.to - range.from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((range.from - 1 + index) % 7) + 1);
}

function lengthOf({ unit, n = 1, spans }: EveryPiece): { unit?: Unit; n: number } {
  const [only, second] = spans ?? [];
  if (!only) return { ...(unit && { unit }), n };
  if (second) return { unit: 'minute', n: minutesOf(spans ?? []) };
  const amount = only.n + (only.plus ?? 0);
  if (Number.isInteger(amount) && only.minutes === undefined) return { unit: only.unit, n: amount };
  return { unit: 'minute', n: minutesOf([only]) };
}

function minutesOf(spans: readonly Span[]): number {
  const size: Partial<Record<Unit, number>> = { second: 1 / 60, minute: 1, hour: 60, day: 1440 };
  return spans.reduce(
    (sum, { n, plus = 0, minutes = 0, unit }) => sum + (n + plus) * (size[unit] ?? NaN) + minutes,
    0,
  );
}

function startDay(expression: TimeExpression, situation: Situation): Situation['today'] {
  const choice = expression.starting && momentChoice(expression.starting, situation);
  return choice?.kind === 'day' ? choice.date : situation.today;
}

function frame(value: RuleFrame): Extract<FrameChoice, { kind: 'frame' }> {
  return { kind: 'frame', frame: value };
}

/** Only the first and the last of a month are said without the month; several are of one month too. */
function isEdgeOnly({ nths }: NthPiece): boolean {
  return nths.length > 1 || nths.every(({ nth }) => nth === 1 || nth < 0);
}
