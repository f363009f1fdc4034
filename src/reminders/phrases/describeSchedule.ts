/** Says a schedule in words: "every weekday at 09:00", "cada lunes a las 9:00". */
import { isElapsedTime, parseUtcStamp, ruleParts } from '../recurrence/schedule';
import { parseWallTime, toWallTime } from '../recurrence/wallTime';
import { daysInWords } from './wording/daysInWords';
import { clockInWords, dateInWords, listInWords } from './wording/wordLists';
import { LANGUAGES } from './languages/languages';
import type { ScheduleWording } from './languages/languageFile';
import type { Language } from './reading';

/** What is stored of a reminder's time; without a rule it comes once, at `wallStart`. */
export interface DescribableSchedule {
  rrule?: string;
  tzid: string;
  /** `2026-03-11T10:50:00` */
  wallStart: string;
}

/** Without the zone, which the caller shows where it matters. */
export function describeSchedule(
  { rrule, tzid, wallStart }: DescribableSchedule,
  language: Language,
): string {
  const wording = wordingOf(language);
  const start = parseWallTime(wallStart);
  if (rrule === undefined) {
    return `${dateInWords(start, wording)} ${timesInWords([start.hour * 60 + start.minute], wording)}`;
  }
  const parts = ruleParts(rrule);
  const minutes = minutesOf(
    parts.get('BYHOUR'),
    parts.get('BYMINUTE'),
    parts.get('BYSETPOS'),
    parts.get('FREQ'),
  );
  const words = [
    daysInWords(parts, wording),
    timesInWords(minutes, wording),
    endInWords(parts, tzid, wording),
  ];
  return words
    .filter((each) => each !== '')
    .join(' ')
    .replace(' ,', ',');
}

function wordingOf(language: Language): ScheduleWording {
  const found = LANGUAGES.find(({ file }) => file.code === language);
  if (!found) throw new RangeError(`No such language: ${language}`);
  return found.file.wording;
}

function timesInWords(minutes: readonly number[], wording: ScheduleWording): string {
  const [first, second] = minutes;
  const last = minutes.at(-1);
  if (first === undefined || last === undefined) return '';
  if (second !== undefined && minutes.length > 4 && isEven(minutes)) {
    const [one, many] = (second - first) % 60 === 0 ? wording.every.HOURLY : wording.every.MINUTELY;
    const count = (second - first) % 60 === 0 ? (second - first) / 60 : second - first;
    const step = count === 1 ? one : many.replace('{n}', String(count));
    return `${step} ${wording.window.replace('{from}', clockInWords(first, wording)).replace('{to}', clockInWords(last, wording))}`;
  }
  const template = Math.floor(first / 60) % 12 === 1 && first < 120 ? wording.atOne : wording.at;
  return template.replace(
    '{time}',
    listInWords(
      minutes.map((each) => clockInWords(each, wording)),
      wording,
    ),
  );
}

function isEven(minutes: readonly number[]): boolean {
  const step = (minutes[1] ?? 0) - (minutes[0] ?? 0);
  return minutes.every((each, index) => index === 0 || each - (minutes[index - 1] ?? 0) === step);
}

function minutesOf(hours = '', minutes = '', positions = '', freq = ''): number[] {
  if (hours === '') return [];
  const within = minutes === '' ? [0] : minutes.split(',').map(Number);
  const all = hours.split(',').flatMap((hour) => within.map((minute) => Number(hour) * 60 + minute));
  if (freq !== 'DAILY' || positions === '') return all;
  return positions.split(',').flatMap((position) => all[Number(position) - 1] ?? []);
}

function endInWords(parts: ReadonlyMap<string, string>, tzid: string, wording: ScheduleWording): string {
  const until = parseUtcStamp(parts.get('UNTIL') ?? '');
  const count = parts.get('COUNT');
  if (until === undefined) return count === undefined ? '' : wording.times.replace('{n}', count);
  const last = toWallTime(until, tzid);
  const day = wording.until.replace('{date}', dateInWords(last, wording, false));
  return isElapsedTime(parts) ? `${day} ${timesInWords([last.hour * 60 + last.minute], wording)}` : day;
}
