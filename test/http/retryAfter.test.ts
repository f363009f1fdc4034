import { retryAfterMs } from '../../src/http/retryAfter';
import { WEDNESDAY_MORNING as NOW } from '../support/clock';

test.each<[string | undefined, number | undefined]>([
  ['30', 30_000],
  ['1.5', 1500],
  ['-3', 0],
  [new Date(NOW + 90_000).toUTCString(), 90_000],
  [new Date(NOW - 90_000).toUTCString(), 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %s is %s ms', (header, ms) => {
  expect(retryAfterMs(header, NOW)).toBe(ms);
});
