/** What delivery asks of storage: a tick with much or nothing ahead, and one reminder from its due row to its end. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDeadLetters, DEAD_LETTERS_TABLE, type DeadLetterRow } from '../../../src/delivery/deadLetters';
import { createDeliveryMetrics } from '../../../src/delivery/deliveryMetrics';
import { DELIVERY_QUEUE } from '../../../src/delivery/deliveryPointer';
import { DUE_TABLE, type DueRow } from '../../../src/delivery/dueRow';
import { createDueStore } from '../../../src/delivery/dueStore';
import { lookAhead } from '../../../src/delivery/lookAhead';
import { createOutbox } from '../../../src/delivery/outbox';
import { startStorage } from '../../storage/storage';
import type { Row } from '../figures';
import { messageBody, postBody } from '../load';
import { untilArrived } from './arrivals';
import { type DeliveryStage, startDeliveryStage } from './deliveryStage';
import { openAccount, seedFuture, seedReminders } from './seedReminders';
import { startStorageProxy } from './storageProxy';

const MINUTE_MS = 60_000;
const FUTURE = [0, 10_000, 100_000];

export async function operationFigures(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of FUTURE) rows.push(await tickWith(count));
  return [...rows, ...(await perReminder())];
}

/** The second tick of a minute in which nothing is due, with so many reminders an hour ahead. */
async function tickWith(count: number): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-ticks-'));
  const storage = await startStorage({ folder, folderToRemoveWhenOrphaned: folder });
  const proxy = await startStorageProxy(storage.connectionString, storage.ports);
  try {
    await seedFuture(storage.connectionString, count, Date.now() + 60 * MINUTE_MS);
    const account = openAccount(proxy.connectionString);
    const store = createDueStore(account.table<DueRow>(DUE_TABLE), randomUUID);
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const common = { store, kinds: new Map(), clock: Date.now, metrics: createDeliveryMetrics(), log };
    const deps = {
      ...common,
      outbox: createOutbox({ ...common, queue: account.queue(DELIVERY_QUEUE) }),
      deadLetters: createDeadLetters(account.table<DeadLetterRow>(DEAD_LETTERS_TABLE)),
    };
    await lookAhead(deps);
    proxy.reset();
    await lookAhead(deps);
    return {
      figure: `a tick with ${count} future reminders: operations, rows read`,
      value: `${sum(proxy.counts)}, ${sum(proxy.rowsRead)}`,
      bound: '≤ 5, 0',
    };
  } finally {
    await proxy.stop();
    await storage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The limits are on: their operations count too. */
async function perReminder(): Promise<Row[]> {
  const stage = await startDeliveryStage();
  try {
    await stage.startHosts();
    await setOne(stage, 'in 1 minute', 'r1'); // tables are made, addresses learnt
    await stage.clock.advance(MINUTE_MS);
    await untilArrived(stage.connector, 1, 20_000);
    const soon = await lifeOf(stage, 'in 2 minutes', 'r2', 2);
    const later = await lifeOf(stage, 'in 20 minutes', 'r3', 20);
    const recurring = await occurrenceOf(stage);
    return [
      { figure: 'a reminder due soon, from its due row to its end', value: soon, bound: '≤ 13' },
      { figure: 'a reminder due later (the tick’s own operations left out)', value: later, bound: '≤ 13' },
      { figure: 'an occurrence of a recurring reminder', value: recurring, bound: '≤ 10' },
    ];
  } finally {
    await stage.stop();
  }
}

async function setOne(stage: DeliveryStage, when: string, text: string): Promise<void> {
  const agent = new Agent();
  const url = `${stage.hosts[0]?.url}/api/messages`;
  const atMs = stage.clock.now();
  await postBody(url, agent, messageBody(stage.serviceUrl, '1', `remind me ${when} to ${text}`, { atMs }));
  agent.destroy();
}

/** What is the turn's own: who writes, what was said before, how many reminders there are, what can be undone. */
const TURNS = /^(Activities|Conversations|Dialogs|Answers)\.|^Reminders\.(query|merge)$/;
/** What delivery asks for; other rooms' timers have theirs meanwhile. */
const DELIVERYS = /^(Due|Reminders|Conversations|Limits|Parked|DeadLetters|deliveries)\./;
const TICKS = /^Due\.query$/;

async function lifeOf(stage: DeliveryStage, when: string, text: string, minutes: number): Promise<string> {
  await quiet(stage);
  stage.proxy.reset();
  await setOne(stage, when, text);
  await sleep(300);
  const creation = deliveryCounts(stage).filter(([name]) => !TURNS.test(name));
  stage.proxy.reset();
  await stage.clock.advance(minutes * MINUTE_MS - 90_000);
  await quiet(stage);
  const ticked = [...stage.proxy.counts].filter(([name]) => name.endsWith('.send'));
  await passTo(stage, text);
  return named([...creation, ...ticked, ...deliveryCounts(stage)]);
}

async function occurrenceOf(stage: DeliveryStage): Promise<string> {
  const dueAt = Math.ceil(stage.clock.now() / MINUTE_MS) * MINUTE_MS + 20 * MINUTE_MS;
  const { serviceUrl } = stage;
  await seedReminders(stage.storage.connectionString, {
    ...{ tenant: 'recurring', count: 9, serviceUrl, rrule: 'FREQ=DAILY' },
    dueAt: (index) => [dueAt - 8 * MINUTE_MS, dueAt][index - 7] ?? dueAt + 365 * 24 * 60 * MINUTE_MS,
  });
  await stage.clock.advance(dueAt - 8 * MINUTE_MS - stage.clock.now() - 90_000);
  await quiet(stage);
  await passTo(stage, 'r7'); // the tenant's first
  stage.proxy.reset();
  await stage.clock.advance(dueAt - stage.clock.now() - 90_000);
  await quiet(stage);
  const ticked = [...stage.proxy.counts].filter(([name]) => name.endsWith('.send'));
  await passTo(stage, 'r8');
  return named([...ticked, ...deliveryCounts(stage)]);
}

/**
 * Lets the last minute and a half pass until it has come and its row is gone; counts from the last moments on. The app hears
 * from storage once more before: when its clock was moved it knows no sure time, and asks for it.
 */
async function passTo(stage: DeliveryStage, text: string): Promise<void> {
  await stage.clock.advance(80_000);
  await fetch(`${stage.hosts[0]?.url}/api/health`);
  await quiet(stage);
  stage.proxy.reset();
  const said = (): boolean =>
    stage.connector.calls.some(({ activity }) => JSON.stringify(activity ?? {}).includes(`⏰ ${text}`));
  for (let waited = 0; !said() && waited < 40_000; waited += 50) await sleep(50);
  await quiet(stage);
}

/** A tick may fall among them: its scans, its horizon. */
function deliveryCounts({ proxy }: DeliveryStage): [string, number][] {
  const ticks = (proxy.counts.get('Due.query') ?? 0) / 2;
  return [...proxy.counts].flatMap(([name, n]): [string, number][] => {
    if (TICKS.test(name) || !DELIVERYS.test(name)) return [];
    const own = name === 'Due.get' || name === 'Due.merge' ? n - ticks : n;
    return own > 0 ? [[name, own]] : [];
  });
}

function named(counts: readonly [string, number][]): string {
  const total = counts.reduce((all, [, n]) => all + n, 0);
  return `${total} (${counts.map(([name, n]) => (n === 1 ? name : `${n} ${name}`)).join(', ')})`;
}

async function quiet({ proxy }: DeliveryStage): Promise<void> {
  await sleep(500);
  while (proxy.idleMs() < 1500) await sleep(50);
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((all, n) => all + n, 0);
