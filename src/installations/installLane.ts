/** Installs the app for the targets of one lane, in batches, at the lane's share of the rate that Graph allows. */
import type { Clock } from '../clock';
import { SECOND_MS } from '../clock';
import type { Log } from '../log';
import { type Budget, waitFor } from './budget';
import { BATCH_SIZE, type Graph } from './graph/graph';
import type { GraphOutcome } from './graph/graphOutcome';
import { installCall } from './graph/installedApps';
import { LANES, type Target } from './installation';
import type { InstallationName, InstallationStore, TargetChange } from './installationStore';
import { purposeOf, reasonOf } from './reasons';
import { nextTry } from './retries';
import { tellChats, tellRest } from './tellChats';

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
  const pace = paceOf(perSecond);
  let turn = nextTurn(lane, pace, clock());
  let telling = Promise.resolve();
  // All before it have come to an end, and stay there: nobody is added any more, and many need not be looked at again each time.
  let from: string | undefined;
  try {
    while (!budget.isSpent()) {
      const left = await store.unfinished(lane, lane.lane, 5 * BATCH_SIZE, from);
      if (left.length === 0) {
        await telling;
        return await tellRest(deps, lane, budget);
      }
      from = left[0]?.key;
      await waitFor(deps, budget, Math.max(turn, Math.min(...left.map(({ retryAt }) => retryAt))));
      if (budget.isSpent()) break;
      const ready = left.filter(({ retryAt }) => retryAt <= clock()).slice(0, pace.batch);
      if (ready.length === 0) continue;
      const isFull = ready.length === pace.batch;
      turn = isFull ? nextTurn(lane, pace, clock() + 1) : clock() + ready.length * pace.msOfOne;
      const reached = await installFor(deps, lane, ready);
      await telling;
      telling = tellChats(deps, lane, reached);
    }
  } finally {
    await telling;
  }
  return false;
}

/** How a lane asks: so many at once, and its time for each of them (ms). */
interface Pace {
  batch: number;
  msOfOne: number;
}

/** A little less than is allowed: what is asked for on the second does not always come on the second. */
const SHARE_OF_ALLOWED = 0.95;

/** In no second are more asked for than the rate: whole batches of an even size, as many as go into a second. */
function paceOf(perSecond: number): Pace {
  const batch = Math.max(1, Math.floor(perSecond / Math.ceil(perSecond / BATCH_SIZE)));
  return { batch, msOfOne: (SECOND_MS * LANES) / (perSecond * SHARE_OF_ALLOWED) };
}

/** The lanes take turns by the clock alone, whoever runs them and since when: so together they ask evenly. */
function nextTurn({ lane }: Lane, { batch, msOfOne }: Pace, from: number): number {
  const turnMs = batch * msOfOne;
  const offset = (lane * turnMs) / LANES;
  return Math.ceil(Math.ceil((from - offset) / turnMs) * turnMs + offset);
}

/** Asks for all of them in one batch; what is asked for is noted first, so that a repeat knows its own installations again. */
async function installFor(deps: InstallDeps, lane: Lane, targets: readonly Target[]): Promise<Target[]> {
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
    change: changeAfter(outcomes[at] ?? { kind: 'transient', reason: 'no answer' }, target, now),
  }));
  await store.change(lane, changes);
  const hasApp = ({ state }: TargetChange): boolean => state === 'installed' || state === 'present';
  return targets.filter(({ kind }, at) => kind === 'user' && hasApp(changes[at]?.change ?? {}));
}

function changeAfter(outcome: GraphOutcome, target: Target, now: number): TargetChange {
  if (outcome.kind === 'ok') return { state: 'installed', tries: 0, at: now };
  // Asked for before, and the answer was lost: then it is this app's own doing.
  if (outcome.kind === 'conflict')
    return { state: target.state === 'installing' ? 'installed' : 'present', tries: 0, at: now };
  const again = nextTry(outcome, target.tries, now);
  // What was throttled was not done; of what failed otherwise that is not sure.
  if (again)
    return {
      ...again,
      ...(outcome.kind === 'throttled' && target.state === 'pending' ? { state: 'pending' } : {}),
    };
  return { state: 'failed', reason: reasonOf(outcome, purposeOf(target.kind)), at: now };
}
