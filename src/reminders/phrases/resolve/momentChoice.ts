/** Which day the day-naming pieces of a phrase mean together. */
import type { CivilDate } from '../../recurrence/civilDate';
import { addDays, addMonths, compareDates, weekdayOf } from '../../recurrence/civilDate';
import type { TimeExpression } from '../meaning/expression';
import type { Moment, Span } from '../meaning/pieces';
import { dateChoice, monthAfter, monthdayChoice } from './dateChoice';
import type { DayChoice } from './dayChoice';
import { dayOf, NO_DAY } from './dayChoice';
import { edgeChoice, nthChoice, periodChoice } from './periodChoice';
import type { Situation } from './situation';
import { weekdayChoice, weekdayFrom, weekdayInWeek } from './weekdayChoice';

type DayNaming = Moment & Pick<TimeExpression, 'shift' | 'part' | 'after'>;

/** `none` when the phrase names no day at all. */
export function momentChoice(expression: DayNaming, situation: Situation): DayChoice {
  const { day, weekday, date, monthday, edge, nth, period, shift, part } = expression;
  const { today } = situation;
  if (expression.after) return afterChoice(expression, today);
  if (shift) return shiftChoice(shift, situation);
  if (period) return withinPeriod(expression, situation);
  if (weekday && (date ?? monthday ?? day)) return agreeing(expression, situation);
  if (date) return dateChoice(date, situation);
  if (monthday) return monthdayChoice(monthday, today);
  if (weekday) return weekdayChoice(weekday, today);
  if (edge) return edgeChoice(edge, today);
  if (nth) return nthChoice(nth, today);
  const offset = day?.offset ?? part?.day;
  if (offset === undefined) return NO_DAY;
  if (offset < 0) return { kind: 'reject', reason: 'past' };
  return { kind: 'day', date: addDays(today, offset), ...(offset === 0 && { isSaidToday: true }) };
}

/** A duration on the calendar as whole days and months; undefined when it is not whole ("a month and a half"). */
export function calendarLength(spans: readonly Span[]): { days: number; months: number } | undefined {
  let days = 0;
  let months = 0;
  for (const { n, plus = 0, unit } of spans) {
    const amount = n + plus;
    if (unit === 'day') days += amount;
    else if (unit === 'week') days += amount * 7;
    else if (unit === 'month') months += amount;
    else if (unit === 'quarter') months += amount * 3;
    else if (unit === 'year') months += amount * 12;
    else return undefined;
  }
  return Number.isInteger(days) && Number.isInteger(months) ? { days, months } : undefined;
}

/** The day that lies a calendar duration after another. */
export function addLength(date: CivilDate, { days, months }: { days: number; months: number }): CivilDate {
  return addDays(addMonths(date, months), days);
}

/** "In two weeks ON MONDAY": that weekday of the week then. */
function afterChoice({ after, weekday }: DayNaming, today: CivilDate): DayChoice {
  const length = calendarLength(after?.spans ?? []);
  if (!length) return { kind: 'several', dates: [] };
  const date = addLength(today, length);
  return dayOf(weekday ? weekdayInWeek(date, weekday.dow, 0) : date);
}

function shiftChoice({ spans, anchor }: NonNullable<DayNaming['shift']>, situation: Situation): DayChoice {
  const from = momentChoice(anchor, situation);
  const length = calendarLength(spans);
  if (from.kind === 'day' && length) return dayOf(addLength(from.date, length));
  return from.kind === 'reject' ? from : { kind: 'several', dates: [] };
}

/** "Next week on Tuesday", "next month on the 5th". */
function withinPeriod(
  { period, weekday, monthday, day, date, edge }: DayNaming,
  situation: Situation,
): DayChoice {
  const { today } = situation;
  const offset = period?.offset ?? 0;
  if (!period || day || date || edge) return { kind: 'several', dates: [] };
  if (period.unit === 'week' && weekday)
    return weekdayChoice({ dow: weekday.dow, which: 'week', weeks: offset }, today);
  if (period.unit === 'weekend' && weekday) return dayOf(weekdayInWeek(today, weekday.dow, offset));
  if (period.unit === 'month' && monthday) return monthdayChoice({ ...monthday, month: offset }, today);
  if (period.unit === 'month' && weekday) {
    return { kind: 'several', dates: [weekdayFrom({ ...monthAfter(today, offset), day: 1 }, weekday.dow)] };
  }
  return periodChoice(period, today);
}

/** "Monday, 16 March": one day when both agree, else asked. */
function agreeing({ weekday, date, monthday, day }: DayNaming, situation: Situation): DayChoice {
  const choice = momentChoice(
    { ...(date && { date }), ...(monthday && { monthday }), ...(day && { day }) },
    situation,
  );
  if (!weekday || choice.kind !== 'day') return choice;
  if (weekdayOf(choice.date) === weekday.dow) return choice;
  const dates = [choice.date, weekdayFrom(situation.today, weekday.dow)];
  return { kind: 'several', dates: dates.sort(compareDates) };
}
