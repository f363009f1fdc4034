import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/clock';
import { LIMITS, simulateDrain } from '../../../dev/bench/delivery/simulate';

describe('the simulation of a million reminders at nine', () => {
  it('takes a tenant half a day by its limit', () => {
    const { seconds, binds } = simulateDrain(1);
    expect(binds).toBe('tenant limit');
    expect((seconds * SECOND_MS) / HOUR_MS).toBeCloseTo(10.55, 1);
  });

  it('takes ten tenants a tenth of that', () => {
    expect(simulateDrain(10).binds).toBe('tenant limit');
    expect(simulateDrain(10).seconds).toBeCloseTo(simulateDrain(1).seconds / 10, -1);
  });

  it('takes a thousand tenants as long as the queue needs, which is given the pointers while it is emptied', () => {
    const { seconds, binds } = simulateDrain(1000);
    expect(binds).toBe('queue');
    expect((seconds * SECOND_MS) / MINUTE_MS).toBeCloseTo(11.7, 1);
  });

  it('takes them half of that from a queue that was given all before the hour', () => {
    const lookAheadSeconds = LIMITS.reminders / LIMITS.queuePerSecond;
    expect(simulateDrain(1000, { ...LIMITS, lookAheadSeconds }).seconds).toBe(lookAheadSeconds);
  });

  it('tells the time that each of the limits would take alone', () => {
    const { each } = simulateDrain(1000);
    expect(each.queue).toBe(500);
    expect(each['storage account']).toBeCloseTo(350);
  });
});
