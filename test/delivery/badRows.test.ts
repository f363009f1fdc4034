import { MAX_CLAIMS } from '../../src/delivery/conclude';
import type { Row } from '../../src/azure/table';
import { DAY_MS, MINUTE_MS } from '../../src/clock';
import { createConversationStore } from '../../src/conversations/conversationStore';
import type { ConversationRow } from '../../src/conversations/conversationRow';
import { dueKeyOf, minuteKey } from '../../src/delivery/due';
import { DUE_TABLE, type DueRow } from '../../src/delivery/dueRow';
import { expandShard, lookAhead } from '../../src/delivery/lookAhead';
import { LOOK_AHEAD_MS } from '../../src/delivery/outbox';
import { buryOddMessage, repairPoison } from '../../src/delivery/repairPoison';
import { aDue, ANAS_CHAT, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;
const key = dueKeyOf(aDue({ item: 'odd' }));
const whole: Row<DueRow> = {
  ...{ partitionKey: key.partition, rowKey: key.row, v: 1, kind: 'note', owner: 'tenant|ana', item: 'odd' },
  ...{ occurrence: '1', attempt: 0, lastOutcome: '', horizon: '' },
  ...{ dueAt: new Date(now), tryAt: new Date(now), leaseUntil: new Date(0), pointerUntil: new Date(0) },
};
const without = (...names: (keyof DueRow)[]): object =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name as keyof DueRow)));

const ODD: [string, object, RegExp][] = [
  ['without a kind', without('kind'), /kind is no text/],
  ['without an owner', without('owner'), /owner is no text/],
  ['without a due time', without('dueAt'), /dueAt is no time/],
  ['with a due time that is a text', { ...whole, dueAt: 'soon' }, /dueAt is no time/],
  ['with a number for an item', { ...whole, item: 7 }, /item is no text/],
  ['with half a try', { ...whole, attempt: 0.5 }, /attempt is no count/],
  [
    'in a minute that is not its own',
    { ...whole, tryAt: new Date(Date.UTC(9999, 0)) },
    /tryAt is of another minute/,
  ],
  ['of a version to come', { ...whole, v: 2 }, /version 2 is not known/],
  [
    'of a version that is a long text',
    { ...whole, v: 'long '.repeat(6550) },
    /^the due row cannot be read: version in words is not known$/,
  ],
  ['of no version', without('v'), /version undefined is not known/],
  ['with nothing', { partitionKey: key.partition, rowKey: key.row }, /version undefined/],
];

describe('what cannot be read', () => {
  let delivery: DeliveryUnderTest;
  let account: ReturnType<typeof openTestAccount>;
  beforeEach(async () => {
    account = openTestAccount();
    delivery = openDelivery(account, now - MINUTE_MS);
    await delivery.plan(aDue({ item: 'good' }));
    delivery.pointed.length = 0;
    delivery.time.set(now + 10 * MINUTE_MS);
  });
  const put = (row: object): Promise<void> => account.table<DueRow>(DUE_TABLE).upsert(row as Row<DueRow>);

  describe.each(ODD)('a due row %s', (_name, row, reason) => {
    it('is dead with the reason when it is pointed to', async () => {
      await put(row);
      await expect(delivery.deliver(key)).resolves.toBe('dead');
      await expect(delivery.buried()).resolves.toMatchObject([
        { reason: expect.stringMatching(reason), content: expect.stringContaining(key.row) },
      ]);
      await expect(delivery.deliver(key)).resolves.toBe('nothing-there');
    });

    it('holds up no tick, and is dead after it', async () => {
      await put(row);
      await lookAhead(delivery.deps);
      expect(delivery.pointed).toMatchObject([{ key: dueKeyOf(aDue({ item: 'good' })) }]);
      await expect(delivery.buried()).resolves.toHaveLength(1);
      await expect(delivery.rows()).resolves.toMatchObject([{ item: 'good' }]);
    });
  });

  it('is no pointer of the queue: dead with what it was, once however often it comes', async () => {
    for (const message of ['text', { v: 9, p: 'a', r: 'b' }, 'text', [1]])
      await buryOddMessage(delivery.deps, message);
    const dead = await delivery.buried();
    expect(dead.map(({ content }) => content).sort()).toEqual(['"text"', '[1]', '{"v":9,"p":"a","r":"b"}']);
  });

  it('points to nothing: no harm', async () => {
    await expect(delivery.deliver({ partition: '202603110930-00', row: 'nothing' })).resolves.toBe(
      'nothing-there',
    );
    await expect(expandShard(delivery.deps, { s: '202603110930-00' })).resolves.toEqual(expect.any(Number));
  });

  it('belongs to something that is not there: dead with the reason', async () => {
    await delivery.plan(aDue());
    delivery.notes.answer = () => ({ state: 'lost', reason: 'no such note' });
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([{ reason: 'no such note' }]);
  });

  it('is the reference of a conversation: its deliveries are dead with the reason, the rest goes on', async () => {
    const conversations = account.table<ConversationRow>('Conversations');
    const row = { partitionKey: ANAS_CHAT.tenant, rowKey: ANAS_CHAT.key, reference: '{"broken' };
    await conversations.upsert(row as Row<ConversationRow>);
    await delivery.plan(aDue());
    const store = createConversationStore(conversations);
    delivery.deps.sender = {
      send: async ({ to }) => {
        await store.find(to);
        return { kind: 'sent', activityId: 'a' };
      },
    };
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([{ reason: expect.stringMatching(/no JSON/) }]);
    expect(delivery.notes.settled).toMatchObject([{ state: 'dead' }]);
  });

  it('breaks the feature: tried on the schedule, then dead, and never for ever', async () => {
    await delivery.plan(aDue());
    delivery.notes.answer = () => {
      throw new TypeError('x is not a function');
    };
    for (let tries = 1; tries <= 8; tries += 1) {
      const row = (await delivery.rows()).find(({ item }) => item === 'item');
      if (!row) throw new Error(`gone after ${tries} tries`);
      delivery.time.set(Math.max(delivery.time.now(), row.tryAt));
      await expect(delivery.deliver(row.key)).resolves.toBe(tries < 8 ? 'retry' : 'dead');
    }
    await expect(delivery.buried()).resolves.toMatchObject([
      { attempts: 8, reason: expect.stringContaining('x is not a function') },
    ]);
  });

  it('cannot be parsed by the feature: tried again, and what it holds is neither logged nor kept', async () => {
    await delivery.plan(aDue());
    delivery.notes.answer = () => JSON.parse('My salary is 5000') as undefined;
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('retry');
    const row = (await delivery.rows()).find(({ item }) => item === 'item');
    expect(row?.lastOutcome).toMatch(/SyntaxError$/);
    expect(delivery.log.events).toContain('delivery.broken');
    expect(JSON.stringify(delivery.log.lines)).not.toContain('salary');
  });

  it.each(["2026'", 7, minuteKey(now + 1000 * DAY_MS)])(
    'is the horizon (%j): the tick begins at the present, and writes it anew',
    async (horizon) => {
      const due = aDue({ item: 'soon', dueAt: delivery.time.now() + 3 * MINUTE_MS });
      await delivery.deps.outbox.store(due);
      await put({ partitionKey: 'state', rowKey: 'horizon', horizon });
      await lookAhead(delivery.deps);
      expect(delivery.pointed.map((pointed) => pointed.key)).toContainEqual(dueKeyOf(due));
      await expect(delivery.deps.store.readHorizon()).resolves.toBe(
        minuteKey(delivery.time.now() + LOOK_AHEAD_MS),
      );
    },
  );

  it('ends the process each time: dead when the tries are used up', async () => {
    await delivery.plan(aDue());
    for (let tries = 1; tries <= MAX_CLAIMS; tries += 1) {
      const row = await delivery.row(aDue());
      if (!row) throw new Error('gone');
      await delivery.deps.store.claim(row, delivery.time.now() + MINUTE_MS);
      delivery.time.advance(2 * MINUTE_MS);
    }
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('dead');
    expect(delivery.sent).toEqual([]);
    await expect(delivery.buried()).resolves.toMatchObject([
      { reason: expect.stringContaining(`no end in ${MAX_CLAIMS} tries`) },
    ]);
  });
});

describe('a message that has failed too often', () => {
  const pointer = { v: 1, p: dueKeyOf(aDue()).partition, r: dueKeyOf(aDue()).row };

  it('is pointed to anew while its row has tries left', async () => {
    const delivery = openDelivery();
    await delivery.plan(aDue());
    delivery.time.set(now);
    await expect(repairPoison(delivery.deps, pointer)).resolves.toBe('replanned');
    const [row] = await delivery.rows();
    expect(row?.tryAt).toBeGreaterThan(now);
    delivery.time.set(row?.tryAt ?? 0);
    await expect(delivery.deliver(row?.key ?? { partition: '', row: '' })).resolves.toBe('sent');
  });

  it('is dead when they are used up', async () => {
    const delivery = openDelivery();
    const due = aDue();
    await delivery.deps.store.insert(due, now, now, { attempt: 8, lastOutcome: 'transient: 502' });
    await expect(repairPoison(delivery.deps, pointer)).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([{ attempts: 8, lastError: 'transient: 502' }]);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('is forgotten only where nothing is there, and dead where it is no pointer', async () => {
    const delivery = openDelivery();
    await expect(repairPoison(delivery.deps, pointer)).resolves.toBe('nothing-there');
    await expect(repairPoison(delivery.deps, 'nonsense')).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toHaveLength(1);
  });
});
