/** How fast and how late delivery is, beside the loop that most bots have, and what it costs in storage operations and memory. */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { ms, percentile, type Row, times } from '../figures';
import { type Arrival, untilArrived } from './arrivals';
import { type DeliveryStage, startDeliveryStage } from './deliveryStage';
import { referenceOf, seedReminders } from './seedReminders';

const TENANT = 'bench';
const LATENCY_MS = 100;
const LOOP_SENDS = 60;
const CONCURRENCY = 24;
const MINUTE_MS = 60_000;
const NO_LIMITS = { DELIVERY_TENANT_RATE: '0' };

const machine = (): Row => ({
  figure: 'machine: cores, load before',
  value: `${cpus().length}, ${loadavg()[0]?.toFixed(1)}`,
});

/** Throughput beside a sequential loop, and the tenant's limit with two processes. */
export async function deliveryFigures(): Promise<Row[]> {
  return [machine(), ...(await throughput(1000)), ...(await limited(600))];
}

/** Lateness at 2,000 and 5,000 that are due within a minute. */
export async function latenessFigures(): Promise<Row[]> {
  return [machine(), ...(await lateness(2000, 'p99 ≤ 2.5 s')), ...(await lateness(5000))];
}

/** The loop of the samples: one reference after the other. */
async function loopRate(stage: DeliveryStage): Promise<number> {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const { serviceUrl } = stage;
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

/** All of them lie behind the moment in which the host begins, so that it only has to work them off. */
async function throughput(count: number): Promise<Row[]> {
  const stage = await startDeliveryStage({ latencyMs: LATENCY_MS, hostEnv: NO_LIMITS });
  try {
    const loop = await loopRate(stage);
    const dueAt = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 4 * MINUTE_MS;
    await seedReminders(
      stage.storage.connectionString,
      seed(stage, count, () => dueAt),
    );
    await stage.startHosts();
    await nextTick(stage);
    stage.proxy.reset();
    await stage.clock.advance(dueAt - stage.clock.now());
    const came = await untilArrived(stage.connector, count, 120_000);
    await sleep(1500);
    const rate = rateOf(came);
    const perReminder = [...stage.proxy.counts.values()].reduce((sum, n) => sum + n, 0) / count;
    return [
      {
        figure: `sequential loop of continueConversationAsync, latency ${LATENCY_MS} ms`,
        value: perSecond(loop),
      },
      { figure: `one process, concurrency ${CONCURRENCY}, ${count} waiting`, value: perSecond(rate) },
      { figure: 'delivery ÷ loop', value: times(rate / loop), bound: '≥ 15×' },
      {
        figure: 'delivery ÷ (concurrency ÷ latency)',
        value: times(rate / (CONCURRENCY / (LATENCY_MS / 1000))),
        bound: '≥ 0.6×',
      },
      { figure: 'storage operations per delivery, from its claim on', value: perReminder.toFixed(2) },
      { figure: 'which', value: whichOf(stage, count) },
      {
        figure: 'twice',
        value: String(came.length - new Set(came.map(({ text }) => text)).size),
        bound: '0',
      },
      { figure: 'memory of host and app (RSS) after it', value: memoryOf(stage) },
    ];
  } finally {
    await stage.stop();
  }
}

/** Spread over one minute, which passes in real time. */
async function lateness(count: number, bound?: string): Promise<Row[]> {
  const stage = await startDeliveryStage({ latencyMs: LATENCY_MS, hostEnv: NO_LIMITS });
  try {
    const dueFrom = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 4 * MINUTE_MS;
    const dueAt = (index: number): number => dueFrom + Math.floor((index / count) * MINUTE_MS);
    await seedReminders(stage.storage.connectionString, seed(stage, count, dueAt));
    await stage.startHosts();
    await nextTick(stage);
    await stage.clock.advance(dueFrom - stage.clock.now() - 2000);
    const came = await untilArrived(stage.connector, count, 240_000);
    const late = came.map(({ text, atMs }) => atMs - dueAt(Number(text.slice(1))));
    return [
      {
        figure: `lateness, ${count} due in one minute: p50, p99`,
        value: [0.5, 0.99].map((part) => ms(percentile(late, part))).join(', '),
        ...(bound ? { bound } : {}),
      },
      {
        figure: `of these: come, early`,
        value: `${came.length}, ${late.filter((value) => value < 0).length}`,
        bound: `${count}, 0`,
      },
    ];
  } finally {
    await stage.stop();
  }
}

/** One tenant under its limit, two processes sending. */
async function limited(count: number): Promise<Row[]> {
  const stage = await startDeliveryStage({ latencyMs: LATENCY_MS, hosts: 2 });
  try {
    const dueAt = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 4 * MINUTE_MS;
    await seedReminders(
      stage.storage.connectionString,
      seed(stage, count, () => dueAt),
    );
    await stage.startHosts();
    await nextTick(stage);
    await stage.clock.advance(dueAt - stage.clock.now());
    const came = await untilArrived(stage.connector, count, 120_000);
    return [
      {
        figure: 'tenant limit 30/s, two processes: most in any second',
        value: String(most(came, 1000)),
        bound: '≤ 30',
      },
      {
        figure: 'part of the allowance that is used',
        value: `${((rateOf(came) / 30) * 100).toFixed(0)} %`,
        bound: '≥ 80 %',
      },
      {
        figure: 'come, twice',
        value: `${came.length}, ${came.length - new Set(came.map(({ text }) => text)).size}`,
        bound: `${count}, 0`,
      },
    ];
  } finally {
    await stage.stop();
  }
}

const seed = ({ serviceUrl }: DeliveryStage, count: number, dueAt: (index: number) => number) => ({
  ...{ tenant: TENANT, count, serviceUrl, dueAt },
});

/** Lets the tick pass that puts the pointers on the queue. */
async function nextTick(stage: DeliveryStage): Promise<void> {
  await stage.clock.advance(MINUTE_MS - (stage.clock.now() % MINUTE_MS) + 200);
  await sleep(1500);
  while (stage.proxy.idleMs() < 1500) await sleep(100);
}

/** From the first to the last but the slowest hundredth, which waits for leases and polls. */
function rateOf(came: readonly Arrival[]): number {
  const at = came.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const last = Math.floor(at.length * 0.99) - 1;
  return last / (((at[last] ?? NaN) - (at[0] ?? NaN)) / 1000);
}

function most(came: readonly Arrival[], withinMs: number): number {
  const at = came.map(({ atMs }) => atMs).sort((a, b) => a - b);
  let [count, first] = [0, 0];
  at.forEach((time, index) => {
    while (time - (at[first] ?? 0) >= withinMs) first += 1;
    count = Math.max(count, index - first + 1);
  });
  return count;
}

function whichOf({ proxy }: DeliveryStage, count: number): string {
  return [...proxy.counts]
    .filter(([, n]) => n / count >= 0.05)
    .map(([name, n]) => `${name} ${(n / count).toFixed(2)}`)
    .join(', ');
}

function memoryOf({ hosts }: DeliveryStage): string {
  try {
    const status = readFileSync(`/proc/${hosts[0]?.pid}/status`, 'utf8');
    return `${(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024).toFixed(0)} MB`;
  } catch {
    return 'not known on this system';
  }
}

const perSecond = (rate: number): string => `${rate.toFixed(1)}/s`;
