import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { dueKeyOf, minuteKey } from '../../src/delivery/due';
import type { StoredDue } from '../../src/delivery/dueRow';
import { expandShard, lookAhead } from '../../src/delivery/lookAhead';
import { POINTER_GRACE_MS } from '../../src/delivery/outbox';
import { aDue, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const now = WEDNESDAY_MORNING;

describe('above the threshold', () => {
  it('a tick hands the rest of the shards to the queue, and together they point to every row once', async () => {
    const delivery = openDelivery(undefined, now);
    const items = Array.from({ length: 120 }, (_, i) => `item-${i}`);
    const inMs = (i: number): number => (i % 4) * MINUTE_MS + 30_000;
    await Promise.all(
      items.map((item, i) => delivery.deps.outbox.store(aDue({ item, dueAt: now + inMs(i) }))),
    );
    await lookAhead({ ...delivery.deps, handOverAbove: 30 });
    expect(delivery.pointed.length).toBeGreaterThanOrEqual(30);
    expect(delivery.pointed.length).toBeLessThan(60);
    for (const shard of delivery.shards) await expandShard(delivery.deps, { s: shard });
    expect(delivery.pointed.map(({ key: { row } }) => row.split('|')[2]).sort()).toEqual(items.sort());
    delivery.pointed.length = 0;
    await lookAhead(delivery.deps);
    expect(delivery.pointed).toEqual([]);
  });
});

describe('after ten minutes without the app', () => {
  /** So many rows in memory that were due ten minutes ago, and what is pointed to and handed over. */
  const missed = (count: number) => {
    const { deps, time } = openDelivery(undefined, now + 10 * MINUTE_MS);
    const rows = Array.from({ length: count }, (_, i): StoredDue => {
      const due = aDue({ item: `item-${i}` });
      const pointerUntil = now + POINTER_GRACE_MS;
      return { ...due, key: dueKeyOf(due), etag: '0', tryAt: now, attempt: 0, leaseUntil: 0, pointerUntil };
    }).sort((a, b) => (a.key.partition < b.key.partition ? -1 : 1));
    const [pointed, shards]: [string[], string[]] = [[], []];
    const those = async function* (isThere: (partition: string) => boolean) {
      yield* rows.filter(({ key }) => isThere(key.partition));
    };
    const store = {
      ...deps.store,
      within: (after: string, last: string) => those((at) => at > `${after}-~` && at <= `${last}-~`),
      inShard: (partition: string) => those((at) => at === partition),
      notePointer: (due: StoredDue, pointerUntil: number) => {
        due.pointerUntil = pointerUntil;
        return Promise.resolve(true);
      },
    };
    const outbox = {
      ...deps.outbox,
      point: ({ row }: StoredDue['key']) => Promise.resolve(void pointed.push(row)),
      pointToShard: (shard: string) => Promise.resolve(void shards.push(shard)),
    };
    return { deps: { ...deps, store, outbox }, time, pointed, shards };
  };

  it('a tick points to so many itself, and hands the shards of the rest to the queue', async () => {
    const { deps, time, pointed, shards } = missed(12_000);
    await lookAhead(deps);
    expect(pointed.length).toBeGreaterThanOrEqual(10_000);
    expect(pointed.length).toBeLessThan(11_000);
    expect(shards.length).toBeGreaterThan(0);
    expect(new Set(shards).size).toBe(shards.length);
    expect(new Set(shards.map((shard) => shard.split('-')[0]))).toEqual(new Set([minuteKey(now)]));
    time.advance(30 * SECOND_MS);
    for (const s of shards) await expandShard(deps, { s });
    expect(pointed).toHaveLength(12_000);
    expect(new Set(pointed).size).toBe(12_000);
  });

  it('a tick hands over nothing of what it can point to itself', async () => {
    const { deps, pointed, shards } = missed(3000);
    await lookAhead(deps);
    expect({ pointed: pointed.length, shards }).toEqual({ pointed: 3000, shards: [] });
  });
});

describe('whoever is handed a shard', () => {
  it('points to its rows, and notes that, though it comes long after their time', async () => {
    const delivery = openDelivery(undefined, now - MINUTE_MS);
    const due = aDue();
    await delivery.deps.outbox.store(due);
    delivery.time.set(now + 2 * MINUTE_MS);
    const shard = { s: dueKeyOf(due).partition };
    await expect(expandShard(delivery.deps, shard)).resolves.toBe(1);
    expect(delivery.pointed).toEqual([{ key: dueKeyOf(due), atMs: delivery.time.now() }]);
    await lookAhead(delivery.deps);
    expect(delivery.pointed).toHaveLength(1);
  });

  it('goes by the time that storage tells, where its process has not heard from it', async () => {
    const { deps, time, pointed } = openDelivery(undefined, now);
    const due = aDue({ dueAt: now + 2 * MINUTE_MS });
    await deps.outbox.store(due);
    let wrongBy = 5 * MINUTE_MS;
    const readHorizon = async (): Promise<string | undefined> => {
      const horizon = await deps.store.readHorizon();
      wrongBy = 0;
      return horizon;
    };
    await expandShard(
      {
        ...{ ...deps, store: { ...deps.store, readHorizon } },
        ...{ clock: () => time.now() + wrongBy, surely: () => (wrongBy === 0 ? time.now() : undefined) },
      },
      { s: dueKeyOf(due).partition },
    );
    expect(pointed).toEqual([{ key: dueKeyOf(due), atMs: due.dueAt }]);
  });

  it('asks nothing for the time where storage has told it', async () => {
    const { deps, operations } = openDelivery(undefined, now);
    operations.restart();
    await expandShard(deps, { s: `${minuteKey(now)}-00` });
    expect(operations.names).toEqual(['due.query']);
  });
});
