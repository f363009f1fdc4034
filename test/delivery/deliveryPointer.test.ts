import { readDeliveryPointer, readShardPointer } from '../../src/delivery/deliveryPointer';
import { dueKeyOf } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import { repairPoison } from '../../src/delivery/repairPoison';
import { aDue, openDelivery } from '../support/buildersDelivery';

const { partition: p, row: r } = dueKeyOf(aDue());
const ODD: [string, object][] = [
  ['a key with a slash', { v: 1, p, r: 'a/b' }],
  ['a key with a question mark', { v: 1, p, r: 'a?b' }],
  ['a key with a control character', { v: 1, p, r: 'a\u0000b' }],
  ['half a character', { v: 1, p, r: '\ud800' }],
  ['a key that is too long', { v: 1, p, r: 'x'.repeat(513) }],
  ['a key as long as a message', { v: 1, p, r: 'x'.repeat(40_000) }],
  ['no row', { v: 1, p, r: '' }],
  ['no partition', { v: 1, p: '', r }],
  ['a partition with a slash', { v: 1, p: '2026/03', r }],
  ['what is no due row', { v: 1, p: 'state', r: 'horizon' }],
  ['a number for a row', { v: 1, p, r: 5 }],
  ['a shard with such a row', { v: 1, s: p, r: ['good', 'a/b'] }],
];

describe('a pointer', () => {
  it('is read with any key that a due row has', () => {
    const row = dueKeyOf(aDue({ item: 'é 日本 |!~\'"&%', owner: 'a/b#c?d\\e' })).row;
    expect(readDeliveryPointer({ v: 1, p, r: row })).toEqual({ v: 1, p, r: row });
    expect(readShardPointer({ v: 1, s: p, r: [row] })).toEqual({ v: 1, s: p, r: [row] });
  });

  it.each(ODD)(
    'to %s is none: dead with what it was, and storage is not asked for it',
    async (_name, message) => {
      expect(readDeliveryPointer(message)).toBeUndefined();
      const delivery = openDelivery();
      await expect(repairPoison(delivery.deps, message)).resolves.toBe('dead');
      await expect(delivery.buried()).resolves.toMatchObject([
        { reason: expect.stringContaining('no pointer') },
      ]);
    },
  );

  it('to the horizon leaves it as it is', async () => {
    const delivery = openDelivery();
    await lookAhead(delivery.deps);
    const horizon = await delivery.deps.store.readHorizon();
    await repairPoison(delivery.deps, { v: 1, p: 'state', r: 'horizon' });
    await expect(delivery.deps.store.readHorizon()).resolves.toBe(horizon);
  });
});
