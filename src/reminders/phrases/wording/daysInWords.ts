/** Says on which days a rule comes: "every 2 weeks on Tuesday", "every month on the last day". */
import type { ScheduleWording } from '../languages/languageFile';
import { DAY_CODES } from '../resolve/ruleText';
import { listInWords, monthInWords, ordinalInWords, weekdayInWords } from './wordLists';

type Frequency = keyof ScheduleWording['every'];

/** The parts of the rule without its times of day and its end. */
export function daysInWords(parts: ReadonlyMap<string, string>, wording: ScheduleWording): string {
  const freq = (parts.get('FREQ') ?? 'DAILY') as Frequency;
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const codes = parts.get('BYDAY')?.split(',') ?? [];
  if ((freq === 'WEEKLY' || freq === 'DAILY') && codes.length > 0) return weekdays(codes, interval, wording);
  const [one, many] = wording.every[freq];
  const frame = interval === 1 ? one : many.replace('{n}', String(interval));
  if (freq === 'YEARLY' && parts.has('BYMONTHDAY')) {
    const date = wording.yearDay
      .replace('{day}', parts.get('BYMONTHDAY') ?? '')
      .replace('{month}', monthInWords(Number(parts.get('BYMONTH')), wording));
    return `${frame} ${date}`;
  }
  return [frame, monthDays(parts, codes, wording), months(parts, wording)]
    .filter((each) => each !== '')
    .join(' ');
}

function weekdays(codes: readonly string[], interval: number, wording: ScheduleWording): string {
  const set = codes.join(',');
  const isWorkweek = set === 'MO,TU,WE,TH,FR';
  const isWeekend = set === 'SA,SU';
  const names = codes.map((code) =>
    weekdayInWords(DAY_CODES.indexOf(code as (typeof DAY_CODES)[number]) + 1, wording),
  );
  if (interval > 1) {
    const [, many] = wording.every.WEEKLY;
    return `${many.replace('{n}', String(interval))} ${wording.on.replace('{days}', listInWords(names, wording))}`;
  }
  const days = isWorkweek ? wording.weekday : isWeekend ? wording.weekend : listInWords(names, wording);
  return wording.everyWeekday.replace('{days}', days);
}

function monthDays(
  parts: ReadonlyMap<string, string>,
  codes: readonly string[],
  wording: ScheduleWording,
): string {
  const positions = parts.get('BYSETPOS')?.split(',') ?? [];
  const nth = (position: string): string => wording.nth[position] ?? position;
  if (codes.length === 5 && positions.length > 0) {
    return wording.nthWorkday.replace('{nth}', listInWords(positions.map(nth), wording));
  }
  if (codes.length > 0) {
    const days = codes.map((code) => {
      const name = weekdayInWords(
        DAY_CODES.indexOf(code.slice(-2) as (typeof DAY_CODES)[number]) + 1,
        wording,
      );
      return wording.nthWeekday.replace('{nth}', nth(code.slice(0, -2))).replace('{day}', name);
    });
    return listInWords(days, wording);
  }
  const numbers = parts.get('BYMONTHDAY')?.split(',').map(Number) ?? [];
  if (numbers.length === 0) return '';
  const days = numbers.map((day) =>
    day === -1 ? wording.lastDay : wording.monthDay.replace('{day}', ordinalInWords(day, wording)),
  );
  return listInWords(days, wording);
}

function months(parts: ReadonlyMap<string, string>, wording: ScheduleWording): string {
  const numbers = parts.get('BYMONTH')?.split(',').map(Number) ?? [];
  if (numbers.length === 0) return '';
  return wording.inMonths.replace(
    '{months}',
    listInWords(
      numbers.map((month) => monthInWords(month, wording)),
      wording,
    ),
  );
}
