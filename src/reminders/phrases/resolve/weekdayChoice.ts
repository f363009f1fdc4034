/** Which day a weekday means: "Friday", "next Friday", "Friday of next week". */
import type { CivilDate } from '../../recurrence/civilDate';
import { addDays, weekdayOf } from '../../recurrence/civilDate';
import type { WeekdayPiece } from '../meaning/pieces';
import type { DayChoice } from './dayChoice';
import { dayOf } from './dayChoice';

/** The first such weekday on or after a day. */
export function weekdayFrom(date: CivilDate, dow: number): CivilDate {
  return addDays(date, (dow - weekdayOf(date) + 7) % 7);
}

/** That weekday in the week (from Monday) that lies `weeks` after the day's own. */
export function weekdayInWeek(date: CivilDate, dow: number, weeks: number): CivilDate {
  return addDays(date, dow - weekdayOf(date) + weeks * 7);
}

/** Counted from `today`. */
export function weekdayChoice({ dow, which, weeks = 0 }: WeekdayPiece, today: CivilDate): DayChoice {
  const coming = weekdayFrom(today, dow);
  const after = weekdayFrom(addDays(today, 1), dow);
  switch (which) {
    case undefined:
      return { kind: 'day', date: coming, roll: addDays(coming, 7), isRollSilent: true };
    case 'nearest':
      return coming.day === today.day ? { kind: 'several', dates: [coming, after] } : dayOf(coming);
    case 'coming':
      return after.day === addDays(today, 1).day || coming.day === today.day
        ? { kind: 'several', dates: [coming, addDays(coming, 7)] }
        : dayOf(coming);
    case 'next':
      return nextWeekday(dow, today, after);
    case 'last':
      return { kind: 'reject', reason: 'past' };
    case 'week': {
      const date = weekdayInWeek(today, dow, weeks);
      return weeks === 0 && weekdayOf(today) > dow ? { kind: 'reject', reason: 'past' } : dayOf(date);
    }
    case 'week-after':
      return dayOf(addDays(after, weeks * 7));
    case 'after-next':
      return { kind: 'several', dates: [addDays(after, 7), addDays(after, 14)] };
  }
}

/** Asked about unless both habits (the first to come, the one of next week) name the same day. */
function nextWeekday(dow: number, today: CivilDate, after: CivilDate): DayChoice {
  const ofNextWeek = weekdayInWeek(today, dow, 1);
  const isTomorrow = after.day === addDays(today, 1).day;
  if (after.day === ofNextWeek.day && !isTomorrow) return dayOf(after);
  return { kind: 'several', dates: isTomorrow ? [after, addDays(after, 7)] : [after, ofNextWeek] };
}
