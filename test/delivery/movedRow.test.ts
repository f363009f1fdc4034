import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS } from '../../src/clock';
import { dueKeyOf } from '../../src/delivery/due';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

describe('a due row that moves to another minute', () => {
  const due = aDue({ dueAt: WEDNESDAY_MORNING });
  let delivery: DeliveryUnderTest;
  beforeEach(async () => {
    delivery = openDelivery();
    await delivery.plan(due);
    delivery.time.set(due.dueAt);
    delivery.outcomes.push({ kind: 'transient', isAmbiguous: true, reason: '502' });
  });
  /** Storage refuses so many removals by an ETag, as if the row had changed. */
  const refuse = (times: number): void => {
    const { store } = delivery.deps;
    const remove = store.remove.bind(store);
    let left = times;
    store.remove = (key, etag) =>
      etag !== undefined && left-- > 0 ? Promise.resolve(false) : remove(key, etag);
  };

  it('leaves no other behind where storage says that it had changed, and it had not', async () => {
    refuse(1);
    await expect(delivery.deliver(dueKeyOf(due))).resolves.toBe('retry');
    const rows = await delivery.rows();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.tryAt).toBe(due.dueAt + MINUTE_MS);
  });

  it('leaves the one that somebody else has claimed since', async () => {
    const { store } = delivery.deps;
    const remove = store.remove.bind(store);
    store.remove = async (key, etag) => {
      store.remove = remove;
      const there = await store.find(key);
      if (there) await store.claim(there, due.dueAt + 3 * MINUTE_MS);
      return remove(key, etag);
    };
    await delivery.deliver(dueKeyOf(due));
    await expect(delivery.rows()).resolves.toHaveLength(2);
  });

  it('is sent once where it stands in both minutes, and both are taken at once', async () => {
    refuse(2);
    await delivery.deliver(dueKeyOf(due));
    const rows = await delivery.rows();
    expect(rows).toHaveLength(2);
    delivery.time.advance(2 * MINUTE_MS);
    const { sender } = delivery.deps;
    const send = sender.send.bind(sender);
    sender.send = (deliverable) => sleep(200).then(() => send(deliverable));
    const results = await Promise.all(rows.map(({ key }) => delivery.deliver(key)));
    expect(results.sort()).toEqual(['finished', 'sent']);
    expect(delivery.sent).toHaveLength(2); // the try before, and this one
    await expect(delivery.rows()).resolves.toEqual([]);
  });
});
