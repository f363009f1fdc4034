/** A message turn of the app against a bare botbuilder echo bot and one that stores, all in one run. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findProjectRoot } from '../projectRoot';
import { startStage } from '../stage/stage';
import { median, ms, percentile, type Row, times } from './figures';
import { type Target, timeMessages } from './load';

const WARM_UP = 300;
const ROUNDS = 15;
const PER_ROUND = 60;
const THROUGHPUT_MESSAGES = 1500;
const CONCURRENCY = 20;

async function startEcho(
  serviceUrl: string,
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ child: ChildProcess; target: Target }> {
  const child = fork(join(findProjectRoot(), 'dist', 'dev', 'echoBot.js'), args, {
    env: { ...process.env, ...env },
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { child, target: { url, serviceUrl } };
}

/** Latency one at a time, in alternating rounds so that the machine's moods meet all three alike; then throughput at concurrency 20. */
export async function turnFigures(): Promise<Row[]> {
  const stage = await startStage();
  const env = { AzureWebJobsStorage: stage.storage.connectionString };
  const echoes = [
    await startEcho(stage.serviceUrl, env),
    await startEcho(stage.serviceUrl, env, '--storing'),
  ];
  try {
    const targets = [
      { url: stage.messagesUrl, serviceUrl: stage.serviceUrl },
      ...echoes.map(({ target }) => target),
    ];
    const latencies = await latencyRounds(targets);
    const throughputs = await throughputRounds(targets);
    return rowsOf(latencies, throughputs);
  } finally {
    for (const { child } of echoes) child.kill();
    await stage.stop();
  }
}

async function latencyRounds(targets: readonly Target[]): Promise<number[][]> {
  const samples: number[][] = targets.map(() => []);
  for (const target of targets) await timeMessages(target, WARM_UP, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, target] of targets.entries())
      samples[index]?.push(...(await timeMessages(target, PER_ROUND, 1)));
  }
  return samples;
}

async function throughputRounds(targets: readonly Target[]): Promise<number[]> {
  const perSecond: number[] = [];
  for (const target of targets) {
    await timeMessages(target, WARM_UP, CONCURRENCY);
    const began = performance.now();
    await timeMessages(target, THROUGHPUT_MESSAGES, CONCURRENCY);
    perSecond.push(THROUGHPUT_MESSAGES / ((performance.now() - began) / 1000));
  }
  return perSecond;
}

function rowsOf(latencies: readonly number[][], throughputs: readonly number[]): Row[] {
  const [app = NaN, bare = NaN, storing = NaN] = latencies.map(median);
  const [appRate = NaN, bareRate = NaN, storingRate = NaN] = throughputs;
  return [
    { figure: 'bare echo bot: median turn', value: ms(bare) },
    { figure: 'echo bot with the same storage operations: median turn', value: ms(storing) },
    {
      figure: 'the app: median turn (p99)',
      value: `${ms(app)} (${ms(percentile(latencies[0] ?? [], 0.99))})`,
    },
    { figure: 'the app ÷ bare echo', value: times(app / bare), bound: '≤ 7×' },
    { figure: 'the app ÷ storing echo', value: times(app / storing), bound: '≤ 2×' },
    {
      figure: `turns a second at concurrency ${CONCURRENCY}: bare, storing, app`,
      value: [bareRate, storingRate, appRate].map((rate) => rate.toFixed(0)).join(', '),
    },
    { figure: 'throughput of the app ÷ bare echo', value: times(appRate / bareRate), bound: '≥ 0.25×' },
  ];
}
