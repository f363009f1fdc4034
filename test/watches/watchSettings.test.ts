import { z } from 'zod';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { watchSettingsOf, watchSettingsShape } from '../../src/watches/watchSettings';

const schema = z.object(watchSettingsShape);

test('have defaults', () => {
  expect(watchSettingsOf(schema.parse({}))).toEqual({
    maxActive: 20,
    minIntervalMs: 5 * MINUTE_MS,
    intervalMs: 15 * MINUTE_MS,
    durationMs: 7 * DAY_MS,
    maxDurationMs: 90 * DAY_MS,
    tellAfter: 3,
    interruption: 'interrupt',
    keepMs: 30 * DAY_MS,
  });
});

test('agree with each other, whatever is set', () => {
  const settings = watchSettingsOf(
    schema.parse({ WATCH_MIN_INTERVAL: '1h', WATCH_INTERVAL: '30s', WATCH_MAX_DURATION: '2d' }),
  );
  expect(settings).toMatchObject({ intervalMs: 60 * MINUTE_MS, durationMs: 2 * DAY_MS });
  expect(watchSettingsOf(schema.parse({ WATCH_MIN_INTERVAL: '10s' })).minIntervalMs).toBe(10 * SECOND_MS);
});

test.each([
  ['WATCH_MAX_ACTIVE', '0'],
  ['WATCH_MIN_INTERVAL', '0s'],
  ['WATCH_MIN_INTERVAL', '2d'],
  ['WATCH_INTERVAL', '5'],
  ['WATCH_DURATION', '400d'],
  ['WATCH_TELL_AFTER', 'never'],
  ['WATCH_INTERRUPTION', 'shout'],
  ['WATCH_KEEP_DAYS', '-1'],
])('%s refuses %j', (name, value) => {
  expect(schema.safeParse({ [name]: value }).error?.issues.map(({ path }) => path[0])).toEqual([name]);
});
