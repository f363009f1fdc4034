/** Installs the app for the targets of one lane, twenty at a time, at the lane's share of the rate that Graph allows. */
import type { Clock } from '../clock';
import { SECOND_MS } from '../clock';
import type { Log } from '../log';
import { type Budget, waitFor } from './budget';
import { BATCH_SIZE, type Graph } from './graph/graph';
import type { GraphOutcome } from './graph/graphOutcome';
import { findChats, installCall } from './graph/installedApps';
import { LANES, type Target } from './installation';
import type { InstallationName, InstallationStore, TargetChange } from './installationStore';
import { purposeOf, reasonOf } from './reasons';
import { nextTry } from './retries';

export interface InstallDeps {
  store: InstallationStore;
  graph: Graph;
  clock: Clock;
  wait(ms: number): Promise<void>;
  log: Log;
  /** Installations a second in one tenant. */
  perSecond: number;
}

/** Where a lane works, and on what. */
export interface Lane extends InstallationName {
  lane: number;
  /** The app's id in the catalogue. */
  app: string;
}

/** Works until the lane's targets have all come to an end, or the budget is spent. Returns whether nothing is left. */
export async function installLane(deps: InstallDeps, lane: Lane, budget: Budget): Promise<boolean> {
  const { store, clock, perSecond } = deps;
  const msOfOne = (SECOND_MS * LANES) / perSecond;
  // The lanes take turns, so that together they ask evenly.
  let turn = clock() + (lane.lane * BATCH_SIZE * msOfOne) / LANES;
  while (!budget.isSpent()) {
    const left = await store.unfinished(lane, lane.lane, 5 * BATCH_SIZE);
    if (left.length === 0) return true;
    await waitFor(deps, budget, Math.max(turn, Math.min(...left.map(({ retryAt }) => retryAt))));
    if (budget.isSpent()) break;
    const ready = left.filter(({ retryAt }) => retryAt <= clock()).slice(0, BATCH_SIZE);
    if (ready.length === 0) continue;
    turn = clock() + ready.length * msOfOne;
    await installFor(deps, lane, ready);
  }
  return false;
}

/** Asks for all of them in one batch; what is asked for is noted first, so that a repeat knows its own installations again. */
async function installFor(deps: InstallDeps, lane: Lane, targets: readonly Target[]): Promise<void> {
  const { store, graph, clock } = deps;
  await store.change(
    lane,
    targets.map(({ key }) => ({ key, change: { state: 'installing' as const } })),
  );
  const calls = targets.map(({ kind, id = '' }) => installCall(graph, kind, id, lane.app));
  const outcomes = await graph.batch(lane.tenant, calls);
  const now = clock();
  const changes = targets.map((target, at) => ({
    key: target.key,
    target,
    change: changeAfter(outcomes[at] ?? { kind: 'transient', reason: 'no answer' }, target, now),
  }));
  const chats = await chatsOf(deps, lane, changes);
  await store.change(
    lane,
    changes.map(({ key, target, change }) => {
      const chat = chats.get(target.id ?? '');
      return { key, change: chat ? { ...change, chat } : change };
    }),
  );
}

function changeAfter(outcome: GraphOutcome, target: Target, now: number): TargetChange {
  if (outcome.kind === 'ok') return { state: 'installed', at: now };
  // Asked for before, and the answer was lost: then it is this app's own doing.
  if (outcome.kind === 'conflict')
    return { state: target.state === 'installing' ? 'installed' : 'present', at: now };
  const again = nextTry(outcome, target.tries, now);
  // What was throttled was not done; of what failed otherwise that is not sure.
  if (again)
    return {
      ...again,
      ...(outcome.kind === 'throttled' && target.state === 'pending' ? { state: 'pending' } : {}),
    };
  return { state: 'failed', reason: reasonOf(outcome, purposeOf(target.kind)), at: now };
}

/** Only told to operators: an installation without it is one all the same. */
async function chatsOf(
  { graph, log }: InstallDeps,
  { tenant, id, app }: Lane,
  changes: readonly { target: Target; change: TargetChange }[],
): Promise<Map<string, string>> {
  const people = changes.flatMap(({ target, change }) =>
    target.kind === 'user' && target.id && (change.state === 'installed' || change.state === 'present')
      ? [target.id]
      : [],
  );
  const chats = await findChats(graph, tenant, people, app);
  if (chats.size < people.length)
    log.warn('installations.chats-not-found', { installation: id, count: people.length - chats.size });
  return chats;
}
