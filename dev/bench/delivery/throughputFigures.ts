/** How many deliveries one process gets through in a second, beside the loop that most bots have, and what limits it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { cpus } from 'node:os';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { type Row, times } from '../figures';
import { rateOf, twice, untilArrived } from './arrivals';
import type { DeliveryStage } from './deliveryStage';
import { CONCURRENCY, type DueStage, LATENCY_MS, NO_LIMITS, startDueStage, TENANT } from './dueStage';
import { processorMs, residentMemory } from './processorTime';
import { referenceOf } from './seedReminders';
import { storageCeiling } from './storageCeiling';

const LOOP_SENDS = 60;
const WITHIN_MS = 120_000;

/** All of them lie behind the moment in which the host begins, so that it only has to work them off. */
export async function throughputFigures(count: number): Promise<Row[]> {
  let loop = NaN;
  let ceiling: Row[] = [];
  const stage = await startDueStage(
    count,
    () => 0,
    { isDirect: true, hostEnv: NO_LIMITS },
    async (prepared) => {
      loop = await loopRate(prepared);
      ceiling = await storageCeiling(prepared.storage.connectionString);
    },
  );
  try {
    const run = await workOff(stage, count);
    return [
      {
        figure: `sequential loop of continueConversationAsync, latency ${LATENCY_MS} ms`,
        value: perSecond(loop),
      },
      { figure: `one process, concurrency ${CONCURRENCY}, ${count} waiting`, value: perSecond(run.rate) },
      { figure: 'delivery ÷ loop', value: times(run.rate / loop), bound: '≥ 15×' },
      {
        figure: 'delivery ÷ (concurrency ÷ latency)',
        value: times(run.rate / (CONCURRENCY / (LATENCY_MS / 1000))),
        bound: '≥ 0.6×',
      },
      ...ceiling,
      ...run.processors,
      { figure: 'twice', value: String(run.twice), bound: '0' },
      { figure: 'memory of host and app (RSS) after it', value: residentMemory(stage.hosts[0]?.pid) },
    ];
  } finally {
    await stage.stop();
  }
}

/** What a delivery asks of storage from its claim on, counted on the way. */
export async function operationsPerDelivery(count: number): Promise<Row[]> {
  const stage = await startDueStage(count, () => 0, { hostEnv: NO_LIMITS });
  try {
    stage.proxy.reset();
    await workOff(stage, count);
    await sleep(1500);
    const counts = [...stage.proxy.counts].filter(([, n]) => n / count >= 0.05);
    const total = counts.reduce((sum, [, n]) => sum + n, 0) / count;
    const which = counts.map(([name, n]) => `${name} ${(n / count).toFixed(2)}`).join(', ');
    return [
      {
        figure: 'storage operations per delivery, from its claim on',
        value: `${total.toFixed(2)} (${which})`,
      },
    ];
  } finally {
    await stage.stop();
  }
}

/** The loop of the samples: one reference after the other. */
async function loopRate({ serviceUrl }: DeliveryStage): Promise<number> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const began = performance.now();
  for (let index = 0; index < LOOP_SENDS; index += 1)
    await adapter.continueConversationAsync(
      '',
      referenceOf({ tenant: TENANT, serviceUrl }, index) as never,
      async (context) => {
        await context.sendActivity('loop');
      },
    );
  return LOOP_SENDS / ((performance.now() - began) / 1000);
}

async function workOff(
  stage: DueStage,
  count: number,
): Promise<{ rate: number; twice: number; processors: Row[] }> {
  const parts = { storage: stage.storage.pid, 'host and app': stage.hosts[0]?.pid, channel: process.pid };
  await stage.clock.advance(stage.dueFrom - stage.clock.now());
  const before = Object.values(parts).map(processorMs);
  const began = performance.now();
  const came = await untilArrived(stage.connector, count, WITHIN_MS);
  const tookMs = performance.now() - began;
  const used = Object.values(parts).map((pid, index) => processorMs(pid) - (before[index] ?? NaN));
  const all = used.reduce((sum, part) => sum + part, 0);
  return {
    rate: rateOf(came),
    twice: twice(came),
    processors: [
      {
        figure: `processor time per delivery: ${Object.keys(parts).join(', ')}`,
        value: `${used.map((part) => (part / count).toFixed(2)).join(', ')} ms`,
      },
      {
        figure: 'part of all processors that this is while it lasts',
        value: `${((all / tookMs / cpus().length) * 100).toFixed(0)} %`,
      },
    ],
  };
}

const perSecond = (rate: number): string => `${rate.toFixed(1)}/s`;
