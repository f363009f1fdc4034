// Small rules of Durable on the embedded host: delays between retries, instance ids.
import { instanceIdProblem } from '../../../../dev/host/durable/instanceId';
import { retryDelayMs } from '../../../../dev/host/durable/retryDelay';

describe('the wait before the next attempt', () => {
  const first = { firstRetryIntervalInMilliseconds: 1000, maxNumberOfAttempts: 9 };

  it('stays the same without a coefficient', () => {
    expect([1, 2, 5].map((failed) => retryDelayMs(first, failed))).toEqual([1000, 1000, 1000]);
  });

  it('grows by the coefficient with each failure, up to the maximum', () => {
    const options = { ...first, backoffCoefficient: 2, maxRetryIntervalInMilliseconds: 5000 };
    expect([1, 2, 3, 4].map((failed) => retryDelayMs(options, failed))).toEqual([1000, 2000, 4000, 5000]);
  });
});

describe('an instance id', () => {
  it.each(['a', 'a b:c@d', 'ü%+', 'x'.repeat(100)])('may be %s', (id) => {
    expect(instanceIdProblem(id)).toBeUndefined();
  });

  it.each(['a/b', 'a\\b', 'a#b', 'a?b', 'a\u0001b', 'a\u0085b'])('may not hold what is in %j', (id) => {
    expect(instanceIdProblem(id)).toContain('must not contain');
  });

  it('may not begin with @ or be too long', () => {
    expect(instanceIdProblem('@a@b')).toContain('must not start with @');
    expect(instanceIdProblem('x'.repeat(101))).toContain('must not exceed 100');
  });
});
