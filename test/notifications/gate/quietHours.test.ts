/** When quiet hours end: by the clock on the wall, over midnight, and where clocks change. */
import fc from 'fast-check';
import { quietUntil, wallText } from '../../../src/notifications/gate/quietHours';

const NIGHT = { from: 22 * 60, to: 8 * 60, zone: 'Europe/Madrid' };
const at = (iso: string): number => Date.parse(iso);
const endOf = (hours: typeof NIGHT, zone: string, iso: string): string | undefined => {
  const end = quietUntil(hours, zone, at(iso));
  return end === undefined ? undefined : new Date(end).toISOString();
};

describe('quiet hours 22:00–08:00 in Madrid', () => {
  it.each([
    ['before they begin', '2026-03-11T20:59:59Z', undefined],
    ['from their first moment', '2026-03-11T21:00:00Z', '2026-03-12T07:00:00.000Z'],
    ['after midnight', '2026-03-12T02:00:00Z', '2026-03-12T07:00:00.000Z'],
    ['no more at their end', '2026-03-12T07:00:00Z', undefined],
    ['with an hour less when clocks go forward', '2026-03-28T22:30:00Z', '2026-03-29T06:00:00.000Z'],
    ['with an hour more when they go back', '2026-10-24T21:30:00Z', '2026-10-25T07:00:00.000Z'],
  ])('hold %s', (_, now, end) => {
    expect(endOf(NIGHT, 'Europe/Madrid', now)).toBe(end);
  });

  it('go with the person to another zone', () => {
    expect(endOf(NIGHT, 'America/New_York', '2026-03-12T07:30:00Z')).toBe('2026-03-12T12:00:00.000Z');
  });
});

describe('quiet hours within a day', () => {
  const LUNCH = { from: 13 * 60 + 30, to: 15 * 60, zone: 'Europe/Madrid' };
  it.each([
    ['2026-03-11T12:29:00Z', undefined],
    ['2026-03-11T12:30:00Z', '2026-03-11T14:00:00.000Z'],
    ['2026-03-11T14:00:00Z', undefined],
  ])('at %s end %s', (now, end) => {
    expect(endOf(LUNCH, 'Europe/Madrid', now)).toBe(end);
  });
});

test('whose ends lie in an hour that clocks skip still begin and end', () => {
  const odd = { from: 2 * 60 + 30, to: 2 * 60 + 45, zone: 'Europe/Madrid' };
  expect(endOf(odd, 'Europe/Madrid', '2026-03-29T01:31:00Z')).toBe('2026-03-29T01:45:00.000Z');
});

test('never end in the past, and nothing is quiet right at an end, in any zone and at any time', () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const zones = fc.constantFrom('Europe/Madrid', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const moments = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
  fc.assert(
    fc.property(minutes, minutes, zones, moments, (from, to, zone, now) => {
      fc.pre(from !== to);
      const end = quietUntil({ from, to, zone }, zone, now);
      if (end === undefined) return;
      expect(end).toBeGreaterThan(now);
      expect(end - now).toBeLessThanOrEqual(25 * 3_600_000);
      // The hours may begin again at once only where the clock shows their beginning twice.
      const again = quietUntil({ from, to, zone }, zone, end);
      if (again !== undefined) expect(again).toBeGreaterThan(end);
    }),
  );
});

test('are shown as clocks show them', () => {
  expect([0, 485, 1439].map(wallText)).toEqual(['00:00', '08:05', '23:59']);
});
