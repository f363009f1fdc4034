import { HOUR_MS, SECOND_MS } from '../../../src/clock';
import { timesBack } from '../../../src/delivery/limits/timesBack';
import { WEDNESDAY_MORNING as now } from '../../support/clock';

const from = now + 2 * SECOND_MS;
const spacing = 40;
const at = { now, from, spacing };
const nobody = { bulk: 0, others: 0 };
const bulk = { isBulk: true };
const urgent = { isBulk: false };

describe('the times at which those come back who found no slot', () => {
  it('follow one after the other in their order', () => {
    const { times, last } = timesBack(nobody, [urgent, urgent, urgent], at);
    expect(times).toEqual([from + 40, from + 80, from + 120]);
    expect(last).toEqual({ bulk: 0, others: from + 120 });
  });

  it('lie behind those of all who were sent away before', () => {
    const before = timesBack(nobody, [urgent, urgent], at);
    expect(timesBack(before.last, [urgent], at).times).toEqual([from + 120]);
  });

  it('begin anew once all who were sent away before have come back', () => {
    expect(timesBack({ bulk: 0, others: from - 1 }, [urgent], at).times).toEqual([from + 40]);
  });

  it('are counted apart for bulk and for the others', () => {
    const { times, last } = timesBack(nobody, [bulk, urgent, bulk, urgent], at);
    expect(times).toEqual([from + 40, from + 40, from + 80, from + 80]);
    expect(last).toEqual({ bulk: from + 80, others: from + 80 });
    const crowded = { bulk: from + HOUR_MS, others: 0 };
    expect(timesBack(crowded, [urgent], at)).toEqual({
      times: [from + 40],
      last: { bulk: from + HOUR_MS, others: from + 40 },
    });
  });

  it('are whole, and add up to what they are apart', () => {
    const gone = Array<typeof urgent>(300).fill(urgent);
    const { times, last } = timesBack(nobody, gone, { now, from, spacing: 100 / 3 });
    expect(times.every(Number.isInteger)).toBe(true);
    expect(times.at(-1)).toBe(from + 10 * SECOND_MS);
    expect(last.others).toBeCloseTo(from + 10 * SECOND_MS, 0);
  });

  it('keep what a million has reserved', () => {
    const others = now + 11 * HOUR_MS;
    expect(timesBack({ bulk: 0, others }, [urgent], at).times).toEqual([others + 40]);
  });

  it.each([now + 25 * HOUR_MS, 8e15, Infinity])('are not behind an odd time (%d)', (far) => {
    const { times, last } = timesBack({ bulk: far, others: far }, [bulk, urgent], at);
    expect(times).toEqual([from + 40, from + 40]);
    expect(last).toEqual({ bulk: from + 40, others: from + 40 });
    expect(timesBack({ bulk: far, others: 0 }, [], at).last).toEqual(nobody);
  });
});
