import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import { createStorageClock } from '../../src/azure/storageClock';
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { createDeliver } from '../../src/delivery/deliver';
import { dueKeyOf } from '../../src/delivery/due';
import { DELIVERY_POINTER_VERSION } from '../../src/delivery/deliveryPointer';
import { pointedRowOf } from '../../src/delivery/pointedRow';
import type { Sender } from '../../src/delivery/deliveryKind';
import { aDue, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

const account = openTestAccount();
let items = 0;

/**
 * A process whose clock is wrong by so many ms, and a due row that is pointed to a little too soon. `time` is storage's, and
 * each answer about the row tells it by the second. Gives how late the row was sent, in ms.
 */
async function latenessOf(wrongByMs: number, { dueAfterMs = 0, arrivesMs = 0, hasHeard = false }) {
  const delivery = openDelivery(account, WEDNESDAY_MORNING - MINUTE_MS);
  const { time, deps } = delivery;
  const { clock, surely, policy } = createStorageClock(() => time.now() + wrongByMs, time.clock);
  const answer = async (): Promise<void> => {
    const request = createPipelineRequest({ url: 'http://storage' });
    const headers = createHttpHeaders({ date: new Date(time.now()).toUTCString() });
    await policy.sendRequest(request, () => Promise.resolve({ request, status: 200, headers }));
  };
  const sentAt: number[] = [];
  const sender: Sender = {
    send: () => {
      sentAt.push(time.now());
      return Promise.resolve({ kind: 'sent', activityId: 'a' });
    },
  };
  const store = answering(deps.store, answer);
  const deliver = createDeliver({ ...deps, store, clock, surely, sender });
  const due = aDue({ item: `clock-${(items += 1)}`, dueAt: WEDNESDAY_MORNING + dueAfterMs });
  await delivery.plan(due);
  if (hasHeard) await answer();
  const row = await delivery.row(due);
  const { partition: p, row: r } = dueKeyOf(due);
  const pointer = { v: DELIVERY_POINTER_VERSION, p, r, ...(row ? { d: pointedRowOf(row) } : {}) } as const;
  time.set(due.dueAt + arrivesMs);
  for (let tries = 0; tries < 10 && sentAt.length === 0; tries += 1) {
    if ((await deliver(pointer)) === 'sent') break;
    time.set(time.now() + SECOND_MS);
  }
  return (sentAt[0] ?? NaN) - due.dueAt;
}

/** Each answer of the store tells the time. */
function answering<T extends object>(store: T, answer: () => Promise<void>): T {
  return new Proxy(store, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]): Promise<unknown> => {
        const result: unknown = await method.apply(target, args);
        await answer();
        return result;
      };
    },
  });
}

const SKEWS = [-5, -1, 1, 5].map((minutes) => minutes * MINUTE_MS);
const SUB_SECOND = [-900, -400, -20, 20, 400, 900];
/** The pointer comes before it is due, as that clock has it; then the moments of a second. */
const ARRIVALS = [-1400, -10, 10];

describe('by storage’s clock a delivery', () => {
  it.each([0, ...SKEWS, ...SUB_SECOND])(
    'is never early, and hardly late, when the machine’s clock is wrong by %i ms',
    async (wrong) => {
      for (const arrivesMs of ARRIVALS)
        for (const dueAfterMs of [0, 250, 970])
          for (const hasHeard of [true, false]) {
            const late = await latenessOf(wrong, { arrivesMs, dueAfterMs, hasHeard });
            expect({ wrong, arrivesMs, dueAfterMs, hasHeard, early: late < 0 }).toMatchObject({
              early: false,
            });
            expect(late).toBeLessThanOrEqual(Math.max(arrivesMs, 0) + 2 * SECOND_MS);
          }
    },
  );

  it.each([0, 10, 120])(
    'that is due at a full second is not held up where the clocks agree (its pointer %i ms after that)',
    async (arrivesMs) => {
      await expect(latenessOf(0, { arrivesMs })).resolves.toBe(arrivesMs);
      await expect(latenessOf(0, { arrivesMs, hasHeard: true })).resolves.toBe(arrivesMs);
    },
  );

  it('that is to be tried before it is due waits until then, and is not pointed to before', async () => {
    const delivery = openDelivery(account);
    const due = aDue({ item: 'odd', dueAt: WEDNESDAY_MORNING + 4 * MINUTE_MS });
    await delivery.deps.outbox.plan(due, WEDNESDAY_MORNING);
    delivery.time.set(WEDNESDAY_MORNING);
    delivery.pointed.length = 0;
    await expect(delivery.deliver(dueKeyOf(due, WEDNESDAY_MORNING))).resolves.toBe('not-yet');
    expect(delivery.pointed).toEqual([{ key: dueKeyOf(due), atMs: due.dueAt }]);
    expect(await delivery.row(due)).toMatchObject({ attempt: 0, leaseUntil: 0, tryAt: due.dueAt });
    delivery.time.set(due.dueAt);
    await expect(delivery.deliver(dueKeyOf(due))).resolves.toBe('sent');
  });

  it('whose pointer comes minutes too soon is given back, and keeps its tries', async () => {
    const delivery = openDelivery(account);
    const due = aDue({ item: 'too-soon', dueAt: WEDNESDAY_MORNING + 4 * MINUTE_MS });
    await delivery.plan(due);
    const wrong = (): number => delivery.time.now() + 5 * MINUTE_MS;
    const deliver = createDeliver({ ...delivery.deps, clock: wrong });
    const { partition: p, row: r } = dueKeyOf(due);
    await expect(deliver({ v: DELIVERY_POINTER_VERSION, p, r })).resolves.toBe('not-yet');
    expect(delivery.sent).toEqual([]);
    expect(await delivery.row(due)).toMatchObject({ attempt: 0, leaseUntil: 0, tryAt: due.dueAt });
    expect(delivery.pointed.at(-1)?.atMs).toBe(due.dueAt);
  });
});
