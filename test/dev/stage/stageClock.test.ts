import { createStageClock } from '../../../dev/stage/stageClock';

const MINUTE_MS = 60_000;

describe('the clock of a stage', () => {
  it('is the real one until it is moved', () => {
    const clock = createStageClock(() => []);
    expect(clock.offsetMs).toBe(0);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  });

  it('moves its parts in their order, each once the one before has moved, and by all that was asked for so far', async () => {
    const moves: string[] = [];
    const part = (name: string) => ({
      setClockOffset: async (offsetMs: number) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        moves.push(`${name} ${offsetMs}`);
      },
    });
    const [storage, host] = [part('storage'), part('host')];
    const clock = createStageClock(() => [storage, host]);
    await Promise.all([clock.advance(MINUTE_MS), clock.advance(2 * MINUTE_MS)]);
    expect(moves).toEqual(['storage 60000', 'host 60000', 'storage 180000', 'host 180000']);
    expect(clock.now() - Date.now()).toBeGreaterThan(3 * MINUTE_MS - 1000);
  });

  it('tells whoever moved it when a part did not follow, and can be moved again', async () => {
    let isBroken = true;
    const clock = createStageClock(() => [
      {
        setClockOffset: () =>
          isBroken ? Promise.reject(new Error('The host has ended.')) : Promise.resolve(),
      },
    ]);
    await expect(clock.advance(MINUTE_MS)).rejects.toThrow('The host has ended.');
    isBroken = false;
    await clock.advance(MINUTE_MS);
    expect(clock.offsetMs).toBe(2 * MINUTE_MS);
  });

  it('refuses what is no time', () => {
    expect(() => createStageClock(() => []).advance(Number.NaN)).toThrow(RangeError);
  });
});
