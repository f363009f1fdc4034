import {
  addDays,
  addMonths,
  daysInMonth,
  isRealDate,
  weekdayOf,
} from '../../../src/reminders/recurrence/civilDate';
import {
  formatWallTime,
  parseWallTime,
  toInstant,
  toWallTime,
} from '../../../src/reminders/recurrence/wallTime';

describe('a wall time', () => {
  test.each([
    ['Europe/Madrid', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z', 'gap'],
    ['Europe/Madrid', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z', undefined],
    ['Europe/Madrid', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z', 'overlap'],
    ['Europe/Madrid', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z', undefined],
    ['Europe/Madrid', '2026-10-25T01:30:00', '2026-10-24T23:30:00Z', undefined],
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z', 'gap'],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:45:00Z', 'gap'],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00Z', 'overlap'],
    ['Australia/Lord_Howe', '2026-04-05T01:15:00', '2026-04-04T14:15:00Z', undefined],
    ['America/Santiago', '2026-09-06T00:30:00', '2026-09-06T04:30:00Z', 'gap'],
    ['America/Santiago', '2026-04-04T23:30:00', '2026-04-05T02:30:00Z', 'overlap'],
    ['Asia/Kolkata', '2026-03-29T02:30:00', '2026-03-28T21:00:00Z', undefined],
    ['+05:30', '2026-03-29T02:30:00', '2026-03-28T21:00:00Z', undefined],
  ])('in %s, %s is the instant %s (%s)', (zone, wallTime, instant, change) => {
    const resolved = toInstant(parseWallTime(wallTime), zone);
    expect(new Date(resolved.at).toISOString()).toBe(new Date(instant).toISOString());
    expect(resolved.change).toBe(change);
  });

  test('is what the clocks show at its instant', () => {
    expect(formatWallTime(toWallTime(Date.parse('2026-03-11T09:30:05Z'), 'Asia/Kolkata'))).toBe(
      '2026-03-11T15:00:05',
    );
  });

  test('of an unknown zone is an error', () => {
    expect(() => toInstant(parseWallTime('2026-03-29T02:30:00'), 'Mars/Base')).toThrow(RangeError);
    expect(() => parseWallTime('tomorrow')).toThrow(RangeError);
  });
});

describe('the calendar', () => {
  test('knows its months and weekdays', () => {
    expect(daysInMonth(2028, 2)).toBe(29);
    expect(weekdayOf({ year: 2026, month: 3, day: 11 })).toBe(3);
    expect(weekdayOf({ year: 1969, month: 12, day: 28 })).toBe(7);
    expect(isRealDate({ year: 2026, month: 2, day: 29 })).toBe(false);
    expect(isRealDate({ year: 2026, month: 13, day: 1 })).toBe(false);
  });

  test('adds days over the end of a year, and months to their last day', () => {
    expect(addDays({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 });
    expect(addMonths({ year: 2026, month: 1, day: 31 }, 1)).toEqual({ year: 2026, month: 2, day: 28 });
    expect(addMonths({ year: 2026, month: 3, day: 15 }, -3)).toEqual({ year: 2025, month: 12, day: 15 });
  });
});
