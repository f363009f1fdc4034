/** Names of days, dates and clock times in a language, and lists of them. */
import type { CivilDate } from '../../recurrence/civilDate';
import { weekdayOf } from '../../recurrence/civilDate';
import type { ScheduleWording } from '../languages/languageFile';

/** "a, b and c". */
export function listInWords(items: readonly string[], { and }: ScheduleWording): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1) ?? ''}`;
}

/** Minutes since midnight as the language writes them: "09:00", "9:00". */
export function clockInWords(minutes: number, { isHourPadded }: ScheduleWording): string {
  const hour = String(Math.floor(minutes / 60));
  return `${isHourPadded ? hour.padStart(2, '0') : hour}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "Thursday, 12 March 2026", "jueves, 12 de marzo de 2026". */
export function dateInWords(date: CivilDate, wording: ScheduleWording, hasWeekday = true): string {
  const { year, month, day } = date;
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  };
  const named = new Date(Date.UTC(year, month - 1, day)).toLocaleDateString(wording.locale, options);
  return hasWeekday ? `${weekdayInWords(weekdayOf(date), wording)}, ${named}` : named;
}

/** ISO weekday as the language names it. */
export function weekdayInWords(dow: number, { locale }: ScheduleWording): string {
  return new Date(Date.UTC(2024, 0, dow)).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' });
}

/** Month, 1 to 12. */
export function monthInWords(month: number, { locale }: ScheduleWording): string {
  return new Date(Date.UTC(2024, month - 1, 1)).toLocaleDateString(locale, {
    month: 'long',
    timeZone: 'UTC',
  });
}

/** "15th", "15". */
export function ordinalInWords(n: number, { locale, ordinalSuffix }: ScheduleWording): string {
  const form = new Intl.PluralRules(locale, { type: 'ordinal' }).select(n);
  return `${n}${ordinalSuffix[form] ?? ''}`;
}
