import { MINUTE_MS } from '../../src/clock';
import { LOOK_AHEAD_MS } from '../../src/delivery/outbox';
import { createPace, paceOf } from '../../src/delivery/pace';
import { aDue, openDelivery } from '../support/buildersDelivery';

describe('the pace of many that belong together', () => {
  it('is one after the other, and stays within the look-ahead however many there are', () => {
    expect([0, 1, 2, 50].map((before) => paceOf(before, 40))).toEqual([0, 40, 80, 2000]);
    const late = Array.from({ length: 30_000 }, (_, before) => paceOf(before, 36.1));
    expect(Math.max(...late)).toBeLessThanOrEqual(LOOK_AHEAD_MS);
    const inOneMinute = late.filter((ms) => ms < MINUTE_MS).length;
    expect(inOneMinute / late.length).toBeCloseTo(MINUTE_MS / LOOK_AHEAD_MS, 1);
  });

  it('counts each crowd by itself, and lets alone what belongs to none', () => {
    const { deps, notes } = openDelivery();
    const crowdOf = ({ item }: { item: string }) => /^[ab]/.exec(item)?.[0];
    const kinds = new Map([[notes.kind, { kind: notes.kind, crowdOf, load: notes.load.bind(notes) }]]);
    const pace = createPace({ kinds, outbox: { paceMs: 40 } });
    expect(['a1', 'b1', 'x', 'a2', 'x', 'b2', 'a3'].map((item) => pace(aDue({ item })))).toEqual([
      ...[0, 0, 0, 40, 0, 40, 80],
    ]);
    expect(createPace({ ...deps, kinds })(aDue({ item: 'a1' }))).toBe(0);
  });
});
