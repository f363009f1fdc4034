import { MINUTE_MS } from '../../src/clock';
import { dueKeyOf } from '../../src/delivery/due';
import { LOOK_AHEAD_MS, POINTER_GRACE_MS } from '../../src/delivery/outbox';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const now = WEDNESDAY_MORNING;

describe('planning what is due', () => {
  let delivery: DeliveryUnderTest;
  beforeEach(() => {
    delivery = openDelivery(undefined, now);
  });

  it('stores it and points to it when the ticks may have passed it already', async () => {
    const due = aDue({ dueAt: now + LOOK_AHEAD_MS });
    await delivery.plan(due);
    await expect(delivery.row(due)).resolves.toMatchObject({
      ...due,
      tryAt: due.dueAt,
      attempt: 0,
      pointerUntil: due.dueAt + POINTER_GRACE_MS,
    });
    expect(delivery.pointed).toEqual([{ key: dueKeyOf(due), atMs: due.dueAt }]);
  });

  it('leaves to the ticks what is due later', async () => {
    const due = aDue({ dueAt: now + LOOK_AHEAD_MS + 3 * MINUTE_MS });
    await delivery.plan(due);
    await expect(delivery.row(due)).resolves.toMatchObject(due);
    expect(delivery.pointed).toEqual([]);
  });

  it('says in the pointer from when on it can be seen: at once where it was due before', async () => {
    await delivery.plan(aDue({ item: 'soon', dueAt: now + MINUTE_MS }));
    await delivery.plan(aDue({ item: 'late', dueAt: now - 60 * MINUTE_MS }));
    expect(delivery.pointers.map(({ at }) => at)).toEqual([now + MINUTE_MS, now]);
  });

  it('gives the pointer the row to take with it, unless that is too large for the queue', async () => {
    await delivery.plan(aDue({ dueAt: now }));
    await delivery.plan(aDue({ owner: 'x'.repeat(300), item: 'y'.repeat(7700), dueAt: now }));
    expect(delivery.pointers).toMatchObject([{ d: { item: 'item' } }, {}]);
    expect(delivery.pointers[1]).not.toHaveProperty('d');
  });

  it('changes nothing when it is planned again', async () => {
    const due = aDue({ dueAt: now });
    await delivery.plan(due);
    const row = await delivery.row(due);
    if (!row) throw new Error('not planned');
    const claimed = await delivery.deps.store.claim(row, now + MINUTE_MS);
    await delivery.plan(due);
    await expect(delivery.row(due)).resolves.toEqual(claimed);
  });

  it('does not fail when only the pointer does', async () => {
    delivery.operations.crash(2, 'before');
    await expect(delivery.plan(aDue({ dueAt: now }))).resolves.toBeUndefined();
    delivery.operations.restart();
    await expect(delivery.row(aDue({ dueAt: now }))).resolves.toBeDefined();
    expect(delivery.log.events).toEqual(['delivery.pointer-lost']);
  });

  it('fails when the row is not stored', async () => {
    delivery.operations.crash(1, 'before');
    await expect(delivery.plan(aDue())).rejects.toThrow('crashed');
    expect(delivery.pointed).toEqual([]);
  });

  it('is taken back whether or not it is there', async () => {
    await delivery.plan(aDue());
    await delivery.deps.outbox.withdraw(aDue());
    await delivery.deps.outbox.withdraw(aDue());
    await expect(delivery.rows()).resolves.toEqual([]);
  });
});
