/** Time that a test sets and moves; nothing waits for it. */
import type { Clock } from '../../src/clock';

export interface TestClock {
  /** What the code under test is given. */
  readonly clock: Clock;
  now(): number;
  set(atMs: number): void;
  advance(ms: number): void;
  /** Lets the time pass at once, as a wait does. */
  wait(ms: number): Promise<void>;
}

/** Wed, 11 Mar 2026, 09:30:00 UTC: 10:30 in Madrid, an ordinary working morning. */
export const WEDNESDAY_MORNING = Date.UTC(2026, 2, 11, 9, 30);

/** A clock that stands still until it is moved. */
export function aClock(startMs = WEDNESDAY_MORNING): TestClock {
  let now = startMs;
  const advance = (ms: number): void => {
    now += ms;
  };
  return {
    clock: () => now,
    now: () => now,
    set: (atMs) => {
      now = atMs;
    },
    advance,
    wait: (ms) => {
      advance(ms);
      return Promise.resolve();
    },
  };
}
