import { randomUUID } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { readShardPointer, type ShardPointer } from '../../src/delivery/deliveryPointer';
import { type Due, dueKeyOf } from '../../src/delivery/due';
import { createDueStore } from '../../src/delivery/dueStore';
import { expandShard, lookAhead } from '../../src/delivery/lookAhead';
import { createOutbox, LOOK_AHEAD_MS } from '../../src/delivery/outbox';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { aLog } from '../support/buildersLog';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount, Operations } from '../support/tables';

const now = WEDNESDAY_MORNING;
const dues = (count: number, dueAt = now, name = 'p'): Due[] =>
  Array.from({ length: count }, (_, index) => aDue({ item: `${name}${index}`, dueAt }));
const byRow = (a: { row: string }, b: { row: string }) => (a.row < b.row ? -1 : 1);

describe('planning many at once', () => {
  let delivery: DeliveryUnderTest;
  /** The messages that name rows, as they are on the queue. */
  let pointers: ShardPointer[];
  beforeEach(() => {
    const account = openTestAccount();
    delivery = openDelivery(account, now);
    pointers = [];
    const queue = {
      ...account.queue('deliveries'),
      send: (message: object): Promise<void> => {
        const read = readShardPointer(JSON.parse(JSON.stringify(message)));
        if (read) pointers.push(read);
        delivery.operations.names.push('queue.send');
        return Promise.resolve();
      },
    };
    const store = createDueStore(delivery.operations.watch(account.table('Due'), 'due'), randomUUID);
    delivery.deps.outbox = createOutbox({ store, queue, clock: delivery.time.clock, log: delivery.log });
  });
  const plan = (many: readonly Due[]) => delivery.deps.outbox.planMany(many);
  const named = () => pointers.flatMap(({ s, r = [] }) => r.map((row) => ({ partition: s, row })));

  it('costs a fraction of an operation for each', async () => {
    delivery.operations.restart();
    await plan(dues(1000));
    expect(delivery.operations.names.length).toBeLessThanOrEqual(2 * 64);
    const rows = await delivery.rows();
    expect(rows).toHaveLength(1000);
    expect(
      rows.every(({ attempt, tryAt, leaseUntil }) => attempt === 0 && tryAt === now && leaseUntil === 0),
    ).toBe(true);
  });

  it('names each of them in one message for its shard, and no other row', async () => {
    await plan(dues(500, now, 'earlier'));
    pointers.length = 0;
    const many = dues(500);
    await plan(many);
    expect(named().sort(byRow)).toEqual(many.map((due) => dueKeyOf(due)).sort(byRow));
    expect(pointers.length).toBeLessThanOrEqual(64);
    expect(pointers.every(({ at }) => at === now)).toBe(true);
  });

  it('fits its messages into what a queue takes, however long the names are', async () => {
    const long = 'ñ'.repeat(170);
    await plan(Array.from({ length: 300 }, (_, i) => aDue({ owner: long, item: `${long}${i}`, dueAt: now })));
    expect(named()).toHaveLength(300);
    for (const pointer of pointers)
      expect(Buffer.from(JSON.stringify(pointer)).toString('base64').length).toBeLessThan(64 * 1024);
  });

  it('lets whoever takes such a message point to each of the rows, when it is time', async () => {
    const many = dues(200, now + 3 * MINUTE_MS);
    await plan(many);
    const other = openDelivery(openTestAccount(), now);
    for (const pointer of pointers) await expandShard(other.deps, pointer);
    expect(other.pointed.map(({ key }) => key).sort(byRow)).toEqual(
      many.map((due) => dueKeyOf(due)).sort(byRow),
    );
    expect(other.pointed.every(({ atMs }) => atMs === now + 3 * MINUTE_MS)).toBe(true);
  });

  it('has them come one after the other at the pace of the limit, and takes no pointer for lost before its turn', async () => {
    const paceMs = 40.5;
    const sent: ShardPointer[] = [];
    const account = openTestAccount();
    const queue = {
      ...account.queue('deliveries'),
      send: (message: object) => {
        sent.push(readShardPointer(JSON.parse(JSON.stringify(message))) as ShardPointer);
        return Promise.resolve();
      },
    };
    const store = createDueStore(delivery.operations.watch(account.table('Due'), 'due'), randomUUID);
    const outbox = createOutbox({ store, queue, clock: () => now, log: delivery.log, paceMs });
    const from = now + 10 * MINUTE_MS;
    const many = dues(400);
    await outbox.storeMany(many, from);
    await outbox.pointToMany(many, from);
    const other = openDelivery(openTestAccount(), now);
    for (const pointer of sent) await expandShard(other.deps, pointer);
    const times = other.pointed.map(({ atMs }) => atMs).sort((a, b) => a - b);
    expect(times).toHaveLength(400);
    for (const [index, at] of times.entries())
      expect(Math.abs(at - from - index * paceMs)).toBeLessThanOrEqual(1);
    for await (const row of store.within('000000000000', '999999999999'))
      expect((row as { pointerUntil: number }).pointerUntil).toBeGreaterThan(times.at(-1) as number);
  });

  it('points to each of a few itself', async () => {
    delivery = openDelivery(undefined, now);
    await plan(dues(20));
    expect(delivery.pointed).toHaveLength(20);
    expect(delivery.shards).toEqual([]);
  });

  it('leaves to the ticks what is due later, and loses none of it', async () => {
    delivery = openDelivery(undefined, now);
    const later = dues(150, now + LOOK_AHEAD_MS + 10 * MINUTE_MS);
    await plan(later);
    expect(delivery.pointed).toEqual([]);
    for (let minute = 0; minute < 11; minute += 1) {
      await lookAhead(delivery.deps);
      delivery.time.advance(MINUTE_MS);
    }
    expect(delivery.pointed.map(({ key }) => key).sort(byRow)).toEqual(
      later.map((due) => dueKeyOf(due)).sort(byRow),
    );
  });

  it('changes nothing when it is repeated, whatever is at work on them, and adds what was missing', async () => {
    const [first, ...others] = dues(120);
    await plan([first as Due]);
    const row = await delivery.row(first as Due);
    if (!row) throw new Error('not planned');
    const claimed = await delivery.deps.store.claim(row, now + MINUTE_MS);
    await plan([first as Due, ...others, ...others]);
    await plan([first as Due, ...others]);
    await expect(delivery.row(first as Due)).resolves.toEqual(claimed);
    await expect(delivery.rows()).resolves.toHaveLength(120);
  });

  it('gives a repeat of what planned them time, and then lets the scan repair pointers that were lost', async () => {
    delivery = openDelivery(undefined, now);
    const late = dues(40, now - 20 * MINUTE_MS);
    await delivery.deps.outbox.storeMany(late);
    delivery.time.advance(2 * MINUTE_MS);
    await lookAhead(delivery.deps);
    expect(delivery.pointed).toEqual([]);
    delivery.time.advance(MINUTE_MS);
    await lookAhead(delivery.deps);
    expect(delivery.pointed).toHaveLength(40);
  });

  it('does not fail when only pointers do', async () => {
    const account = openTestAccount();
    const log = aLog();
    const store = createDueStore(new Operations().watch(account.table('Due'), 'due'), randomUUID);
    const queue = { ...account.queue('deliveries'), send: () => Promise.reject(new Error('away')) };
    await createOutbox({ store, queue, clock: () => now, log }).planMany([
      ...dues(10),
      ...dues(100, now + SECOND_MS),
    ]);
    expect(new Set(log.events)).toEqual(new Set(['delivery.pointer-lost']));
  });
});
