/** Local ISO timestamps with offsets. */
import { localTimestamp } from '../../../../dev/chat/channel/localTime';

it.each([
  ['2026-03-02T09:00:00.123Z', 'Europe/Madrid', '2026-03-02T10:00:00.123+01:00'],
  ['2026-07-02T09:00:00.000Z', 'Europe/Madrid', '2026-07-02T11:00:00.000+02:00'],
  ['2026-03-02T02:00:00.000Z', 'America/New_York', '2026-03-01T21:00:00.000-05:00'],
  ['2026-03-02T02:00:00.000Z', 'America/St_Johns', '2026-03-01T22:30:00.000-03:30'],
  ['2026-03-02T20:00:00.000Z', 'Asia/Kathmandu', '2026-03-03T01:45:00.000+05:45'],
  ['2026-03-02T02:00:00.000Z', 'UTC', '2026-03-02T02:00:00.000+00:00'],
])('writes %s in %s as %s', (utc, zone, local) => {
  expect(localTimestamp(Date.parse(utc), zone)).toBe(local);
  expect(Date.parse(local)).toBe(Date.parse(utc));
});

it('knows no zone of that name', () => {
  expect(() => localTimestamp(0, 'Mars/Olympus')).toThrow(RangeError);
});
