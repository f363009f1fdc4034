import { randomUUID } from 'node:crypto';
import type { Row } from '../../src/azure/table';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { dueKeyOf, minuteKey } from '../../src/delivery/due';
import { DUE_TABLE, type DueRow, MalformedDue } from '../../src/delivery/dueRow';
import { createDueStore, FIRST_MINUTE } from '../../src/delivery/dueStore';
import { aDue } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;

describe('the table of what is due', () => {
  const store = createDueStore(openTestAccount().table<DueRow>(DUE_TABLE), randomUUID);
  let count = 0;
  const stored = async (change: Parameters<typeof aDue>[0] = {}) => {
    const due = aDue({ item: `item-${(count += 1)}`, ...change });
    await store.insert(due, due.dueAt, due.dueAt + 90_000);
    const row = await store.find(dueKeyOf(due));
    if (!row) throw new Error('The row was not stored.');
    return { due, row };
  };

  it('gives back what was planned', async () => {
    const { due, row } = await stored({ dueAt: now + 123 });
    expect(row).toEqual({
      ...due,
      key: dueKeyOf(due),
      etag: expect.any(String),
      tryAt: now + 123,
      attempt: 0,
      leaseUntil: 0,
      pointerUntil: now + 90_123,
    });
  });

  it('plans an occurrence once', async () => {
    const { due } = await stored();
    await expect(store.insert(due, due.dueAt, 0)).resolves.toBe('exists');
  });

  describe('when it is claimed', () => {
    it('goes to one of many that claim it at the same time', async () => {
      const { row } = await stored();
      const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim(row, now + MINUTE_MS)));
      const [claimed, ...others] = claims.filter((claim) => claim !== undefined);
      expect(others).toEqual([]);
      expect(claimed).toMatchObject({
        attempt: 1,
        leaseUntil: now + MINUTE_MS,
        pointerUntil: now + MINUTE_MS,
      });
      expect(await store.find(row.key)).toEqual(claimed);
    });

    it('goes to nobody who read it before it changed, or after it went', async () => {
      const { row } = await stored();
      await store.notePointer(row, now);
      await expect(store.claim(row, now)).resolves.toBeUndefined();
      const fresh = await store.find(row.key);
      await store.remove(row.key);
      await expect(store.claim(fresh ?? row, now)).resolves.toBeUndefined();
    });

    it('is given back only by whoever holds it', async () => {
      const { row } = await stored();
      const claimed = await store.claim(row, now + MINUTE_MS);
      if (!claimed) throw new Error('not claimed');
      await store.release(row, now + 5000, now + 95_000, { attempt: 1, lastOutcome: '502' });
      await expect(store.find(row.key)).resolves.toMatchObject({ leaseUntil: now + MINUTE_MS });
      await store.release(claimed, now + 5000, now + 95_000, { attempt: 1, lastOutcome: '502' });
      const released = await store.find(row.key);
      expect(released).toMatchObject({
        leaseUntil: 0,
        tryAt: now + 5000,
        pointerUntil: now + 95_000,
        attempt: 1,
        lastOutcome: '502',
        dueAt: now,
      });
    });
  });

  it('notes a pointer unless the row has changed', async () => {
    const { row } = await stored();
    await expect(store.notePointer(row, now + 1)).resolves.toBe(true);
    await expect(store.notePointer(row, now + 2)).resolves.toBe(false);
    await expect(store.find(row.key)).resolves.toMatchObject({ pointerUntil: now + 1, leaseUntil: 0 });
  });

  it('removes what is there, and what is gone without failing', async () => {
    const { row } = await stored();
    await store.remove(row.key);
    await store.remove(row.key);
    await expect(store.find(row.key)).resolves.toBeUndefined();
  });

  describe('is read by minutes', () => {
    const start = Date.UTC(2030, 0, 1, 8, 0);
    const items = async (after: string, last: string): Promise<string[]> => {
      const found: string[] = [];
      for await (const row of store.within(after, last))
        found.push(row instanceof MalformedDue ? row.problem : row.item);
      return found.sort();
    };
    beforeAll(async () => {
      for (let minute = 0; minute < 4; minute += 1)
        for (const shard of ['a', 'b', 'c'])
          await stored({ item: `${minute}${shard}`, dueAt: start + minute * MINUTE_MS });
      await store.writeHorizon(minuteKey(start));
    });

    it('after the first one, with all shards, up to the last one', async () => {
      const [zero, one, three] = [0, 1, 3].map((minute) => minuteKey(start + minute * MINUTE_MS)) as [
        string,
        string,
        string,
      ];
      await expect(items(zero, one)).resolves.toEqual(['1a', '1b', '1c']);
      await expect(items(one, three)).resolves.toEqual(['2a', '2b', '2c', '3a', '3b', '3c']);
      await expect(items(one, one)).resolves.toEqual([]);
    });

    it('from the first there can be, without the horizon’s own row', async () => {
      const all = await items(FIRST_MINUTE, '999912312359');
      expect(all).toEqual(expect.arrayContaining(['0a', '3c']));
      expect(all).not.toContain(undefined);
    });
  });

  it('has a horizon once one was written, the last one', async () => {
    const other = createDueStore(openTestAccount().table<DueRow>(DUE_TABLE), randomUUID);
    await expect(other.readHorizon()).resolves.toBeUndefined();
    await other.writeHorizon('203001010800');
    await other.writeHorizon('203001010801');
    await expect(other.readHorizon()).resolves.toBe('203001010801');
  });

  it.each([7, '', "2026'", '20300101080', '2030010108011'])(
    'has no horizon where the row holds %j',
    async (horizon) => {
      const table = openTestAccount().table<DueRow>(DUE_TABLE);
      await table.upsert({ partitionKey: 'state', rowKey: 'horizon', horizon } as Row<DueRow>);
      await expect(createDueStore(table, randomUUID).readHorizon()).resolves.toBeUndefined();
    },
  );
});

describe('the oldest of what is due', () => {
  it('is told past a row that cannot be read', async () => {
    const table = openTestAccount().table<DueRow>(DUE_TABLE);
    const store = createDueStore(table, randomUUID);
    const lastMinute = minuteKey(now);
    await expect(store.oldestTryAt(lastMinute)).resolves.toBeUndefined();
    const odd = { partitionKey: `${minuteKey(now - 5 * MINUTE_MS)}-0`, rowKey: 'odd' };
    await table.insert(odd as Row<DueRow>);
    await expect(store.oldestTryAt(lastMinute)).resolves.toBeUndefined();
    for (const minutes of [1, 2]) {
      const due = aDue({ item: `ago-${minutes}`, dueAt: now - minutes * MINUTE_MS });
      await store.insert(due, due.dueAt, due.dueAt);
    }
    await expect(store.oldestTryAt(lastMinute)).resolves.toBe(now - 2 * MINUTE_MS);
  });

  it('is told by its time, in whichever shard of the minute it lies', async () => {
    const store = createDueStore(openTestAccount().table<DueRow>(DUE_TABLE), randomUUID);
    const dues = Array.from({ length: 40 }, (_, i) => aDue({ item: `item-${i}` }));
    const shardOf = (due: (typeof dues)[number]): string => dueKeyOf(due).partition;
    const [first, ...others] = dues.sort((a, b) => (shardOf(a) < shardOf(b) ? -1 : 1));
    const last = others.at(-1);
    if (!first || !last) throw new Error('none');
    expect(shardOf(first) < shardOf(last)).toBe(true);
    await store.insert(first, now + 55 * SECOND_MS, 0);
    await store.insert(last, now, 0);
    await expect(store.oldestTryAt(minuteKey(now))).resolves.toBe(now);
  });
});
