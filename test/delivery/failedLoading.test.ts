import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import type { Failure, Loaded, Settlement } from '../../src/delivery/deliveryKind';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';

const due = aDue();

describe('a delivery that cannot even be made ready at the channel', () => {
  let delivery: DeliveryUnderTest;
  let retries: string[];
  const settled: Settlement[] = [];
  /** Making it ready fails so. */
  const failWith = (outcome: Failure): void => {
    delivery.notes.answer = (): Loaded => ({
      state: 'failed',
      outcome,
      settle: (settlement) => {
        settled.push(settlement);
        return Promise.resolve(undefined);
      },
      noteRetry: (reason) => {
        retries.push(reason);
        return Promise.resolve();
      },
    });
  };
  const deliver = async () => delivery.deliver((await delivery.rows())[0]?.key ?? { partition: '', row: '' });
  beforeEach(async () => {
    delivery = openDelivery();
    retries = [];
    settled.length = 0;
    await delivery.plan(due);
    delivery.time.set(due.dueAt);
  });

  it('waits as the channel asks, and uses up no try', async () => {
    failWith({ kind: 'throttled', retryAfterMs: 4 * SECOND_MS });
    await expect(deliver()).resolves.toBe('retry');
    await expect(delivery.rows()).resolves.toMatchObject([{ attempt: 0, tryAt: due.dueAt + 4 * SECOND_MS }]);
    expect(retries).toEqual(['throttled']);
    delivery.notes.answer = undefined;
    delivery.time.advance(4 * SECOND_MS);
    await expect(deliver()).resolves.toBe('sent');
  });

  it('follows the schedule of a failed send, and its end is told', async () => {
    failWith({ kind: 'transient', isAmbiguous: false, reason: '502' });
    for (let [row] = await delivery.rows(); row; [row] = await delivery.rows()) {
      delivery.time.set(Math.max(row.tryAt, delivery.time.now()));
      await deliver();
    }
    expect(delivery.time.now() - due.dueAt).toBeGreaterThan(60 * MINUTE_MS);
    expect(delivery.sent).toEqual([]);
    expect(settled).toMatchObject([{ state: 'dead', reason: 'no success in 8 tries, last: 502' }]);
  });

  it('is dead where a send would be parked: there is no conversation yet', async () => {
    failWith({ kind: 'conversationBlocked', reason: 'BotDisabledByAdmin' });
    await expect(deliver()).resolves.toBe('dead');
    expect(settled).toMatchObject([{ state: 'dead', reason: 'BotDisabledByAdmin' }]);
    await expect(delivery.buried()).resolves.toMatchObject([{ reason: 'BotDisabledByAdmin' }]);
  });
});
