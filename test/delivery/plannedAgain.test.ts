import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { createComeBack } from '../../src/delivery/comeBack';
import { createDeliver } from '../../src/delivery/deliver';
import type { DeliverDeps } from '../../src/delivery/deliverDeps';
import { DELIVERY_POINTER_VERSION } from '../../src/delivery/deliveryPointer';
import { dueKeyOf } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import type { Outcome } from '../../src/delivery/outcome';
import { pointedRowOf } from '../../src/delivery/pointedRow';
import { resendAll } from '../../src/delivery/resend';
import { aDue, ANAS_CHAT, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const failed: Outcome = { kind: 'transient', isAmbiguous: false, reason: '502' };

/** Ticks and deliveries, minute by minute. */
async function passTime(delivery: DeliveryUnderTest, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await lookAhead(delivery.deps);
    delivery.time.advance(MINUTE_MS);
    for (const { key } of delivery.pointed.splice(0)) await delivery.deliver(key);
  }
}

const pointerTo = (due: ReturnType<typeof aDue>, tryAt?: number) => {
  const { partition: p, row: r } = dueKeyOf(due, tryAt);
  return { v: DELIVERY_POINTER_VERSION, p, r } as const;
};

describe('a delivery that comes back in the moment in which it ends', () => {
  it.each<[string, Outcome, (deps: DeliverDeps) => Partial<DeliverDeps>]>([
    [
      'resent by an operator as soon as it is dead',
      { kind: 'tooLarge' },
      (deps) => ({
        deadLetters: {
          ...deps.deadLetters,
          async bury(...args) {
            await deps.deadLetters.bury(...args);
            expect(await resendAll(deps)).toMatchObject({ planned: 1 });
          },
        },
      }),
    ],
    [
      'brought back by a message as soon as it is parked',
      { kind: 'conversationBlocked', reason: 'ConversationBlockedByUser' },
      (deps) => ({
        parked: {
          ...deps.parked,
          async park(...args) {
            await deps.parked.park(...args);
            await (await createComeBack(deps)(ANAS_CHAT))?.commit();
          },
        },
      }),
    ],
  ])('is not lost: %s', async (_, outcome, change) => {
    const delivery = openDelivery();
    const { deps, time } = delivery;
    await delivery.plan(aDue());
    time.set(WEDNESDAY_MORNING + SECOND_MS);
    delivery.outcomes.push(outcome);
    await createDeliver({ ...deps, ...change(deps) })(pointerTo(aDue()));
    expect(await delivery.rows()).toHaveLength(1);
    await passTime(delivery, 5);
    expect(delivery.sent).toHaveLength(2);
    expect(await delivery.rows()).toEqual([]);
    expect(await delivery.buried()).toEqual([]);
  });
});

describe('a delivery whose conversation came back', () => {
  it('stays parked where it is parked again in the moment in which it goes on', async () => {
    const delivery = openDelivery();
    const { deps } = delivery;
    const blocked: Outcome = { kind: 'conversationBlocked', reason: 'ConversationBlockedByUser' };
    await delivery.plan(aDue());
    delivery.time.set(WEDNESDAY_MORNING + SECOND_MS);
    delivery.outcomes.push(blocked, blocked);
    await expect(delivery.deliver(dueKeyOf(aDue()))).resolves.toBe('parked');
    const outbox = {
      ...deps.outbox,
      async planAgain(...args: Parameters<DeliverDeps['outbox']['planAgain']>) {
        await deps.outbox.planAgain(...args);
        for (const { key } of await delivery.rows())
          await expect(delivery.deliver(key)).resolves.toBe('parked');
      },
    };
    await (await createComeBack({ ...deps, outbox })(ANAS_CHAT))?.commit();
    expect(delivery.sent).toHaveLength(2);
    await expect(deps.parked.list(ANAS_CHAT, 10)).resolves.toHaveLength(1);
    // Told the next time.
    await (await createComeBack(deps)(ANAS_CHAT))?.commit();
    expect(await delivery.rows()).toHaveLength(1);
    await expect(deps.parked.list(ANAS_CHAT, 10)).resolves.toEqual([]);
  });
});

describe('a pointer to a row that is not there', () => {
  it('loses nothing when a retry has moved the row while it was out', async () => {
    const delivery = openDelivery();
    await delivery.plan(aDue());
    const [row] = await delivery.rows();
    const carrying = { ...pointerTo(aDue()), ...(row ? { d: pointedRowOf(row) } : {}) };
    delivery.time.set(WEDNESDAY_MORNING + 55 * SECOND_MS);
    delivery.outcomes.push(failed, failed, failed);
    const deliver = createDeliver(delivery.deps);
    for (let tries = 0; tries < 3; tries += 1) {
      const [{ key, tryAt } = { key: dueKeyOf(aDue()), tryAt: 0 }] = await delivery.rows();
      delivery.time.set(Math.max(delivery.time.now(), tryAt));
      await delivery.deliver(key);
    }
    expect((await delivery.rows()).map(({ key }) => key.partition)).not.toEqual([carrying.p]);
    // The old pointer, with the row that it carries and without it.
    await expect(deliver(carrying)).resolves.toBe('nothing-there');
    await expect(deliver(pointerTo(aDue()))).resolves.toBe('nothing-there');
    await passTime(delivery, 90);
    expect(delivery.notes.sent).toEqual(new Set(['item 1']));
    expect(delivery.sent).toHaveLength(4);
  });

  it('loses nothing when it comes before its row is stored', async () => {
    const delivery = openDelivery();
    const due = aDue({ dueAt: WEDNESDAY_MORNING + MINUTE_MS });
    await expect(delivery.deliver(dueKeyOf(due))).resolves.toBe('nothing-there');
    await delivery.deps.outbox.store(due); // its own pointer is lost
    await passTime(delivery, 12);
    expect(delivery.sent).toHaveLength(1);
    expect(await delivery.rows()).toEqual([]);
  });

  it('sends once when a crash has left the row in both minutes of a move', async () => {
    const delivery = openDelivery();
    const due = aDue();
    await delivery.plan(due);
    await delivery.deps.outbox.plan(due, WEDNESDAY_MORNING + 5 * MINUTE_MS);
    expect(await delivery.rows()).toHaveLength(2);
    await passTime(delivery, 20);
    expect(delivery.sent).toHaveLength(1);
    expect(await delivery.rows()).toEqual([]);
    delivery.time.advance(HOUR_MS);
    await passTime(delivery, 2);
    expect(delivery.sent).toHaveLength(1);
  });
});
