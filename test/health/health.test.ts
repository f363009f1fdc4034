import { randomUUID } from 'node:crypto';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { minuteKey } from '../../src/delivery/due';
import { DUE_TABLE, type DueRow } from '../../src/delivery/dueRow';
import { createDueStore } from '../../src/delivery/dueStore';
import { lookAhead, readLastTick } from '../../src/delivery/lookAhead';
import { checkHealth, type HealthDeps } from '../../src/health/health';
import { openDelivery } from '../support/buildersDelivery';
import { aClock, WEDNESDAY_MORNING } from '../support/clock';
import { openAbsentAccount, openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;
const up: HealthDeps = {
  readLastTick: async () => now - 20 * SECOND_MS,
  checkQueue: async () => ({ length: 3, oldestAgeMs: 1200 }),
  readOldestDue: async () => now - 7000,
  startedAt: now - HOUR_MS,
  clock: aClock().clock,
};
const healthWith = (change: Partial<HealthDeps>) => checkHealth({ ...up, ...change });

describe('health', () => {
  it('is up when every part is', async () => {
    await expect(healthWith({})).resolves.toEqual({
      status: 'up',
      parts: {
        http: { status: 'up' },
        storage: { status: 'up', detail: { oldestDueAgeMs: 7000 } },
        queue: { status: 'up', detail: { length: 3, oldestAgeMs: 1200 } },
        timer: { status: 'up', detail: { lastTickAgeMs: 20_000 } },
      },
    });
  });

  it('is down with its queue, and says why without more than is good to know', async () => {
    const fault = Object.assign(new Error('Storage did not answer (length).\nkey=secret'), {
      code: 'storage-unavailable',
    });
    const health = await healthWith({ checkQueue: () => Promise.reject(fault) });
    expect(health).toMatchObject({
      status: 'down',
      parts: {
        storage: { status: 'up' },
        queue: { status: 'down', detail: { code: 'storage-unavailable' } },
      },
    });
    expect(JSON.stringify(health)).not.toContain('secret');
  });

  it('is down with storage, whatever fails', async () => {
    for (const fault of [new Error('away'), 'away', undefined])
      await expect(healthWith({ readLastTick: () => Promise.reject(fault) })).resolves.toMatchObject({
        status: 'down',
        parts: { storage: { status: 'down' }, timer: { status: 'down' } },
      });
  });

  it('does not wait for a part that does not answer', async () => {
    jest.useFakeTimers();
    const health = healthWith({ checkQueue: () => new Promise(() => undefined) });
    await jest.advanceTimersByTimeAsync(3000);
    await expect(health).resolves.toMatchObject({ status: 'down', parts: { queue: { status: 'down' } } });
    jest.useRealTimers();
  });

  describe('of the timer', () => {
    it.each([
      ['ticked a minute ago', now - MINUTE_MS, HOUR_MS, 'up'],
      ['missed two ticks', now - 3 * MINUTE_MS, HOUR_MS, 'up'],
      ['stopped', now - 4 * MINUTE_MS, HOUR_MS, 'down'],
      ['never ticked', undefined, HOUR_MS, 'down'],
      ['has just started', undefined, MINUTE_MS, 'up'],
      ['has just started again after a night', now - 9 * HOUR_MS, MINUTE_MS, 'up'],
      ['has not come back after a night', now - 9 * HOUR_MS, 4 * MINUTE_MS, 'down'],
      ['ticks by a clock that runs ahead', now + MINUTE_MS, HOUR_MS, 'up'],
    ])('that %s', async (_what, lastTick, runningMs, status) => {
      const health = await healthWith({ readLastTick: async () => lastTick, startedAt: now - runningMs });
      expect(health.parts.timer.status).toBe(status);
    });

    it('is read from what the tick left, on whichever instance it ran', async () => {
      const account = openTestAccount();
      const store = createDueStore(account.table<DueRow>(DUE_TABLE), randomUUID);
      await expect(readLastTick(store)).resolves.toBeUndefined();
      await lookAhead(openDelivery(account, now + 41 * SECOND_MS).deps);
      await expect(store.readHorizon()).resolves.toBe(minuteKey(now + 5 * MINUTE_MS));
      await expect(readLastTick(store)).resolves.toBe(now);
    });

    it('cannot be read while storage is away', async () => {
      const store = createDueStore(openAbsentAccount().table<DueRow>(DUE_TABLE), randomUUID);
      const health = await healthWith({ readLastTick: () => readLastTick(store) });
      expect(health.parts.storage).toMatchObject({ status: 'down', detail: { code: 'storage-unavailable' } });
    });
  });
});
