/** Malformed input on the whole app: a few per cent of what `npm run fuzz` throws at it. */
import { seededRandom } from '../../dev/bench/randomNumbers';
import { shuffled } from '../../dev/fuzz/activityKinds';
import { FUZZED_APP } from '../../dev/fuzz/fuzzFigures';
import { fuzzActivities, fuzzRoutes, isStillWell } from '../../dev/fuzz/fuzzRun';
import { fuzzTransport } from '../../dev/fuzz/fuzzTransport';
import { type KnownNames, makeKnown } from '../../dev/fuzz/knownNames';
import { startStage, type Stage } from '../../dev/stage/stage';

const SEED = Number(process.env.RECADO_SEED ?? Math.floor(Math.random() * 1_000_000));

describe(`Malformed input (seed ${SEED})`, () => {
  let stage: Stage;
  let known: KnownNames;
  beforeAll(async () => {
    stage = await startStage({ hostEnv: FUZZED_APP });
    known = await makeKnown(stage);
  }, 60_000);
  afterAll(() => stage.stop());
  const random = seededRandom(SEED);
  const few = { activities: 60, bodies: 10, random };

  it('is answered, and with no 5xx, whatever part of an activity is wrong', async () => {
    const { findings, calls } = await fuzzActivities(stage, few);
    expect(findings).toEqual([]);
    expect(calls).toBe(few.activities);
  }, 120_000);

  it('is answered, and with no 5xx, on every route', async () => {
    const { findings, statuses } = await fuzzRoutes(stage, known, few);
    expect(findings).toEqual([]);
    // What is as it should be gets through: else the rest would only have met the first check.
    expect(statuses[200]).toBeGreaterThan(0);
  }, 120_000);

  it('of 1 and 10 MB is too large, odd headers are none of the app’s business, and it works on', async () => {
    const { findings, statuses } = await fuzzTransport(stage, known, (routes) => {
      const messages = routes.filter(({ path }) => path === '/api/messages');
      return [...messages, ...shuffled(routes, random).slice(0, 1)];
    });
    expect(findings).toEqual([]);
    expect(statuses[413]).toBeGreaterThanOrEqual(4);
    await expect(isStillWell(stage)).resolves.toBe(true);
  }, 60_000);
});
