/** Which day is meant by the end of a month, the second Tuesday, a weekend, next week. */
import type { CivilDate } from '../../recurrence/civilDate';
import { addDays, compareDates, daysInMonth, weekdayOf } from '../../recurrence/civilDate';
import type { EdgePiece, NthPiece, PeriodPiece } from '../meaning/pieces';
import { monthAfter } from './dateChoice';
import type { DayChoice } from './dayChoice';
import { dayOf } from './dayChoice';
import { weekdayInWeek } from './weekdayChoice';

/** A week ends on Friday for some and on Sunday for others. */
export function edgeChoice({ edge, unit, offset = 0, month, year }: EdgePiece, today: CivilDate): DayChoice {
  if (unit === 'week') {
    const dates = [5, 7].map((dow) => weekdayInWeek(today, dow, offset));
    return { kind: 'several', dates: dates.filter((date) => compareDates(date, today) >= 0) };
  }
  if (unit === 'year') return dayOf({ year: today.year + offset, month: 12, day: 31 });
  const target = month === undefined ? monthAfter(today, offset) : comingMonth(month, today, year);
  const date = { ...target, day: edge === 'start' ? 1 : daysInMonth(target.year, target.month) };
  return compareDates(date, today) < 0 ? { kind: 'reject', reason: 'past' } : dayOf(date);
}

/** One of them in a month that was said, else in this one; gone by, the next month's is offered. */
export function nthChoice(piece: NthPiece, today: CivilDate): DayChoice {
  const nth = piece.nths[0]?.nth ?? 0;
  if (piece.nths.length !== 1) return { kind: 'several', dates: [] };
  const target =
    piece.month === undefined
      ? monthAfter(today, piece.offset ?? 0)
      : comingMonth(piece.month, today, piece.year);
  const date = nthInMonth(target, nth, piece);
  if (!date) return { kind: 'reject', reason: 'impossible-date' };
  if (compareDates(date, today) >= 0) return dayOf(date);
  if (piece.year !== undefined) return { kind: 'reject', reason: 'past' };
  const later = nthInMonth(monthAfter(today, 1), nth, piece);
  return { kind: 'several', dates: later ? [later] : [] };
}

/** Never one day: the first ones that come to mind are offered. */
export function periodChoice({ unit, offset = 0 }: PeriodPiece, today: CivilDate): DayChoice {
  if (unit === 'weekend') {
    const saturday = weekdayInWeek(today, 6, offset);
    const dates = [saturday, addDays(saturday, 1)].filter((date) => compareDates(date, today) >= 0);
    return { kind: 'several', dates };
  }
  if (offset === 0) return { kind: 'several', dates: [], reason: 'vague-time' };
  if (unit === 'week') {
    return {
      kind: 'several',
      dates: [weekdayInWeek(today, 1, offset), addDays(today, 7)],
      reason: 'vague-time',
    };
  }
  const dates = unit === 'month' ? [{ ...monthAfter(today, offset), day: 1 }] : [];
  return { kind: 'several', dates, reason: 'vague-time' };
}

/** The nth (from the end when negative) of a month's weekdays, or of its working days. */
export function nthInMonth(
  { year, month }: { year: number; month: number },
  nth: number,
  { dow, isWorkday }: NthPiece,
): CivilDate | undefined {
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) => ({
    year,
    month,
    day: index + 1,
  }));
  const matching = days.filter((date) => (isWorkday ? weekdayOf(date) < 6 : weekdayOf(date) === dow));
  return matching.at(nth > 0 ? nth - 1 : nth);
}

function comingMonth(month: number, today: CivilDate, year?: number): { year: number; month: number } {
  if (year !== undefined) return { year, month };
  return { year: month < today.month ? today.year + 1 : today.year, month };
}
