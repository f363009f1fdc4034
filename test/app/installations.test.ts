/** Installing the app for people who have never written, on the whole app. */
import { BATCH_SIZE } from '../../src/installations/graph/graph';
import { LANES } from '../../src/installations/installation';
import { runInstallation } from '../../dev/bench/installations/installRun';

const SEED = Number(process.env.RECADO_SEED ?? Math.floor(Math.random() * 1_000_000));

describe('Installing the app for many', () => {
  it(`ends each target under throttling, faults and a kill (seed ${SEED})`, async () => {
    const run = await runInstallation({ users: 120, seed: SEED, perSecond: 60, killAfter: 60 });
    const { installed = 0, present = 0, failed = 0 } = run.counts;
    expect(installed + present + failed).toBe(120);
    expect(run.isTrue).toBe(true);
    expect(run.twice).toBe(0);
    expect(run.askedAgain).toBeLessThanOrEqual(LANES * BATCH_SIZE);
    expect(run.kills).toBe(1);
  }, 120_000);
});
