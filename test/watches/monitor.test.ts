import { DAY_MS, MINUTE_MS } from '../../src/clock';
import { watchMonitor } from '../../src/watches/monitor';
import { CHANGED_EVENT } from '../../src/watches/steps';
import type { Watch } from '../../src/watches/watch';
import { SteppedCourse } from '../answers/steppedCourse';
import { aWatch, NOW } from './buildersWatches';

const INTERVAL_MS = 15 * MINUTE_MS;
const start = (watch: Watch = aWatch()): Promise<SteppedCourse> =>
  new SteppedCourse(watchMonitor, { watch }, NOW).start();
const checked = { watch: aWatch({ findings: { checks: 2, nextCheckAt: NOW + 2 * INTERVAL_MS } }) };

describe('a round of the monitor', () => {
  test('waits for the next check, checks, and begins anew', async () => {
    const round = await start();
    expect(round.nextTimer).toBe(NOW + INTERVAL_MS);
    expect(round.made).toEqual([]);
    await round.timePasses();
    expect(round.call).toMatchObject({ name: 'checkWatch', input: { watch: { id: aWatch().id } } });
    await round.completes(checked);
    expect([round.isDone, round.output]).toEqual([true, undefined]);
  });

  test('checks at once what was due while nobody looked', async () => {
    const round = await start(aWatch({ findings: { nextCheckAt: NOW - DAY_MS } }));
    await round.timePasses();
    expect(round.call).toMatchObject({ name: 'checkWatch' });
  });

  test('ends when there is nothing to watch any more', async () => {
    const round = await start();
    await round.timePasses();
    await round.completes('over');
    expect([round.isDone, round.output]).toEqual([true, 'over']);
  });

  test('asks at the end of its time instead of checking, also where both fall together', async () => {
    const round = await start(aWatch({ wishes: { expiresAt: NOW + INTERVAL_MS } }));
    await round.timePasses();
    expect(round.call).toMatchObject({ name: 'expireWatch' });
    await round.completes('over');
    expect(round.output).toBe('over');
  });

  test('looks at what a person has changed, without a check, and ends when they have stopped it', async () => {
    const round = await start();
    await round.raised(CHANGED_EVENT);
    expect(round.call).toMatchObject({ name: 'refreshWatch' });
    expect(round.timers).toEqual([]);
    await round.completes('over');
    expect([round.made.length, round.output]).toEqual([1, 'over']);
  });

  test('looks at what a person has changed while it checked', async () => {
    const round = await start();
    await round.timePasses();
    const { call } = round;
    await round.raised(CHANGED_EVENT);
    await round.completes(checked, call);
    expect(round.call).toMatchObject({ name: 'refreshWatch', input: checked });
    await round.completes('over');
    expect(round.output).toBe('over');
  });

  test('tries again for as long as storage is away', async () => {
    const round = await start();
    await round.timePasses();
    await round.fails();
    await round.timePasses();
    expect(round.call).toMatchObject({ name: 'checkWatch', attempt: 2 });
    await round.completes(checked);
    expect(round.isDone).toBe(true);
  });

  test('sets no timer further ahead than can be cancelled', async () => {
    const far = NOW + 30 * DAY_MS;
    const round = await start(aWatch({ findings: { nextCheckAt: far }, wishes: { expiresAt: far + 1 } }));
    expect(round.nextTimer).toBe(NOW + 5 * DAY_MS);
    await round.timePasses();
    expect(round.made).toEqual([]);
    expect([round.isDone, round.output]).toEqual([true, undefined]);
  });
});
