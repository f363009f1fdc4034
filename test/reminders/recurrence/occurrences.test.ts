import { nextOccurrence, occurrencesAfter } from '../../../src/reminders/recurrence/occurrences';

const MADRID = 'Europe/Madrid';

describe('the occurrences of a schedule', () => {
  test('keep their wall time through a clock change', () => {
    const schedule = {
      rrule: 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0',
      tzid: MADRID,
      wallStart: '2026-03-28T09:00:00',
    };
    expect(iso(occurrencesAfter(schedule, utc('2026-03-27T12:00'), 3))).toEqual([
      '2026-03-28T08:00:00.000Z',
      '2026-03-29T07:00:00.000Z',
      '2026-03-30T07:00:00.000Z',
    ]);
  });

  test('move forward by the gap when their wall time does not exist', () => {
    const schedule = {
      rrule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30',
      tzid: MADRID,
      wallStart: '2026-03-28T02:30:00',
    };
    expect(iso(occurrencesAfter(schedule, utc('2026-03-28T12:00'), 2))).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  test('come once when two of the rule fall on the same instant after a gap', () => {
    const schedule = {
      rrule: 'FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30',
      tzid: MADRID,
      wallStart: '2026-03-28T02:30:00',
    };
    expect(iso(occurrencesAfter(schedule, utc('2026-03-29T00:00'), 3))).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-03-30T01:30:00.000Z',
    ]);
  });

  test('come at the first of two when their wall time comes twice, and not again at the second', () => {
    const schedule = {
      rrule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30',
      tzid: MADRID,
      wallStart: '2026-10-24T02:30:00',
    };
    expect(iso(occurrencesAfter(schedule, utc('2026-10-24T12:00'), 2))).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
    expect(iso(occurrencesAfter(schedule, utc('2026-10-25T00:30'), 1))).toEqual(['2026-10-26T01:30:00.000Z']);
  });

  test('keep their interval, not their wall time, when the rule counts elapsed hours', () => {
    const schedule = { rrule: 'FREQ=HOURLY;INTERVAL=3', tzid: MADRID, wallStart: '2026-03-28T23:00:00' };
    const found = occurrencesAfter(schedule, utc('2026-03-28T12:00'), 4);
    expect(found.slice(1).map((at, index) => at - (found[index] as number))).toEqual([
      10_800_000, 10_800_000, 10_800_000,
    ]);
  });

  test('end with COUNT, counted from the start and not from where one asks', () => {
    const schedule = {
      rrule: 'FREQ=DAILY;COUNT=3;BYHOUR=9;BYMINUTE=0',
      tzid: MADRID,
      wallStart: '2026-03-12T09:00:00',
    };
    expect(occurrencesAfter(schedule, utc('2026-03-13T12:00'), 5)).toHaveLength(1);
    expect(nextOccurrence(schedule, utc('2026-03-14T12:00'))).toBeUndefined();
  });

  test('end with UNTIL, which is an instant, in the wall time of the zone', () => {
    const schedule = {
      rrule: 'FREQ=DAILY;UNTIL=20260313T070000Z;BYHOUR=8;BYMINUTE=0',
      tzid: MADRID,
      wallStart: '2026-03-12T08:00:00',
    };
    expect(iso(occurrencesAfter(schedule, utc('2026-03-11T12:00'), 9))).toEqual([
      '2026-03-12T07:00:00.000Z',
      '2026-03-13T07:00:00.000Z',
    ]);
  });

  test('of a rule that counts elapsed time end with COUNT and UNTIL too', () => {
    const start = { tzid: MADRID, wallStart: '2026-03-11T11:00:00' };
    const after = utc('2026-03-11T09:00');
    expect(occurrencesAfter({ ...start, rrule: 'FREQ=HOURLY;COUNT=2' }, after, 9)).toHaveLength(2);
    expect(
      occurrencesAfter({ ...start, rrule: 'FREQ=MINUTELY;INTERVAL=30;UNTIL=20260311T110000Z' }, after, 9),
    ).toHaveLength(3);
  });

  test('are found at once, however long ago the rule began', () => {
    const schedule = { rrule: 'FREQ=MINUTELY;INTERVAL=5', tzid: 'UTC', wallStart: '2000-01-01T00:02:00' };
    expect(iso(occurrencesAfter(schedule, utc('2026-03-11T09:30'), 1))).toEqual(['2026-03-11T09:32:00.000Z']);
  });

  test('of an unreadable rule or zone are an error, not none', () => {
    const schedule = { rrule: 'FREQ=HOURLY;INTERVAL=0', tzid: MADRID, wallStart: '2026-03-11T11:00:00' };
    expect(() => occurrencesAfter(schedule, 0, 1)).toThrow(RangeError);
    expect(() =>
      occurrencesAfter({ ...schedule, rrule: 'FREQ=DAILY;BYHOUR=9', tzid: 'Mars/Base' }, 0, 1),
    ).toThrow(RangeError);
  });
});

function utc(minute: string): number {
  return Date.parse(`${minute}:00Z`);
}

function iso(instants: readonly number[]): string[] {
  return instants.map((at) => new Date(at).toISOString());
}
