import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import type { DeliveryPointer } from '../../src/delivery/deliveryPointer';
import type { Due } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import type { Outcome } from '../../src/delivery/outcome';
import { aDue, type DeliveryUnderTest, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { Crash, openTestAccount } from '../support/tables';

const failed: Outcome = { kind: 'transient', isAmbiguous: true, reason: '502' };
const account = openTestAccount();
const sides = ['before', 'after'] as const;
let runs = 0;

/** Runs ticks and deliveries minute by minute, as the host would, until nothing is due any more. */
async function drain(delivery: DeliveryUnderTest, untilMs: number): Promise<void> {
  for (;;) {
    const rows = await delivery.rows();
    if (!rows.some(({ tryAt }) => tryAt < untilMs)) return;
    if (delivery.time.now() > untilMs) throw new Error(`still there: ${JSON.stringify(rows)}`);
    await lookAhead(delivery.deps);
    const minuteEnds = delivery.time.now() + MINUTE_MS;
    for (let pointer = next(delivery, minuteEnds); pointer; pointer = next(delivery, minuteEnds)) {
      delivery.time.set(Math.max(delivery.time.now(), pointer.at ?? 0));
      await delivery.follow(pointer);
    }
    delivery.time.set(minuteEnds);
  }
}

/** Takes the earliest pointer that can be seen before then off the queue. */
function next({ pointers }: DeliveryUnderTest, beforeMs: number): DeliveryPointer | undefined {
  pointers.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return pointers[0] && (pointers[0].at ?? 0) < beforeMs ? pointers.shift() : undefined;
}

/** A process that ends at this operation of planning or delivering, and another that goes on. */
async function crashAndGoOn(
  at: number,
  side: 'before' | 'after',
  prepare: (delivery: DeliveryUnderTest) => void,
) {
  runs += 1;
  const delivery = openDelivery(account, WEDNESDAY_MORNING - MINUTE_MS);
  const due = aDue({ item: `run-${runs}` });
  prepare(delivery);
  await delivery.plan(due);
  delivery.operations.crash(at, side);
  delivery.time.set(due.dueAt);
  const [pointer] = delivery.pointers.splice(0) as [DeliveryPointer];
  const isCrashed = await delivery.follow(pointer).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Crash) return true;
      throw error;
    },
  );
  delivery.operations.restart();
  const sentByFirst = delivery.sent.length;
  await drain(delivery, due.dueAt + 2 * HOUR_MS);
  const mine = (await delivery.rows()).filter(({ item }) => item === due.item);
  return { delivery, isCrashed, sentByFirst, mine, due };
}

describe('a process that ends at any operation of a delivery', () => {
  it.each(sides)('loses nothing and sends at most once more (%s the operation took effect)', async (side) => {
    for (let at = 1, isCrashed = true; isCrashed; at += 1) {
      const run = await crashAndGoOn(at, side, () => undefined);
      isCrashed = run.isCrashed;
      expect(run.delivery.sent.length).toBeGreaterThanOrEqual(1);
      expect(run.delivery.sent.length - run.sentByFirst).toBeLessThanOrEqual(1);
      expect(run.delivery.notes.sent).toEqual(new Set([`${run.due.item} 1`]));
      expect(run.mine).toEqual([]);
    }
  });

  it.each(sides)('plans what comes next once, and keeps it (%s)', async (side) => {
    for (let at = 1, isCrashed = true; isCrashed; at += 1) {
      const following = (due: Due): Due | undefined =>
        due.occurrence === '1' ? { ...due, occurrence: '2', dueAt: due.dueAt + 24 * HOUR_MS } : undefined;
      const run = await crashAndGoOn(at, side, ({ notes }) => {
        notes.next = following;
      });
      isCrashed = run.isCrashed;
      expect(run.mine).toMatchObject([{ ...run.due, occurrence: '2', dueAt: run.due.dueAt + 24 * HOUR_MS }]);
    }
  });

  it.each(sides)('tries again what had failed, until it is sent (%s)', async (side) => {
    for (let at = 1, isCrashed = true; isCrashed; at += 1) {
      const run = await crashAndGoOn(at, side, ({ outcomes }) => outcomes.push(failed));
      isCrashed = run.isCrashed;
      expect(run.delivery.notes.sent).toEqual(new Set([`${run.due.item} 1`]));
      expect(run.delivery.sent.length).toBeLessThanOrEqual(3);
      expect(run.mine).toEqual([]);
    }
  });

  it.each(sides)('leaves what cannot be sent dead and visible (%s)', async (side) => {
    for (let at = 1, isCrashed = true; isCrashed; at += 1) {
      const run = await crashAndGoOn(at, side, ({ outcomes }) =>
        outcomes.push({ kind: 'tooLarge' }, { kind: 'tooLarge' }),
      );
      isCrashed = run.isCrashed;
      const dead = (await run.delivery.buried()).filter(({ item }) => item === run.due.item);
      expect(dead).toHaveLength(1);
      expect(run.delivery.notes.settled.at(-1)).toMatchObject({ state: 'dead' });
      expect(run.mine).toEqual([]);
    }
  });
});

describe('many deliveries in the same second', () => {
  it('are sent once each, by two senders that share the work, with the queue’s pointers doubled', async () => {
    const own = openTestAccount();
    const [one, two] = [openDelivery(own), openDelivery(own)];
    const items = Array.from({ length: 60 }, (_, i) => `item-${i}`);
    await Promise.all(items.map((item) => one.plan(aDue({ item }))));
    for (const { time } of [one, two]) time.set(WEDNESDAY_MORNING + SECOND_MS);
    await Promise.all(one.pointers.flatMap((pointer) => [one.follow(pointer), two.follow(pointer)]));
    const texts = [...one.sent, ...two.sent].map(({ utterance }) => utterance.text);
    expect(texts.sort()).toEqual(items.map((item) => `${item} 1`).sort());
    await expect(one.rows()).resolves.toEqual([]);
  });
});
