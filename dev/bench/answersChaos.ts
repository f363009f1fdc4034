/** Questions under SIGKILLs: all are open at once, all are answered, and each answer must be the one final message. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startStage } from '../stage/stage';
import { ChaosWorld } from './answers/chaosWorld';
import { randomSource } from './durable/randomSource';
import { type Row, table } from './figures';

export interface AnswersChaosResult {
  seed: number;
  questions: number;
  kills: number;
  /** Acknowledged questions that were open at once. */
  openAtOnce: number;
  /** Acknowledged, but without an answer that arrived. */
  lost: number;
  /** Taken more than once from one activity. */
  doubled: number;
  /** Whose record has other than exactly one final message, sent. */
  withoutOneFinal: number;
  /** Answers that arrived at the channel once too often, all together. */
  duplicates: number;
}

/** Deliveries that one host can have under way: what may be repeated after each kill. */
const IN_FLIGHT = 24;
const DRAIN_WITHIN_MS = 180_000;

/** Kills the host at random moments, half of the times while questions are asked and half while they are answered. */
export async function answersChaos(
  questions: number,
  kills: number,
  seed: number,
): Promise<AnswersChaosResult> {
  const stage = await startStage({ hostEnv: { DELIVERY_TENANT_RATE: '1000' } });
  const world = new ChaosWorld(stage, randomSource(seed));
  const numbers = Array.from({ length: questions }, (_, index) => index);
  try {
    await world.during(Math.ceil(kills / 2), numbers, (number) => world.ask(number));
    const open = await world.openQuestions();
    await world.during(Math.floor(kills / 2), numbers, async (number) => {
      const ids = open.get(number) ?? [];
      return (await Promise.all(ids.map((id) => world.answer(id, number)))).every(Boolean);
    });
    await drain(world, numbers);
    return await audit(world, { seed, questions, open, numbers });
  } finally {
    await stage.stop();
  }
}

/** Time passes until all has arrived: what a crash left is repaired by the minute. */
async function drain(world: ChaosWorld, numbers: readonly number[]): Promise<void> {
  const until = performance.now() + DRAIN_WITHIN_MS;
  while (performance.now() < until && world.arrivals().size < numbers.length) {
    await sleep(1500);
    await world.stage.clock.advance(30_000);
  }
  await sleep(1500);
}

interface Facts {
  seed: number;
  questions: number;
  open: ReadonlyMap<number, readonly string[]>;
  numbers: readonly number[];
}

async function audit(
  world: ChaosWorld,
  { seed, questions, open, numbers }: Facts,
): Promise<AnswersChaosResult> {
  const arrivals = world.arrivals();
  let withoutOneFinal = 0;
  for (const number of numbers) {
    const [id = ''] = open.get(number) ?? [];
    const { messages = [] } = await world.status(id);
    const finals = messages.filter(({ message }) => message === 'final');
    if (finals.length !== 1 || finals[0]?.state !== 'sent') withoutOneFinal += 1;
  }
  return {
    ...{ seed, questions, kills: world.kills, withoutOneFinal },
    openAtOnce: open.size,
    lost: numbers.filter((number) => !arrivals.has(number)).length,
    doubled: [...open.values()].filter((ids) => ids.length > 1).length,
    duplicates: [...arrivals.values()].reduce((sum, count) => sum + count - 1, 0),
  };
}

/** Whether the run keeps what is promised. */
export function isKept({
  questions,
  kills,
  openAtOnce,
  lost,
  doubled,
  withoutOneFinal,
  duplicates,
}: AnswersChaosResult): boolean {
  const isWhole = openAtOnce === questions && lost === 0 && doubled === 0 && withoutOneFinal === 0;
  return isWhole && duplicates <= kills * IN_FLIGHT;
}

/** `npm run bench answers-chaos [-- --questions n --kills n --seed n]`: the counts, with what they are held against. */
export async function answersChaosFigures(argv: readonly string[]): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      questions: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string' },
    },
  });
  const seed = Number(values.seed ?? Math.floor(performance.timeOrigin % 1_000_000));
  return rowsOf(await answersChaos(Number(values.questions), Number(values.kills), seed));
}

function rowsOf(result: AnswersChaosResult): Row[] {
  const { seed, questions, kills, openAtOnce, lost, doubled, withoutOneFinal, duplicates } = result;
  const perKill = (duplicates / Math.max(1, kills)).toFixed(1);
  return [
    { figure: 'seed, questions, SIGKILLs', value: `${seed}, ${questions}, ${kills}` },
    { figure: 'open at once', value: `${openAtOnce}`, bound: `${questions}` },
    { figure: 'lost', value: `${lost}`, bound: '0' },
    { figure: 'taken twice', value: `${doubled}`, bound: '0' },
    { figure: 'without exactly one final message in the record', value: `${withoutOneFinal}`, bound: '0' },
    {
      figure: 'duplicates at the channel (a kill)',
      value: `${duplicates} (${perKill})`,
      bound: `≤ ${IN_FLIGHT} a kill`,
    },
    { figure: 'kept', value: isKept(result) ? 'yes' : 'no', bound: 'yes' },
  ];
}

/** The script: prints the figures; the exit code is 1 when something was lost or doubled. */
export async function run(argv: readonly string[]): Promise<void> {
  const rows = await answersChaosFigures(argv);
  console.log(table('Answers under kills', rows));
  if (rows.at(-1)?.value !== 'yes') process.exitCode = 1;
}
