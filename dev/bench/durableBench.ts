/** Durable Functions on the embedded host: orchestrations a second, a wide fan-out, memory over many, kills under load. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProjectRoot } from '../projectRoot';
import { BenchHost, type BenchScripts } from './durable/benchHost';
import { killUnderLoad } from './durable/killsUnderLoad';
import { ms, type Row } from './figures';

const WARM_UP = 5000;
const ORCHESTRATIONS = 10_000;
const CONCURRENCY = 32;
const FAN_OUT = 500;
const KILLS = 20;
const KILL_SEED = 1;

/** Measures on hosts of its own, over HTTP as the client of durable-functions speaks it. */
export async function durableFigures(scripts: BenchScripts = builtScripts()): Promise<Row[]> {
  const host = new BenchHost(scripts);
  try {
    await host.start();
    await runOnes(host, 'warm', WARM_UP);
    const before = await heapUsed(host);
    const seconds = await runOnes(host, 'one', ORCHESTRATIONS);
    const after = await heapUsed(host);
    const fanOutMs = await timeFanOut(host);
    return [
      {
        figure: `orchestrations with one activity, of ${ORCHESTRATIONS}`,
        value: `${Math.round(ORCHESTRATIONS / seconds)}/s`,
        bound: '≥ 300/s',
      },
      { figure: `fan-out of ${FAN_OUT} activities`, value: ms(fanOutMs), bound: '≤ 2 s' },
      {
        figure: `heap after ${WARM_UP} and after ${WARM_UP + ORCHESTRATIONS} orchestrations`,
        value: `${megabytes(before)} and ${megabytes(after)}`,
        bound: 'flat',
      },
      ...(await killFigures(scripts)),
    ];
  } finally {
    await host.end('SIGKILL');
    host.removeData();
  }
}

async function killFigures(scripts: BenchScripts): Promise<Row[]> {
  const { acknowledged, completed, doubled, kills, seed } = await killUnderLoad(scripts, KILLS, KILL_SEED);
  return [
    {
      figure: `${kills} SIGKILLs under load (seed ${seed}): acknowledged starts that ended`,
      value: `${completed} of ${acknowledged}`,
      bound: 'all',
    },
    { figure: 'of these with a task twice in the history', value: String(doubled), bound: '0' },
  ];
}

/** Starts so many, several at a time; resolves with the seconds until the last has ended. */
async function runOnes(host: BenchHost, prefix: string, count: number): Promise<number> {
  const began = performance.now();
  let next = 0;
  const starters = Array.from({ length: CONCURRENCY }, async () => {
    for (let index = next++; index < count; index = next++) {
      if (!(await host.startInstance('one', `${prefix}-${index}`, index)))
        throw new Error('A start was refused.');
    }
  });
  await Promise.all(starters);
  while ((await host.countLive(1)) > 0) await delay(10);
  return (performance.now() - began) / 1000;
}

async function timeFanOut(host: BenchHost): Promise<number> {
  const began = performance.now();
  if (!(await host.startInstance('fanOut', 'fan', FAN_OUT))) throw new Error('The start was refused.');
  while ((await host.countLive(1)) > 0) await delay(5);
  return performance.now() - began;
}

async function heapUsed(host: BenchHost): Promise<number> {
  return (JSON.parse((await host.get('/api/memory')).body) as { heapUsed: number }).heapUsed;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

function builtScripts(): BenchScripts {
  const built = join(findProjectRoot(), 'dist/dev');
  return { host: join(built, 'host.js'), app: join(built, 'durableBenchApp.js') };
}
