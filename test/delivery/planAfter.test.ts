import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import type { Outcome } from '../../src/delivery/outcome';
import { planAfter } from '../../src/delivery/planAfter';
import { RETRY_WAITS_MS, waitBeforeRetry } from '../../src/delivery/retrySchedule';
import { WEDNESDAY_MORNING } from '../support/clock';

const now = WEDNESDAY_MORNING;
const failed: Outcome = { kind: 'transient', isAmbiguous: true, reason: '502' };
const waits = (random: number): (number | undefined)[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((tries) => waitBeforeRetry(tries, random));

describe('the retry schedule', () => {
  it('is 0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, and then the end', () => {
    expect(RETRY_WAITS_MS[0]).toBe(0);
    const published = [
      5 * SECOND_MS,
      5 * MINUTE_MS,
      30 * MINUTE_MS,
      2 * HOUR_MS,
      5 * HOUR_MS,
      10 * HOUR_MS,
      10 * HOUR_MS,
    ];
    expect(waits(0)).toEqual([...published, undefined]);
  });

  it('adds at most a tenth, so that what failed together does not come back together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, random) => {
          const wait = waitBeforeRetry(tries, random) ?? -1;
          const published = RETRY_WAITS_MS[tries] ?? -1;
          expect(wait).toBeGreaterThanOrEqual(published);
          expect(wait).toBeLessThanOrEqual(published * 1.1);
        },
      ),
    );
  });
});

describe('what follows from an outcome', () => {
  it.each<[string, Outcome, object]>([
    ['sent is the end', { kind: 'sent', activityId: 'a1' }, { step: 'done', activityId: 'a1' }],
    [
      'blocked suspends the conversation',
      { kind: 'conversationBlocked', reason: 'r' },
      { step: 'park', conversation: 'suspended', reason: 'r' },
    ],
    [
      'gone marks the conversation',
      { kind: 'conversationGone', reason: 'r' },
      { step: 'park', conversation: 'gone', reason: 'r' },
    ],
    [
      'too large is dead',
      { kind: 'tooLarge' },
      { step: 'bury', reason: 'the message is too large for the channel' },
    ],
    ['dead is dead', { kind: 'dead', reason: 'r' }, { step: 'bury', reason: 'r' }],
    ['a failure is tried again', failed, { step: 'retry', at: now + 5000, attempt: 1 }],
    [
      'unauthorised is tried again',
      { kind: 'unauthorised', reason: 'r' },
      { step: 'retry', at: now + 5000, attempt: 1 },
    ],
    ['a wrong region is tried again', { kind: 'wrongRegion' }, { step: 'retry', at: now + 5000, attempt: 1 }],
    [
      'throttled waits as it is asked to',
      { kind: 'throttled', retryAfterMs: 17_000 },
      { step: 'retry', at: now + 17_000, attempt: 0 },
    ],
    [
      'throttled waits a little unasked',
      { kind: 'throttled' },
      { step: 'retry', at: now + 2000, attempt: 0 },
    ],
    [
      'throttled waits also when asked for nothing',
      { kind: 'throttled', retryAfterMs: 0 },
      { step: 'retry', at: now + 1000, attempt: 0 },
    ],
  ])('%s', (_name, outcome, plan) => {
    expect(planAfter(outcome, 1, now, 0)).toEqual(plan);
  });

  it('is death after the eighth failure, with the reason of the last', () => {
    expect(planAfter(failed, 7, now, 0)).toMatchObject({ step: 'retry', at: now + 10 * HOUR_MS });
    expect(planAfter(failed, 8, now, 0)).toEqual({
      step: 'bury',
      reason: 'no success in 8 tries, last: 502',
    });
    expect(planAfter({ kind: 'wrongRegion' }, 8, now, 0)).toMatchObject({
      reason: expect.stringContaining('wrongRegion'),
    });
  });

  it('is never death by throttling, however often, and throttling hastens no death', () => {
    let attempt = 0;
    for (let i = 0; i < 1000; i += 1) {
      const plan = planAfter({ kind: 'throttled' }, attempt + 1, now, 0.5);
      if (plan.step !== 'retry') throw new Error(plan.step);
      attempt = plan.attempt;
    }
    expect(planAfter(failed, attempt + 1, now, 0)).toEqual({ step: 'retry', at: now + 5000, attempt: 1 });
  });
});

describe('somebody who fails and asks to wait', () => {
  const busy: Outcome = { ...failed, isAmbiguous: false, retryAfterMs: HOUR_MS };

  it('is not asked before, and it counts as a try all the same', () => {
    expect(planAfter(busy, 1, now, 0)).toEqual({ step: 'retry', at: now + HOUR_MS, attempt: 1 });
  });

  it('is asked by the schedule where that waits longer', () => {
    expect(planAfter(busy, 4, now, 0)).toEqual({ step: 'retry', at: now + 2 * HOUR_MS, attempt: 4 });
  });

  it('is given up after the schedule', () => {
    expect(planAfter(busy, 8, now, 0)).toMatchObject({ step: 'bury' });
  });
});
