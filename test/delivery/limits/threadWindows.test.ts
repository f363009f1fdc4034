import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { decodeTimes, encodeTimes } from '../../../src/conversations/sendTimes';
import { earliestSend, THREAD_WINDOWS, withSends } from '../../../src/delivery/limits/threadWindows';
import { WEDNESDAY_MORNING } from '../../support/clock';

const start = WEDNESDAY_MORNING;

/** The most of these that lie within so many ms of each other. */
function mostWithin(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let [most, first] = [0, 0];
  sorted.forEach((at, last) => {
    while (at - (sorted[first] as number) >= ms) first += 1;
    most = Math.max(most, last - first + 1);
  });
  return most;
}

describe('the windows of a thread', () => {
  it('let through what keeps to them at once', () => {
    expect(earliestSend([], start)).toBe(start);
    expect(earliestSend([start - 5000], start)).toBe(start);
  });

  it('hold for any wishes, also when each send arrives up to 300 ms late', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3000), fc.nat(299)), { minLength: 1, maxLength: 200 }),
        (wishes) => {
          let [now, times]: [number, number[]] = [start, []];
          const arrivals: number[] = [];
          for (const [pause, late] of wishes) {
            now += pause % 40 === 0 ? pause : pause % 7;
            const at = earliestSend(times, now);
            times = withSends(times, [at], now);
            arrivals.push(at + late);
          }
          for (const { count, ms } of THREAD_WINDOWS)
            expect(mostWithin(arrivals, ms)).toBeLessThanOrEqual(count);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('hold for several sends at one time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 100 }), (wishes) => {
        let times: number[] = [];
        for (const sends of wishes) {
          const at = earliestSend(times, start, sends);
          times = withSends(times, Array<number>(sends).fill(at), start);
        }
        for (const { count, ms } of THREAD_WINDOWS) expect(mostWithin(times, ms)).toBeLessThanOrEqual(count);
      }),
      { numRuns: 100 },
    );
  });

  it('are used: a thread with much to say gets nearly what it may', () => {
    let times: number[] = [];
    for (let i = 0; i < 300; i += 1) times = withSends(times, [earliestSend(times, start)], start);
    const seconds = ((times.at(-1) ?? 0) - start) / 1000;
    expect(300 / seconds).toBeGreaterThan(0.95 * (60 / 30));
  });

  it('keep no times that none of them reaches back to', () => {
    expect(withSends([start - 3_700_000, start - 1000], [start], start)).toEqual([start - 1000, start]);
  });

  it.each([2 * MINUTE_MS, 2 * HOUR_MS, 8e15])('do not count times that lie too far ahead (%d ms)', (ms) => {
    const far = Array.from({ length: 2000 }, (_, i) => start + ms + i);
    expect(earliestSend(far, start)).toBe(start);
    const near = Array<number>(7).fill(start);
    expect(earliestSend([...near, ...far], start)).toBe(earliestSend(near, start));
    expect(withSends(far, [start], start)).toEqual([start]);
  });

  it('count what is meant for the next seconds', () => {
    const ahead = Array<number>(7).fill(start + 2 * SECOND_MS);
    expect(earliestSend(ahead, start)).toBeGreaterThan(start + 2 * SECOND_MS);
    expect(withSends(ahead, [start], start)).toEqual([start, ...ahead]);
  });
});

describe('the times in a row', () => {
  it('are read as they were written, and short', () => {
    const times = Array.from({ length: 1800 }, (_, i) => start + i * 2000);
    expect(decodeTimes(encodeTimes(times))).toEqual(times);
    expect(encodeTimes(times).length).toBeLessThan(10_000);
  });

  it.each([undefined, '', ',,', 'é,!'])('are none when it holds %j', (text) => {
    expect(decodeTimes(text)).toEqual([]);
  });
});
