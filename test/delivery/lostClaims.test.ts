/** Claims whose process ended: they are counted, but the schedule of tries goes by what channels and features answered. */
import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { MAX_CLAIMS } from '../../src/delivery/conclude';
import { dueKeyOf } from '../../src/delivery/due';
import type { Outcome } from '../../src/delivery/outcome';
import { repairPoison } from '../../src/delivery/repairPoison';
import { RETRY_WAITS_MS } from '../../src/delivery/retrySchedule';
import { aDue, openDelivery } from '../support/buildersDelivery';

const refused: Outcome = { kind: 'transient', isAmbiguous: false, reason: 'ECONNREFUSED' };
const row = dueKeyOf(aDue());

/** So many processes have ended while they held the row. */
async function afterKills(kills: number) {
  const delivery = openDelivery();
  await delivery.plan(aDue());
  delivery.time.set(aDue().dueAt);
  for (let kill = 0; kill < kills; kill += 1) {
    const due = await delivery.row(aDue());
    if (!due) throw new Error('gone');
    await delivery.deps.store.claim(due, delivery.time.now() + MINUTE_MS);
    delivery.time.advance(2 * MINUTE_MS);
  }
  return delivery;
}

/** Tries it at each time that it is planned for; gives the waits between the tries, and how it ended. */
async function tryOn(delivery: Awaited<ReturnType<typeof afterKills>>, from = row) {
  const waits: number[] = [];
  for (let key = from; ;) {
    const result = await delivery.deliver(key);
    if (result !== 'retry') return { result, waits };
    const [next] = await delivery.rows();
    if (!next) throw new Error('gone');
    waits.push(next.tryAt - delivery.time.now());
    delivery.time.set(next.tryAt);
    key = next.key;
  }
}

describe('a row that processes ended with', () => {
  it.each([1, 7, 8, MAX_CLAIMS - RETRY_WAITS_MS.length])(
    '%i times has all its tries before it',
    async (kills) => {
      const delivery = await afterKills(kills);
      delivery.outcomes.push(...RETRY_WAITS_MS.map(() => refused));
      const { result, waits } = await tryOn(delivery);
      expect(waits).toEqual(RETRY_WAITS_MS.slice(1));
      expect(result).toBe('dead');
      await expect(delivery.buried()).resolves.toMatchObject([
        { reason: expect.stringContaining(`no success in ${RETRY_WAITS_MS.length} tries`) },
      ]);
    },
  );

  it('between its tries goes on with its schedule', async () => {
    const delivery = await afterKills(3);
    delivery.outcomes.push(refused);
    await expect(delivery.deliver(row)).resolves.toBe('retry');
    delivery.time.advance(5 * SECOND_MS);
    const [claimed] = await delivery.rows();
    if (!claimed) throw new Error('gone');
    await delivery.deps.store.claim(claimed, delivery.time.now() + MINUTE_MS);
    delivery.time.advance(2 * MINUTE_MS);
    delivery.outcomes.push(refused);
    await expect(tryOn(delivery, claimed.key)).resolves.toEqual({
      result: 'sent',
      waits: [RETRY_WAITS_MS[2]],
    });
  });

  it('is repaired from the poison queue as long as it has tries, and no claim is the last', async () => {
    const delivery = await afterKills(RETRY_WAITS_MS.length);
    const pointer = { v: 1, p: row.partition, r: row.row };
    await expect(repairPoison(delivery.deps, pointer)).resolves.toBe('replanned');
    const spent = await afterKills(MAX_CLAIMS);
    await expect(repairPoison(spent.deps, pointer)).resolves.toBe('dead');
  });
});
