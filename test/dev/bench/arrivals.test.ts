import { type Arrival, mostWithin, rateOf, twice } from '../../../dev/bench/delivery/arrivals';

const at = (...times: number[]): Arrival[] => times.map((atMs, index) => ({ text: `r${index}`, atMs }));

describe('what has come', () => {
  it('has a rate, from the first to the last but the slowest hundredth', () => {
    const evenly = Array.from({ length: 200 }, (_, index) => index * 10);
    expect(rateOf(at(...evenly))).toBeCloseTo(100);
    expect(rateOf(at(...evenly.slice(0, 199), 60_000))).toBeCloseTo(100);
    expect(rateOf(at(...[...evenly].reverse()))).toBeCloseTo(100);
  });

  it.each([
    [[], 0],
    [[0, 999], 2],
    [[0, 1000], 1],
    [[2500, 0, 2000, 2999, 900], 3],
  ])('at %j has at most %i in a second', (times, most) => {
    expect(mostWithin(at(...times), 1000)).toBe(most);
  });

  it('tells what came again', () => {
    expect(twice(at(1, 2, 3))).toBe(0);
    expect(twice([...at(1, 2), ...at(3, 4, 5)])).toBe(2);
  });
});
