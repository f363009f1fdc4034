/** Which day a date means: "3 May", "03/04", "the 28th". */
import type { CivilDate } from '../../recurrence/civilDate';
import { compareDates, daysInMonth, isRealDate } from '../../recurrence/civilDate';
import type { DatePiece, MonthdayPiece } from '../meaning/pieces';
import type { DayChoice } from './dayChoice';
import { dayOf } from './dayChoice';
import type { Situation } from './situation';

/** A date that went by so lately that next year's is hardly meant is asked about. */
const LATELY_DAYS = 31;
const MONTH_FIRST_ZONES =
  /^(America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage|Indiana\/.*|Kentucky\/.*|North_Dakota\/.*|Puerto_Rico)|Pacific\/Honolulu|US\/.*)$/;

/** Without a year, the next such day. */
export function dateChoice(piece: DatePiece, situation: Situation): DayChoice {
  if (piece.first !== undefined && piece.second !== undefined) {
    return numericChoice(piece.first, piece.second, piece.year, situation);
  }
  return namedDate((piece.day ?? 0) + (piece.plus ?? 0), piece.month ?? 0, piece.year, situation.today);
}

/** The next such day of the month, or the one of a month that was said. */
export function monthdayChoice({ day, plus = 0, month }: MonthdayPiece, today: CivilDate): DayChoice {
  const wanted = day + plus;
  if (wanted > 31 || wanted === 0) return { kind: 'reject', reason: 'impossible-date' };
  if (month !== undefined) {
    const index = monthAfter(today, month);
    if (wanted > daysInMonth(index.year, index.month)) return impossible(index.year, index.month);
    return dayOf({ ...index, day: wanted < 0 ? daysInMonth(index.year, index.month) : wanted });
  }
  const start = wanted >= today.day ? 0 : 1;
  const candidates = [start, start + 1, start + 2].map((ahead) => ({
    ...monthAfter(today, ahead),
    day: wanted,
  }));
  const [first, ...later] = candidates.filter(isRealDate);
  if (!first) return { kind: 'reject', reason: 'impossible-date' };
  if (first !== candidates[0]) return { kind: 'several', dates: [first] };
  return { kind: 'day', date: first, ...(later[0] && { roll: later[0] }) };
}

/** A day and month, of the year said or else the next to come. */
export function namedDate(day: number, month: number, year: number | undefined, today: CivilDate): DayChoice {
  if (month < 1 || month > 12 || day < 1 || day > 31) return { kind: 'reject', reason: 'impossible-date' };
  if (year !== undefined) {
    const date = { year, month, day };
    if (!isRealDate(date)) return impossible(year, month);
    return compareDates(date, today) < 0 ? { kind: 'reject', reason: 'past' } : dayOf(date);
  }
  if (month === 2 && day === 29) return leapDay(today);
  const thisYear = { year: today.year, month, day };
  if (!isRealDate(thisYear)) return impossible(today.year, month);
  const next = { ...thisYear, year: today.year + 1 };
  const ahead = compareDates(thisYear, today);
  if (ahead >= 0) return { kind: 'day', date: thisYear, roll: next };
  return -ahead <= LATELY_DAYS ? { kind: 'several', dates: [next] } : dayOf(next);
}

/** The month that lies `ahead` months after a day's own. */
export function monthAfter(date: CivilDate, ahead: number): { year: number; month: number } {
  const index = date.year * 12 + date.month - 1 + ahead;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/** Day and month in digits, in the order that a zone or a locale has; asked about where these disagree. */
function numericChoice(
  first: number,
  second: number,
  year: number | undefined,
  situation: Situation,
): DayChoice {
  const dayFirst = (): DayChoice => namedDate(first, second, year, situation.today);
  const monthFirst = (): DayChoice => namedDate(second, first, year, situation.today);
  if (first === second || second > 12) return second > 12 && first <= 12 ? monthFirst() : dayFirst();
  if (first > 12) return dayFirst();
  const byZone = MONTH_FIRST_ZONES.test(situation.zone);
  const byLocale = situation.locale === undefined ? byZone : /^en-(US|PH)$/i.test(situation.locale);
  const isLocaleSilent = situation.locale === undefined || !situation.locale.includes('-');
  if (situation.language === 'es' && !byZone) return settled(dayFirst());
  if (!isLocaleSilent && byZone !== byLocale) return either(dayFirst(), monthFirst());
  if (situation.language === 'es') return either(dayFirst(), monthFirst());
  return settled(byZone ? monthFirst() : dayFirst());
}

function settled(choice: DayChoice): DayChoice {
  return choice.kind === 'day' ? { ...choice, assumed: 'day-order' } : choice;
}

function either(a: DayChoice, b: DayChoice): DayChoice {
  const dates = [a, b].flatMap((choice) => (choice.kind === 'day' ? [choice.date] : []));
  return dates.length > 0 ? { kind: 'several', dates } : a;
}

function leapDay(today: CivilDate): DayChoice {
  for (let year = today.year; ; year++) {
    const date = { year, month: 2, day: 29 };
    if (!isRealDate(date) || compareDates(date, today) < 0) continue;
    return year === today.year
      ? dayOf(date)
      : { kind: 'several', dates: [{ ...date, year: today.year + 1, day: 28 }, date] };
  }
}

function impossible(year: number, month: number): DayChoice {
  return { kind: 'reject', reason: 'impossible-date', nearest: { month, day: daysInMonth(year, month) } };
}
