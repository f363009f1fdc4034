import { StorageUnavailable } from '../../src/azure/storageError';
import { HOUR_MS, MINUTE_MS } from '../../src/clock';
import { LEASE_MS } from '../../src/delivery/deliver';
import type { Due } from '../../src/delivery/due';
import { dueKeyOf } from '../../src/delivery/due';
import type { Outcome } from '../../src/delivery/outcome';
import { aDue, ANAS_CHAT, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const dueAt = WEDNESDAY_MORNING;
const key = dueKeyOf(aDue());
const failed: Outcome = { kind: 'transient', isAmbiguous: false, reason: '412' };

describe('a delivery', () => {
  let delivery: DeliveryUnderTest;
  /** Ana's note, planned and due. */
  const openDue = async (due: Due = aDue()): Promise<void> => {
    delivery = openDelivery();
    await delivery.plan(due);
    delivery.time.set(dueAt);
  };
  const deliver = () => delivery.deliver(key);

  it('is sent, recorded and gone', async () => {
    await openDue();
    await expect(deliver()).resolves.toBe('sent');
    expect(delivery.sent).toEqual([{ to: ANAS_CHAT, utterance: { text: 'item 1' } }]);
    expect(delivery.notes.settled).toEqual([{ state: 'sent', activityId: 'a1', at: dueAt }]);
    await expect(delivery.rows()).resolves.toEqual([]);
    await expect(deliver()).resolves.toBe('nothing-there');
    expect(delivery.sent).toHaveLength(1);
  });

  it('is sent once when its pointer comes many times at the same moment', async () => {
    await openDue();
    const results = await Promise.all(Array.from({ length: 20 }, () => deliver()));
    expect(results.filter((result) => result === 'sent')).toHaveLength(1);
    expect(delivery.sent).toHaveLength(1);
  });

  describe('is never early', () => {
    it('waits for the last moments', async () => {
      await openDue();
      delivery.time.set(dueAt - 1900);
      await expect(deliver()).resolves.toBe('sent');
      expect(delivery.time.now()).toBe(dueAt);
    });

    it('waits again when the wait was short', async () => {
      await openDue();
      delivery.time.set(dueAt - 1000);
      const { wait } = delivery.time;
      delivery.deps.wait = (ms) => wait(ms > 1 ? ms - 1 : ms);
      await expect(deliver()).resolves.toBe('sent');
      expect(delivery.time.now()).toBe(dueAt);
    });

    it('gives the pointer back, to be seen when it is time', async () => {
      await openDue();
      delivery.time.set(dueAt - 2001);
      delivery.pointed.length = 0;
      await expect(deliver()).resolves.toBe('not-yet');
      expect(delivery.sent).toEqual([]);
      expect(delivery.pointed).toEqual([{ key, atMs: dueAt }]);
      await expect(delivery.row(aDue())).resolves.toMatchObject({ attempt: 0, leaseUntil: 0 });
    });
  });

  it('is left to whoever is at it, until their lease ends', async () => {
    await openDue();
    const row = await delivery.row(aDue());
    if (!row) throw new Error('not planned');
    await delivery.deps.store.claim(row, dueAt + LEASE_MS);
    await expect(deliver()).resolves.toBe('taken');
    delivery.time.advance(LEASE_MS - 1);
    await expect(deliver()).resolves.toBe('taken');
    delivery.time.advance(1);
    await expect(deliver()).resolves.toBe('sent');
  });

  it('that is no longer wanted goes without a word', async () => {
    await openDue();
    delivery.notes.answer = () => ({ state: 'unwanted', reason: 'cancelled' });
    await expect(deliver()).resolves.toBe('unwanted');
    expect(delivery.sent).toEqual([]);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('that was withdrawn is not there', async () => {
    await openDue();
    await delivery.deps.outbox.withdraw(aDue());
    await expect(deliver()).resolves.toBe('nothing-there');
  });

  it('that was sent by somebody who did not finish is finished without being sent again', async () => {
    await openDue();
    delivery.notes.sent.add('item 1');
    const next = aDue({ occurrence: '2', dueAt: dueAt + HOUR_MS });
    delivery.notes.next = () => next;
    await expect(deliver()).resolves.toBe('finished');
    expect(delivery.sent).toEqual([]);
    await expect(delivery.rows()).resolves.toMatchObject([next]);
  });

  it('whose matter is not stored yet is looked at again, which uses up no try', async () => {
    await openDue();
    delivery.notes.answer = () => ({ state: 'not-ready', tryAt: dueAt + 10_000 });
    await expect(deliver()).resolves.toBe('not-yet');
    await expect(delivery.row(aDue())).resolves.toMatchObject({
      attempt: 0,
      tryAt: dueAt + 10_000,
      leaseUntil: 0,
    });
    delivery.notes.answer = undefined;
    delivery.time.advance(10_000);
    await expect(deliver()).resolves.toBe('sent');
  });

  it('uses up no try while storage cannot say what is to be sent, however long', async () => {
    await openDue();
    const { load } = delivery.notes;
    for (let i = 0; i < 12; i += 1) {
      delivery.notes.load = () => Promise.reject(new StorageUnavailable('get Notes', undefined));
      const [row] = await delivery.rows();
      await expect(delivery.deliver(row?.key ?? key)).rejects.toThrow(StorageUnavailable);
      const [waiting] = await delivery.rows();
      expect(waiting).toMatchObject({ attempt: 0, leaseUntil: 0, tryAt: delivery.time.now() + LEASE_MS });
      delivery.time.advance(LEASE_MS);
    }
    delivery.notes.load = load;
    const [row] = await delivery.rows();
    await expect(delivery.deliver(row?.key ?? key)).resolves.toBe('sent');
  });

  it('of a recurring matter plans the next occurrence', async () => {
    await openDue();
    const next = aDue({ occurrence: '2', dueAt: dueAt + MINUTE_MS });
    delivery.notes.next = () => next;
    delivery.pointed.length = 0;
    await deliver();
    await expect(delivery.rows()).resolves.toMatchObject([{ ...next, attempt: 0 }]);
    expect(delivery.pointed).toEqual([{ key: dueKeyOf(next), atMs: next.dueAt }]);
  });

  describe('that was sent while storage goes away', () => {
    const away = new StorageUnavailable('merge Notes', new Error('connect ECONNREFUSED'));

    it('is recorded when storage is back, and not sent again', async () => {
      await openDue();
      const { notes } = delivery;
      const load = notes.load.bind(notes);
      notes.load = async (due) => {
        const loaded = await load(due);
        if (loaded.state !== 'wanted') return loaded;
        const { settle } = loaded;
        return {
          ...loaded,
          settle: (settlement) =>
            delivery.time.now() < dueAt + MINUTE_MS ? Promise.reject(away) : settle(settlement),
        };
      };
      await expect(deliver()).resolves.toBe('sent');
      expect(delivery.sent).toHaveLength(1);
      expect(notes.settled).toMatchObject([{ state: 'sent', at: dueAt }]);
      expect(delivery.time.now()).toBe(dueAt + MINUTE_MS);
    });

    it('is not sent again by this process, though its lease ends before it can be recorded', async () => {
      await openDue();
      const { notes } = delivery;
      const load = notes.load.bind(notes);
      const meanwhile: string[] = [];
      notes.load = async (due) => {
        const loaded = await load(due);
        if (loaded.state !== 'wanted') return loaded;
        const settle: typeof loaded.settle = async (settlement) => {
          if (delivery.time.now() > dueAt + LEASE_MS) return loaded.settle(settlement);
          // Storage is back for others a moment before it is for this record.
          if (delivery.time.now() === dueAt + LEASE_MS) meanwhile.push(await deliver());
          throw away;
        };
        return { ...loaded, settle };
      };
      await expect(deliver()).resolves.toBe('sent');
      expect(meanwhile).toEqual(['taken']);
      expect(delivery.sent).toHaveLength(1);
      await expect(delivery.rows()).resolves.toEqual([]);
    });

    it('is left to the lease when storage stays away', async () => {
      await openDue();
      const { notes } = delivery;
      const load = notes.load.bind(notes);
      notes.load = async (due) => {
        const loaded = await load(due);
        return loaded.state === 'wanted' ? { ...loaded, settle: () => Promise.reject(away) } : loaded;
      };
      await expect(deliver()).rejects.toBe(away);
      expect(delivery.time.now()).toBe(dueAt + 3 * MINUTE_MS);
    });
  });

  it('of a kind that nobody knows is dead, with the reason', async () => {
    await openDue(aDue({ kind: 'riddle' }));
    await expect(delivery.deliver(dueKeyOf(aDue({ kind: 'riddle' })))).resolves.toBe('dead');
    await expect(delivery.buried()).resolves.toMatchObject([
      { kind: 'riddle', reason: 'unknown kind riddle' },
    ]);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('logs ids, never what was said', async () => {
    await openDue();
    delivery.outcomes.push(failed);
    await deliver();
    expect(delivery.log.events).toEqual(['delivery.failed', 'delivery']);
    expect(JSON.stringify(delivery.log.lines)).not.toContain('item 1');
  });
});
