/** What people and systems of one tenant have is nothing for those of another, nor for others of the same. */
import { seededRandom } from '../../dev/bench/randomNumbers';
import { KINDS } from '../../dev/fuzz/isolation/attacks';
import { runIsolation } from '../../dev/fuzz/isolation/isolationRun';
import { startStage, type Stage } from '../../dev/stage/stage';

const SEED = Number(process.env.RECADO_SEED ?? Math.floor(Math.random() * 1_000_000));
const EVERYTHING = Infinity;

describe('Between tenants', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());
  const random = seededRandom(SEED);

  it(`nothing leaks, changes or arrives, whoever tries what (seed ${SEED})`, async () => {
    const { leaks, tries, pairs } = await runIsolation(stage, { pairs: 20, triesOfEach: 4, random });
    expect(leaks).toEqual([]);
    expect(pairs.colleague).toBe(2);
    expect(Object.keys(tries).filter((kind) => tries[kind as keyof typeof tries] < 40)).toEqual([]);
  }, 240_000);

  it('all that is tried works for the owner, so that it shows what there is to leak', async () => {
    const tried = { pairs: 1, triesOfEach: EVERYTHING, random, role: 'owner' as const };
    const { leaks } = await runIsolation(stage, tried);
    const kinds = KINDS.filter((kind) => leaks.some((leak) => leak.startsWith(`${kind} by an owner`)));
    expect(kinds).toEqual(expect.arrayContaining(['list', 'show', 'card action']));
    for (const table of ['Reminders', 'Answers', 'Notifications', 'Inboxes'])
      expect(leaks.some((leak) => leak.includes(`changed ${table} / `))).toBe(true);
    expect(leaks.some((leak) => leak.includes('heard'))).toBe(true);
  }, 240_000);
});
