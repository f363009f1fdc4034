/** What delivery loses and doubles over many occurrences: with two processes that both look ahead and send, and through an outage of storage. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../figures';
import { arrivals, untilArrived } from './arrivals';
import { type DeliveryStage, startDeliveryStage } from './deliveryStage';
import { seedReminders } from './seedReminders';

const MINUTE_MS = 60_000;
const GROUP = 1000;
/** Far enough apart that one group is on the queue at a time: Azurite's queue grows slow with what is hidden. */
const GROUPS_APART_MS = 8 * MINUTE_MS;
const OUTAGE_MS = 60_000;
const NO_LIMITS = { DELIVERY_TENANT_RATE: '0' };

export async function enduranceFigures(): Promise<Row[]> {
  return [...(await twoProcesses(10)), ...(await throughOutage(GROUP))];
}

/** Two hosts: each with its timer and its senders. */
async function twoProcesses(groups: number): Promise<Row[]> {
  const stage = await startDeliveryStage({ hosts: 2, hostEnv: NO_LIMITS });
  try {
    const count = groups * GROUP;
    const first = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 8 * MINUTE_MS;
    const dueAt = (index: number): number => first + Math.floor(index / GROUP) * GROUPS_APART_MS;
    const { serviceUrl } = stage;
    await seedReminders(stage.storage.connectionString, { tenant: 'pair', count, serviceUrl, dueAt });
    await stage.startHosts();
    for (let group = 0; group < groups; group += 1) {
      const at = dueAt(group * GROUP);
      await stage.clock.advance(at - 4 * MINUTE_MS - stage.clock.now());
      await quiet(stage);
      await stage.clock.advance(at - stage.clock.now());
      await untilArrived(stage.connector, (group + 1) * GROUP, 120_000);
      await quiet(stage);
    }
    await drain(stage, count);
    return rowsOf(`two senders and two schedulers, ${count} occurrences`, stage, count, dueAt);
  } finally {
    await stage.stop();
  }
}

/** Storage answers nobody for a minute, host and app alike, in the middle of it all. */
async function throughOutage(count: number): Promise<Row[]> {
  const stage = await startDeliveryStage({ latencyMs: 100, hostEnv: NO_LIMITS });
  try {
    const at = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 4 * MINUTE_MS;
    const { serviceUrl } = stage;
    const dueAt = (): number => at;
    await seedReminders(stage.storage.connectionString, { tenant: 'outage', count, serviceUrl, dueAt });
    await stage.startHosts();
    await stage.clock.advance(MINUTE_MS);
    await quiet(stage);
    await stage.clock.advance(at - stage.clock.now());
    await untilArrived(stage.connector, count / 4, 60_000);
    const before = arrivals(stage.connector).length;
    stage.proxy.hooks = { before: () => 'drop' };
    await sleep(OUTAGE_MS);
    stage.proxy.hooks = {};
    await sleep(5000);
    await drain(stage, count);
    return [
      { figure: `storage away for a minute, after so many of ${count} had come`, value: String(before) },
      ...rowsOf('all of them, through the outage', stage, count, dueAt),
    ];
  } finally {
    await stage.stop();
  }
}

/** Lets as many minutes pass as tries may take, until all have come: what fails once is late, not lost. */
async function drain(stage: DeliveryStage, count: number): Promise<void> {
  const isAll = (): boolean => new Set(arrivals(stage.connector).map(({ text }) => text)).size >= count;
  for (let round = 0; round < 30 && !isAll(); round += 1) {
    await quiet(stage);
    await stage.clock.advance(MINUTE_MS);
    await sleep(1000);
  }
}

function rowsOf(
  title: string,
  { connector }: DeliveryStage,
  count: number,
  dueAt: (index: number) => number,
): Row[] {
  const came = arrivals(connector);
  const distinct = new Set(came.map(({ text }) => text)).size;
  const early = came.filter(({ text, atMs }) => atMs < dueAt(Number(text.slice(1)))).length;
  return [
    {
      figure: `${title}: lost, early, twice`,
      value: `${count - distinct}, ${early}, ${came.length - distinct}`,
      bound: '0, 0, 0',
    },
  ];
}

async function quiet({ proxy }: DeliveryStage): Promise<void> {
  await sleep(500);
  for (let waited = 0; proxy.idleMs() < 1500 && waited < 60_000; waited += 50) await sleep(50);
}
