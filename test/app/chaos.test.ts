import { runChaos } from '../../dev/bench/chaos/chaos';

// A busy machine makes leases run out by itself: a second try has the same seed, and the first failure is logged.
const SEED = Number(process.env.RECADO_CHAOS_SEED ?? Date.now() % 1_000_000);

describe('delivery, when the host is killed while channel and storage fail', () => {
  it('loses nothing, sends nothing early, and doubles no more than was in flight', async () => {
    const seed = SEED;
    const said: string[] = [];
    const result = await runChaos({ kills: 5, seed, say: (line) => said.push(line) });
    const told = { seed, occurrences: result.occurrences };
    const { lost, early, unexplained: beyondInFlight } = result;
    expect({ ...told, lost, early, beyondInFlight }).toEqual({
      ...{ ...told, lost: [], early: 0, beyondInFlight: [] },
    });
    expect(result.occurrences).toBeGreaterThan(20);
  }, 240_000);
});
