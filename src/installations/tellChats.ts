/** Notes whose chat is whose. Only told to operators: an installation without its chat is one all the same, whatever hinders it. */
import { faultFields } from '../log';
import { type Budget, waitFor } from './budget';
import { BATCH_SIZE } from './graph/graph';
import { findChats } from './graph/installedApps';
import type { Target } from './installation';
import type { InstallDeps, Lane } from './installLane';
import { MAX_TRIES, nextTry } from './retries';

/** Looks for the chats of people who have just got the app; who is not found is looked for again by `tellRest`. Never rejects. */
export async function tellChats(deps: InstallDeps, lane: Lane, people: readonly Target[]): Promise<void> {
  try {
    await noteChats(deps, lane, people);
  } catch (error) {
    warn(deps, lane, error);
  }
}

/**
 * Looks again for those whose chat is not known: Graph had no time, or the process ended in between. Returns whether nothing
 * is left to be done. Never rejects.
 */
export async function tellRest(deps: InstallDeps, lane: Lane, budget: Budget): Promise<boolean> {
  try {
    while (!budget.isSpent()) {
      const left = await deps.store.chatless(lane, lane.lane, BATCH_SIZE, MAX_TRIES);
      if (left.length === 0) return true;
      await waitFor(deps, budget, Math.min(...left.map(({ retryAt }) => retryAt)));
      const ready = left.filter(({ retryAt }) => retryAt <= deps.clock());
      await noteChats(deps, lane, ready);
    }
    return false;
  } catch (error) {
    warn(deps, lane, error);
    return true;
  }
}

const warn = ({ log }: InstallDeps, { id }: Lane, error: unknown): void =>
  log.warn('installations.chats-not-noted', { installation: id, ...faultFields(error) });

async function noteChats(
  { store, graph, clock, log }: InstallDeps,
  lane: Lane,
  people: readonly Target[],
): Promise<void> {
  if (people.length === 0) return;
  const ids = people.map(({ id = '' }) => id);
  const chats = await findChats(graph, lane.tenant, ids, lane.app);
  if (chats.size < people.length)
    log.warn('installations.chats-not-found', { installation: lane.id, count: people.length - chats.size });
  const now = clock();
  const changes = people.map(({ key, id = '', state, tries }) => {
    const chat = chats.get(id);
    // Tries of the installation itself count no more.
    const before = state === 'installed' || state === 'present' ? tries : 0;
    return { key, change: chat ? { chat } : laterAgain(before, now) };
  });
  await store.change(lane, changes);
}

/** Without another try it has been looked for often enough. */
function laterAgain(tries: number, now: number): { tries: number; retryAt?: number } {
  const again = nextTry({ kind: 'transient', reason: 'no chat' }, tries, now);
  return again?.retryAt === undefined ? { tries: MAX_TRIES } : { tries: tries + 1, retryAt: again.retryAt };
}
