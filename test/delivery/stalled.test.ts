import { MINUTE_MS, SECOND_MS } from '../../src/clock';
import { LEASE_MS } from '../../src/delivery/deliver';
import { dueKeyOf } from '../../src/delivery/due';
import { lookAhead } from '../../src/delivery/lookAhead';
import { aDue, openDelivery } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

/** The process stands still for so long between its claim and its send; another one goes on. */
async function standsStill(ms: number) {
  const delivery = openDelivery();
  const { time, notes } = delivery;
  await delivery.plan(aDue());
  time.set(WEDNESDAY_MORNING + SECOND_MS);
  notes.answer = () => {
    notes.answer = undefined;
    time.advance(ms);
    return undefined;
  };
  const result = await delivery.deliver(dueKeyOf(aDue()));
  return { delivery, result };
}

describe('a process that stands still after its claim', () => {
  it.each([0, 10, 30])('sends while its lease holds long enough (%i s)', async (seconds) => {
    const { delivery, result } = await standsStill(seconds * SECOND_MS);
    expect(result).toBe('sent');
    expect(delivery.sent).toHaveLength(1);
  });

  it.each([LEASE_MS - 10 * SECOND_MS, LEASE_MS, 10 * MINUTE_MS])(
    'does not send what another may have claimed (%i ms), and loses nothing',
    async (ms) => {
      const { delivery, result } = await standsStill(ms);
      expect(result).toBe('taken');
      expect(delivery.sent).toEqual([]);
      delivery.time.advance(2 * MINUTE_MS);
      await lookAhead(delivery.deps);
      for (const { key } of delivery.pointed.splice(0)) await delivery.deliver(key);
      expect(delivery.sent).toHaveLength(1);
      expect(await delivery.rows()).toEqual([]);
    },
  );
});
