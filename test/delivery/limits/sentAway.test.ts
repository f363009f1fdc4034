import { SECOND_MS } from '../../../src/clock';
import { createTenantSlots, type Slot } from '../../../src/delivery/limits/tenantSlots';
import { limitsInMemory, RATE } from '../../support/buildersLimits';
import { aClock } from '../../support/clock';

const TENANT = 'tenant';
/** The slots are a little further apart than the rate says. */
const SLOTS_PER_SECOND = RATE / 1.14;

/** So many processes that share one tenant, and one clock. */
const openInstances = (count: number) => {
  const [time, store] = [aClock(), limitsInMemory()];
  const instances = Array.from({ length: count }, () => createTenantSlots(store, RATE, time.clock));
  let turns = 0;
  const take = (isBulk = false): Promise<Slot> => {
    const slots = instances[(turns += 1) % count] as (typeof instances)[number];
    return slots.take(TENANT, time.now(), isBulk);
  };
  return { time, take };
};

describe('what a tenant’s limit has no slot for', () => {
  /** How often each of so many is taken from the queue until it has a slot, and when the last slot is, in s; all are due at once. */
  const drainedBy = async (count: number, sends: number) => {
    const { time, take } = openInstances(count);
    const [began, stepMs, atOnce] = [time.now(), 100, 24 * count];
    let waiting = Array<number>(sends).fill(began);
    let [visits, lastAt] = [0, began];
    while (waiting.length > 0) {
      const visible = waiting.filter((at) => at <= time.now()).slice(0, atOnce);
      const slots = await Promise.all(visible.map(() => take()));
      visits += slots.length;
      const back = slots.flatMap((slot) => ('until' in slot ? [slot.until] : []));
      lastAt = Math.max(lastAt, ...slots.map((slot) => ('at' in slot ? slot.at : 0)));
      const hidden = waiting.filter((at) => at > time.now());
      const unseen = waiting.length - hidden.length - visible.length;
      waiting = [...Array<number>(unseen).fill(time.now()), ...hidden, ...back];
      time.advance(stepMs);
    }
    return { visits: visits / sends, seconds: (lastAt - began) / SECOND_MS };
  };

  it.each([1, 4, 20])('has one soon after it comes back, with %i processes', async (count) => {
    const sends = 2000;
    const { visits, seconds } = await drainedBy(count, sends);
    expect(visits).toBeLessThan(4);
    expect(seconds).toBeLessThan((1.2 * sends) / SLOTS_PER_SECOND);
  });

  const backOf = (slots: Slot[], now: number): number[] =>
    slots.flatMap((slot) => ('until' in slot ? [slot.until - now] : [])).sort((a, b) => a - b);

  it('comes back one after the other, whichever process has sent it away', async () => {
    const { time, take } = openInstances(4);
    const back = backOf(await Promise.all(Array.from({ length: 2000 }, () => take())), time.now());
    expect(back.length).toBeGreaterThan(1900);
    const apart = back.slice(1).map((ms, i) => ms - (back[i] as number));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(Math.floor(SECOND_MS / SLOTS_PER_SECOND));
    expect(Math.max(...apart)).toBeLessThanOrEqual(Math.ceil(SECOND_MS / SLOTS_PER_SECOND));
  });

  it('comes back at the pace of the limit when many processes send it away at one moment', async () => {
    const { time, take } = openInstances(10);
    const back = backOf(await Promise.all(Array.from({ length: 5000 }, () => take())), time.now());
    expect(back.length).toBeGreaterThan(4900);
    for (const seconds of [12, 30, 60])
      expect(back.filter((ms) => ms < seconds * SECOND_MS).length).toBeLessThanOrEqual(seconds * RATE);
  });

  it('comes back behind bulk only if it is bulk itself, whichever process sent that away', async () => {
    const { time, take } = openInstances(2);
    const bulk = await Promise.all(Array.from({ length: 1000 }, () => take(true)));
    const others = await Promise.all(Array.from({ length: 200 }, () => take()));
    expect(backOf(bulk, time.now()).at(-1)).toBeGreaterThan(30 * SECOND_MS);
    expect(backOf(others, time.now()).at(-1)).toBeLessThan(12 * SECOND_MS);
  });
});
