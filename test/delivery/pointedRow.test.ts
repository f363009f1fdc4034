import { MINUTE_MS } from '../../src/clock';
import { readDeliveryPointer } from '../../src/delivery/deliveryPointer';
import { dueKeyOf } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const row = {
  ...{ etag: 'W/"1"', kind: 'note', owner: 'tenant|ana', item: 'item', occurrence: '1' },
  ...{ dueAt: 1, tryAt: 1, attempt: 0, leaseUntil: 0, pointerUntil: 0 },
};

describe('the row in a pointer', () => {
  it('is read as it was written', () => {
    const pointer = { v: 1, p: '2', r: 'b', at: 1, d: { ...row, lastOutcome: 'transient: 502' } };
    expect(readDeliveryPointer(JSON.parse(JSON.stringify(pointer)))).toEqual(pointer);
  });

  it.each([
    [undefined],
    [null],
    [7],
    [{}],
    [{ ...row, etag: '' }],
    [{ ...row, kind: undefined }],
    [{ ...row, dueAt: 'today' }],
    [{ ...row, tryAt: null }],
    [{ ...row, lastOutcome: 7 }],
  ])('is left aside when it is %j: the pointer is good without it', (d) => {
    expect(readDeliveryPointer({ v: 1, p: '2', r: 'b', d })).toEqual({ v: 1, p: '2', r: 'b' });
  });
});

describe('a pointer with its row', () => {
  let delivery: DeliveryUnderTest;
  const due = aDue();
  const follow = () => delivery.follow(delivery.pointers[0] ?? { v: 1, p: '', r: '' });
  const dueOperations = () => delivery.operations.names.filter((name) => name.startsWith('due.'));
  beforeEach(async () => {
    delivery = openDelivery();
    await delivery.plan(due);
    delivery.time.set(due.dueAt);
    delivery.operations.restart();
  });

  it('has the row claimed without a read', async () => {
    await expect(follow()).resolves.toBe('sent');
    expect(dueOperations()).toEqual(['due.merge', 'due.remove']);
  });

  it('is put on the queue by the tick too', async () => {
    const later = aDue({ item: 'later', dueAt: due.dueAt + 9 * MINUTE_MS });
    await delivery.deps.outbox.store(later);
    delivery.time.set(later.dueAt - 4 * MINUTE_MS);
    delivery.pointers.length = 0;
    await lookAhead(delivery.deps);
    const pointer = delivery.pointers.find(({ d }) => d?.item === 'later');
    delivery.time.set(later.dueAt);
    delivery.operations.restart();
    await expect(delivery.follow(pointer ?? { v: 1, p: '', r: '' })).resolves.toBe('sent');
    expect(dueOperations()).toEqual(['due.merge', 'due.remove']);
  });

  it('is followed to the row as it is now, where that has changed', async () => {
    const [stored] = await delivery.rows();
    if (!stored) throw new Error('The row is not there.');
    await delivery.deps.store.release(stored, due.dueAt, due.dueAt, { attempt: 3, lastOutcome: '502' });
    delivery.outcomes.push({ kind: 'transient', isAmbiguous: false, reason: '503' });
    await expect(follow()).resolves.toBe('retry');
    await expect(delivery.rows()).resolves.toMatchObject([{ attempt: 4 }]);
  });

  it('sends nothing while another has the row', async () => {
    const [stored] = await delivery.rows();
    await delivery.deps.store.claim(stored as NonNullable<typeof stored>, due.dueAt + MINUTE_MS);
    await expect(follow()).resolves.toBe('taken');
    expect(delivery.sent).toEqual([]);
  });

  it('sends nothing once the row is gone', async () => {
    await delivery.deps.store.remove(dueKeyOf(due));
    await expect(follow()).resolves.toBe('nothing-there');
    expect(delivery.sent).toEqual([]);
  });

  it('sends once however often it comes', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, follow));
    expect(results.filter((result) => result === 'sent')).toHaveLength(1);
    expect(delivery.sent).toHaveLength(1);
  });

  it('is not early, whatever the pointer’s own time says', async () => {
    delivery.time.set(WEDNESDAY_MORNING - MINUTE_MS);
    await expect(follow()).resolves.toBe('not-yet');
    expect(delivery.sent).toEqual([]);
  });
});
