/** One installation for many people on the whole app: Graph's stand-in throttles and fails by chance, the host is killed in the middle. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type GraphStandIn, startGraphStandIn } from '../../graph/graphStandIn';
import { GraphWorld } from '../../graph/graphWorld';
import { startStage } from '../../stage/stage';
import { seededRandom } from '../randomNumbers';

export interface InstallRunOptions {
  readonly users: number;
  readonly seed: number;
  /** What Graph allows, and the app keeps to. */
  readonly perSecond: number;
  /** The host is killed once so many were asked for; absent: never. */
  readonly killAfter?: number;
}

export interface InstallRun {
  /** How many targets ended in which state. */
  readonly counts: Readonly<Record<string, number>>;
  /** Whether the stand-in has the app for whoever is told to have it, and for nobody else. */
  readonly isTrue: boolean;
  /** Installations that took effect for somebody who had it. */
  readonly twice: number;
  /** Asked for again although the answer was there: only a kill may lose answers, those of one batch in each lane. */
  readonly askedAgain: number;
  readonly kills: number;
  /** From the first to the last installation, without the time in which the host was away, ms. */
  readonly workedMs: number;
  /** Installations that Graph answered other than with 429. */
  readonly served: number;
  readonly throttled: number;
}

const MANIFEST_ID = '7a3c1d52-0000-4000-8000-000000000001';
const CATALOGUE_ID = '7a3c1d52-0000-4000-8000-0000000000aa';
const TENANT = 'contoso';
/** Of all installations: throttled beyond the limit, told to be there already, failed (half of them having taken effect). */
const FAULTS = { throttled: 0.05, conflict: 0.03, failed: 0.01 };
const GIVE_UP_MS = 10 * 60_000;

/** Installs for everybody and waits for the end. Rejects when it does not come. */
export async function runInstallation(options: InstallRunOptions): Promise<InstallRun> {
  const world = worldOf(options.users);
  const random = seededRandom(options.seed);
  const graph = await startGraphStandIn({
    ...{ world, random, now: Date.now, perSecond: options.perSecond, faults: FAULTS, latencyMs: 50 },
  });
  const stage = await startStage({
    hostEnv: {
      GRAPH_URL: graph.url,
      TEAMS_APP_ID: MANIFEST_ID,
      INSTALLATIONS_PER_SECOND: String(options.perSecond),
    },
  });
  try {
    const location = await post(stage.hostUrl, world);
    const awayMs = options.killAfter === undefined ? 0 : await killAfter(stage, graph, options.killAfter);
    const counts = await ended(stage.hostUrl + location);
    return { ...figuresOf(graph, world, counts, awayMs), kills: options.killAfter === undefined ? 0 : 1 };
  } finally {
    await stage.stop();
    await graph.stop();
  }
}

function worldOf(count: number): GraphWorld {
  const users = Array.from({ length: count }, (_, at) => ({
    id: `aaaaaaaa-0000-4000-8000-${String(at).padStart(12, '0')}`,
    userPrincipalName: `p${at}@contoso.com`,
  }));
  return new GraphWorld({ users, apps: { [MANIFEST_ID]: CATALOGUE_ID } });
}

async function post(hostUrl: string, world: GraphWorld): Promise<string> {
  const response = await fetch(`${hostUrl}/api/installations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      tenant: TENANT,
      users: world.users.map(({ userPrincipalName }) => userPrincipalName),
    }),
  });
  if (response.status !== 202)
    throw new Error(`The call was answered with ${response.status}: ${await response.text()}`);
  return response.headers.get('location') ?? '';
}

/** Kills the host in the middle of its work and starts it again; resolves with how long it was away, ms. */
async function killAfter(
  stage: Awaited<ReturnType<typeof startStage>>,
  graph: GraphStandIn,
  count: number,
): Promise<number> {
  const end = Date.now() + GIVE_UP_MS;
  while (graph.asked.length < count && Date.now() < end) await sleep(10);
  const before = graph.asked.length;
  const killedAt = Date.now();
  await stage.killHost('SIGKILL');
  await stage.startHost();
  while (graph.asked.length === before && Date.now() < end) await sleep(10);
  return Date.now() - killedAt;
}

async function ended(url: string): Promise<Record<string, number>> {
  for (const end = Date.now() + GIVE_UP_MS; Date.now() < end; await sleep(250)) {
    const response = await fetch(url);
    const { state, counts } = (await response.json()) as { state?: string; counts?: Record<string, number> };
    if (state === 'done' && counts) return counts;
  }
  throw new Error('The installation did not end.');
}

function figuresOf(
  { asked }: GraphStandIn,
  world: GraphWorld,
  counts: Record<string, number>,
  awayMs: number,
): Omit<InstallRun, 'kills'> {
  const served = asked.filter(({ status }) => status !== 429);
  const [first, last] = [asked[0]?.at ?? 0, asked.at(-1)?.at ?? 0];
  const told = (counts.installed ?? 0) + (counts.present ?? 0);
  return {
    counts,
    isTrue: told === world.installs.size,
    twice: [...world.installs.values()].filter((times) => times > 1).length,
    askedAgain: askedAgain(asked),
    workedMs: last - first - awayMs,
    served: served.length,
    throttled: asked.length - served.length,
  };
}

function askedAgain(asked: GraphStandIn['asked']): number {
  const answered = new Set<string>();
  let count = 0;
  for (const { id, status } of asked) {
    if (answered.has(id)) count += 1;
    if (status === 201 || status === 409) answered.add(id);
  }
  return count;
}
