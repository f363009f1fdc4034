/** SIGKILLs a host while orchestrations are being started on it, and counts what became of every acknowledged start. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DurableDatabase } from '../../host/durable/durableDatabase';
import { finishedTaskId, scheduledTaskId } from '../../host/durable/historyEvents';
import { HistoryTable } from '../../host/durable/historyTable';
import { InstanceTable } from '../../host/durable/instanceTable';
import { BENCH_HUB, BenchHost, type BenchScripts } from './benchHost';
import { randomSource, type RandomSource } from './randomSource';

const STARTERS = 8;
const MAX_RECOVERY_MS = 60_000;

export interface KillsResult {
  seed: number;
  kills: number;
  acknowledged: number;
  /** Of those: ended as they should. */
  completed: number;
  /** Of those: with a task that was scheduled or finished twice in the history. */
  doubled: number;
}

/** The load goes on while the host is killed so many times; then everything must come to its end. */
export async function killUnderLoad(
  scripts: BenchScripts,
  kills: number,
  seed: number,
): Promise<KillsResult> {
  const host = new BenchHost(scripts);
  const random = randomSource(seed);
  const acknowledged: string[] = [];
  try {
    for (let kill = 0; kill < kills; kill += 1) await loadAndKill(host, random, kill, acknowledged);
    await host.start();
    const until = performance.now() + MAX_RECOVERY_MS;
    while ((await host.countLive(1)) > 0 && performance.now() < until) await delay(50);
    await host.end('SIGTERM');
    return { seed, kills, acknowledged: acknowledged.length, ...audit(host.dataFolder, acknowledged) };
  } finally {
    await host.end('SIGKILL');
    host.removeData();
  }
}

async function loadAndKill(
  host: BenchHost,
  random: RandomSource,
  kill: number,
  acknowledged: string[],
): Promise<void> {
  await host.start();
  let isOver = false;
  const starters = Array.from({ length: STARTERS }, async (_, starter) => {
    for (let index = 0; !isOver; index += 1) {
      const id = `k${kill}-${starter}-${index}`;
      const isAcknowledged = await host.startInstance('chain', id, index).catch(() => false); // Killed before it answered.
      if (isAcknowledged) acknowledged.push(id);
    }
  });
  await delay(random.between(50, 500));
  await host.end('SIGKILL');
  isOver = true;
  await Promise.all(starters);
}

function audit(dataFolder: string, instanceIds: readonly string[]): { completed: number; doubled: number } {
  const database = new DurableDatabase(join(dataFolder, `durable-${BENCH_HUB}.db`));
  try {
    const [instances, history] = [new InstanceTable(database), new HistoryTable(database)];
    const completed = instanceIds.filter((id) => instances.find(id)?.status === 'Completed').length;
    const doubled = instanceIds.filter((id) => {
      const events = history.read(id);
      return hasTwice(events.map(scheduledTaskId)) || hasTwice(events.map(finishedTaskId));
    }).length;
    return { completed, doubled };
  } finally {
    database.close();
  }
}

function hasTwice(ids: readonly (number | undefined)[]): boolean {
  const known = ids.filter((id) => id !== undefined);
  return new Set(known).size < known.length;
}
