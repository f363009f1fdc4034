import { MINUTE_MS } from '../../src/clock';
import { dueKeyOf } from '../../src/delivery/due';
import { DUE_TABLE } from '../../src/delivery/dueRow';
import { lookAhead } from '../../src/delivery/lookAhead';
import { aDue, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { tableOf } from '../support/storageClients';
import { newPrefix, openTestAccount, testStorage } from '../support/tables';

const key = dueKeyOf(aDue({ item: 'odd' }));
const whole = {
  ...{ partitionKey: key.partition, rowKey: key.row, v: 1, kind: 'note', owner: 'tenant|ana', item: 'odd' },
  ...{ occurrence: '1', attempt: 0, lastOutcome: '', horizon: '' },
  ...{ dueAt: new Date(WEDNESDAY_MORNING), tryAt: new Date(WEDNESDAY_MORNING) },
  ...{ leaseUntil: new Date(0), pointerUntil: new Date(0) },
};
const GUID = 'c9da6455-213d-42c9-9a79-3e9149a57833';
const long = (value: string): object => ({ type: 'Int64', value });

const ODD: [string, object, RegExp][] = [
  ['a count of 64 bits', { attempt: long('3') }, /attempt is no count/],
  ['a version of 64 bits', { v: long('1') }, /version 1 is not known/],
  [
    'a column of 64 bits that a later version has',
    { v: 2, size: long('9007199254740993') },
    /version 2 is not known/,
  ],
];
/** Storage gives these as texts where one row is read. */
const TEXTS_OF_A_KIND: typeof ODD = [
  ['bytes for an item', { item: new Uint8Array([1, 2]) }, /item is no text/],
  ['a GUID for an owner', { owner: { type: 'Guid', value: GUID } }, /owner is no text/],
];

describe('a due row with what storage holds, and JSON or the queue does not', () => {
  const given = async (change: object) => {
    const prefix = newPrefix();
    const delivery = openDelivery(openTestAccount(prefix), WEDNESDAY_MORNING - MINUTE_MS);
    await delivery.plan(aDue({ item: 'good' }));
    delivery.pointed.length = 0;
    delivery.pointers.length = 0;
    await tableOf(testStorage(), prefix + DUE_TABLE).upsertEntity(
      { ...whole, ...change } as never,
      'Replace',
    );
    delivery.time.set(WEDNESDAY_MORNING + 10 * MINUTE_MS);
    return delivery;
  };

  it.each([...ODD, ...TEXTS_OF_A_KIND])(
    '%s holds up no tick, and is dead after it',
    async (_name, change, reason) => {
      const delivery = await given(change);
      await lookAhead(delivery.deps);
      expect(delivery.pointed.map((pointed) => pointed.key)).toEqual([dueKeyOf(aDue({ item: 'good' }))]);
      await expect(delivery.buried()).resolves.toMatchObject([{ reason: expect.stringMatching(reason) }]);
    },
  );

  it.each(ODD)('%s is dead when it is pointed to', async (_name, change, reason) => {
    const delivery = await given(change);
    await expect(delivery.deliver(key)).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([
      { reason: expect.stringMatching(reason), content: expect.stringContaining(key.row) },
    ]);
  });

  it.each([
    ['lease', { leaseUntil: new Date(Date.UTC(9999, 0)) }],
    ['pointer', { pointerUntil: new Date(Date.UTC(9999, 0)) }],
  ])('a %s that lasts for ever holds nothing up', async (_name, change) => {
    const delivery = await given(change);
    await lookAhead(delivery.deps);
    expect(delivery.pointed.map((pointed) => pointed.key.row)).toContain(key.row);
    await expect(delivery.deliver(key)).resolves.toBe('sent');
  });

  it.each([
    ['names', { owner: 'x'.repeat(30_000), item: 'y'.repeat(30_000) }],
    ['a last outcome', { owner: 'x'.repeat(30_000), lastOutcome: 'y'.repeat(30_000) }],
  ])(
    '%s that no message of the queue holds stop no tick: the pointer comes without them',
    async (_name, change) => {
      const dueAt = WEDNESDAY_MORNING + 12 * MINUTE_MS;
      const { partition, row } = dueKeyOf(aDue({ item: 'odd', dueAt }));
      const at = { dueAt: new Date(dueAt), tryAt: new Date(dueAt) };
      const delivery = await given({ partitionKey: partition, ...at, ...change });
      await lookAhead(delivery.deps);
      expect(delivery.pointers.map(({ r, d }) => [r.split('|')[2], d?.item])).toEqual([
        ['odd', undefined],
        ['good', undefined],
      ]);
      delivery.time.set(dueAt);
      await expect(delivery.deliver({ partition, row })).resolves.toBe('sent');
    },
  );
});
