import type { Occurrence } from '../../../src/reminders/recurrence/occurrences';
import { wallOccurrencesAfter } from '../../../src/reminders/recurrence/occurrences';

const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
];
const START = Date.UTC(2026, 0, 1, 12);
const END = Date.UTC(2031, 0, 1, 12);
const DAY_MS = 86_400_000;

/** Times within, at the edges of and beside the hours in which these zones change their clocks. */
const TIMES = [
  [0, 0],
  [0, 30],
  [1, 30],
  [2, 0],
  [2, 15],
  [2, 30],
  [9, 0],
] as const;

describe.each(ZONES)('in %s, from 2026 to 2030', (zone) => {
  const shown = shownBy(zone);

  test.each(TIMES)('a daily %i:%i comes once on each day of the calendar', (hour, minute) => {
    const occurrences = all(`FREQ=DAILY;BYHOUR=${hour};BYMINUTE=${minute}`, zone);
    const days = occurrences.map(({ wallTime }) => wallTime.slice(0, 10));
    expect(days).toEqual(calendarDays(days[0] as string, days.at(-1) as string));
    expect(days.length).toBeGreaterThan(1820);
    expectTrueWallTimes(occurrences, shown);
  });

  test.each(TIMES)('a weekly Sunday %i:%i comes once in each week', (hour, minute) => {
    const occurrences = all(`FREQ=WEEKLY;BYDAY=SU;BYHOUR=${hour};BYMINUTE=${minute}`, zone);
    const days = occurrences.map(({ wallTime }) => Date.parse(wallTime.slice(0, 10)));
    expect(new Set(days.slice(1).map((day, index) => day - (days[index] as number)))).toEqual(
      new Set([7 * DAY_MS]),
    );
    expect(days.length).toBeGreaterThan(259);
    expectTrueWallTimes(occurrences, shown);
  });

  test.each(TIMES)('a monthly last Sunday %i:%i comes once in each month', (hour, minute) => {
    const occurrences = all(`FREQ=MONTHLY;BYDAY=-1SU;BYHOUR=${hour};BYMINUTE=${minute}`, zone);
    const months = occurrences.map(({ wallTime }) => wallTime.slice(0, 7));
    expect(new Set(months).size).toBe(months.length);
    expect(months.length).toBe(60);
    expectTrueWallTimes(occurrences, shown);
  });
});

/** Read one by one, each from the one before, as reminders are. */
function all(rule: string, tzid: string): Occurrence[] {
  const schedule = { rrule: rule, tzid, wallStart: '2026-01-01T00:00:00' };
  const found: Occurrence[] = [];
  let after = START;
  for (;;) {
    const [next] = wallOccurrencesAfter(schedule, after, 1);
    if (!next || next.at > END) return found;
    expect(next.at).toBeGreaterThan(after);
    found.push(next);
    after = next.at;
  }
}

/** At its wall time; moved forward by the gap only when no clock of the zone shows that time that day. */
function expectTrueWallTimes(occurrences: readonly Occurrence[], shown: (at: number) => string): void {
  for (const { at, wallTime } of occurrences) {
    const shownThen = shown(at);
    if (shownThen === wallTime) {
      expect(firstShowing(wallTime, at, shown)).toBe(at);
      continue;
    }
    expect(firstShowing(wallTime, at, shown)).toBeUndefined();
    const gap = utcOf(shown(at)) - utcOf(wallTime);
    expect(gap).toBe(gapAround(at, shown));
  }
}

/** The first instant within a day around `at` at which the zone's clocks show a wall time. */
function firstShowing(wallTime: string, at: number, shown: (at: number) => string): number | undefined {
  for (const hours of [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3]) {
    const offset = utcOf(shown(at + hours * 3_600_000)) - (at + hours * 3_600_000);
    const candidate = utcOf(wallTime) - offset;
    if (shown(candidate) === wallTime) return candidate;
  }
  return undefined;
}

function gapAround(at: number, shown: (at: number) => string): number {
  const offset = (instant: number): number => utcOf(shown(instant)) - instant;
  return offset(at) - offset(at - 3 * 3_600_000);
}

/** What the runtime's own formatter says the clocks show: an authority apart from the code under test. */
function shownBy(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => format.format(at).replace(' ', 'T');
}

function utcOf(wallTime: string): number {
  return Date.parse(`${wallTime}Z`);
}

function calendarDays(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = Date.parse(first); day <= Date.parse(last); day += DAY_MS) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}
