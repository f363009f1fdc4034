import fc from 'fast-check';
import { MINUTE_MS } from '../../src/clock';
import { dueKeyOf, minuteKey } from '../../src/delivery/due';
import { readDeliveryPointer } from '../../src/delivery/deliveryPointer';
import { aDue } from '../support/buildersDelivery';
import { WEDNESDAY_MORNING } from '../support/clock';

const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0) });

describe('the key of something due', () => {
  it('is its minute in UTC with a shard, and its names', () => {
    const { partition, row } = dueKeyOf(aDue({ dueAt: WEDNESDAY_MORNING + 59_999 }));
    expect(partition).toMatch(/^202603110930-[0-6]\d$/);
    expect(row).toBe('note|tenant!7cana|item|1');
  });

  it('is the same whenever the same occurrence is planned', () => {
    expect(dueKeyOf(aDue())).toEqual(dueKeyOf(aDue()));
  });

  it('keeps its row and shard when it is tried in a later minute', () => {
    const due = aDue();
    const later = dueKeyOf(due, due.dueAt + 5 * MINUTE_MS);
    expect(later.row).toBe(dueKeyOf(due).row);
    expect(later.partition.slice(-3)).toBe(dueKeyOf(due).partition.slice(-3));
    expect(later.partition.slice(0, 12)).toBe('202603110935');
  });

  it('spreads what is due in one minute over the shards', () => {
    const partitions = Array.from(
      { length: 1000 },
      (_, i) => dueKeyOf(aDue({ item: `item-${i}` })).partition,
    );
    expect(new Set(partitions).size).toBe(64);
  });

  it('sorts by minute as the minutes follow each other', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        expect(minuteKey(first) <= minuteKey(second)).toBe(true);
        expect(minuteKey(first) === minuteKey(second)).toBe(
          Math.floor(first / MINUTE_MS) === Math.floor(second / MINUTE_MS),
        );
      }),
    );
  });
});

describe('a queue message', () => {
  it('is a pointer when it has the version and both keys', () => {
    const pointer = { v: 1, p: '202603110930-07', r: 'b' };
    expect(readDeliveryPointer({ ...pointer, more: 1 })).toEqual(pointer);
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [7],
    [[]],
    [{}],
    [{ v: 2, p: 'a', r: 'b' }],
    [{ v: 1, p: 'a' }],
    [{ v: 1, p: 1, r: 'b' }],
  ])('is none when it is %j', (message) => {
    expect(readDeliveryPointer(message)).toBeUndefined();
  });
});
