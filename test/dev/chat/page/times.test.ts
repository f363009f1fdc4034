/** Times and days in the reader's locale and zone. */
import { dayKey, dayOf, secondsOf, timeOf } from '../../../../dev/chat/page/times';

const london = { locale: 'en-GB', timeZone: 'Europe/London' };
const madrid = { locale: 'es-ES', timeZone: 'Europe/Madrid' };
const newYork = { locale: 'en-US', timeZone: 'America/New_York' };
const at = (iso: string) => Date.parse(iso);

it('writes the time of the reader’s zone as their locale does', () => {
  const instant = at('2026-03-02T23:05:09Z');
  expect(timeOf(london, instant)).toBe('23:05');
  expect(timeOf(madrid, instant)).toBe('0:05');
  expect(timeOf(newYork, instant)).toMatch(/^6:05\sPM$/);
  expect(secondsOf(london, instant)).toBe('23:05:09');
});

it('turns the day at midnight of the zone', () => {
  const instant = at('2026-03-02T23:30:00Z');
  expect([dayKey(london, instant), dayKey(madrid, instant)]).toEqual(['2026-03-02', '2026-03-03']);
});

it.each([
  [london, '2026-03-02T10:00:00Z', 'Today'],
  [london, '2026-03-01T10:00:00Z', 'Yesterday'],
  [madrid, '2026-03-01T10:00:00Z', 'Ayer'],
  [london, '2026-02-27T10:00:00Z', 'Friday 27 February'],
  [london, '2025-12-31T10:00:00Z', 'Wednesday 31 December 2025'],
  [london, '2026-03-03T10:00:00Z', 'Tuesday 3 March'],
])('names the day for %j of %s', (reader, instant, name) => {
  expect(dayOf(reader, at(instant), at('2026-03-02T12:00:00Z')).replace(',', '')).toBe(name);
});
