// NCRONTAB and time spans, as timer triggers are scheduled by them.
import { parseSchedule } from '../../../../dev/host/timers/timerSchedule';

const next = (expression: string, after: string, timeZone = 'UTC') => {
  const schedule = parseSchedule(expression, timeZone);
  return schedule && new Date(schedule.nextAfter(Date.parse(after))).toISOString();
};

it.each([
  ['0 * * * * *', '2030-01-04T08:00:00Z', '2030-01-04T08:01:00.000Z'],
  ['0 * * * * *', '2030-01-04T07:59:59.999Z', '2030-01-04T08:00:00.000Z'],
  ['0 * * * * *', '2030-01-04T08:00:00.003Z', '2030-01-04T08:01:00.000Z'],
  ['*/5 * * * *', '2030-01-04T08:01:00Z', '2030-01-04T08:05:00.000Z'],
  ['*/10 * * * * *', '2030-01-04T08:00:09Z', '2030-01-04T08:00:10.000Z'],
  ['0 5/20 * * * *', '2030-01-04T08:06:00Z', '2030-01-04T08:25:00.000Z'],
  ['0 0 9 * * Mon-Fri', '2030-01-04T09:00:00Z', '2030-01-07T09:00:00.000Z'],
  ['0 0 9 * * 0', '2030-01-04T09:00:00Z', '2030-01-06T09:00:00.000Z'],
  ['0 30 9,17 1 january,Jul *', '2030-01-01T10:00:00Z', '2030-01-01T17:30:00.000Z'],
  ['0 0 0 13 * 5', '2030-01-01T00:00:00Z', '2030-09-13T00:00:00.000Z'],
  ['0 0 0 29 2 *', '2030-01-01T00:00:00Z', '2032-02-29T00:00:00.000Z'],
  ['01:30:00', '2030-01-04T08:00:00.500Z', '2030-01-04T09:30:00.500Z'],
  ['1.00:00:00', '2030-01-04T08:00:00Z', '2030-01-05T08:00:00.000Z'],
])('%s after %s is due at %s', (expression, after, due) => {
  expect(next(expression, after)).toBe(due);
});

it('is reckoned in the time zone that is set', () => {
  expect(next('0 0 9 * * *', '2030-01-04T00:00:00Z', 'Europe/Madrid')).toBe('2030-01-04T08:00:00.000Z');
  expect(next('0 0 9 * * *', '2030-07-04T00:00:00Z', 'Europe/Madrid')).toBe('2030-07-04T07:00:00.000Z');
});

it.each([
  '',
  'daily',
  '* * * *',
  '0 0 9 * * 8',
  '0 61 * * * *',
  '0 0 9 L * *',
  '0 0 9 * * MON#1',
  '@daily',
  '0 0 9 ? * *',
  '00:00:00',
  '-00:05:00',
])('"%s" is no schedule', (expression) => {
  expect(parseSchedule(expression, 'UTC')).toBeUndefined();
});

it.each([
  ['*/30 * * * * *', true],
  ['0,1 * * * * *', true],
  ['0 * * * * *', false],
  ['*/10 0 9 * * *', false],
  ['00:00:59', true],
  ['00:01:00', false],
])('%s comes more often than each minute: %s', (expression, isSubMinute) => {
  expect(parseSchedule(expression, 'UTC')?.isSubMinute(Date.parse('2030-01-04T08:00:00Z'))).toBe(isSubMinute);
});
