/** Holds that nothing is delivered before it is due: by the best clock before the row is claimed, by storage's own once it is. */
import { SECOND_MS } from '../clock';
import type { DeliverDeps } from './deliverDeps';
import type { StoredDue } from './dueRow';

/** What is this little early is waited for; earlier it goes back on the queue. */
const MAX_WAIT_MS = 2 * SECOND_MS;

/** Whether its time has come; if that takes longer than a moment, the pointer is given back. */
export async function isTime({ clock, wait, outbox }: DeliverDeps, due: StoredDue): Promise<boolean> {
  if (await waitUntil(due.tryAt, clock, wait)) return true;
  await outbox.point(due.key, due.tryAt, due);
  return false;
}

/**
 * Whether it is due by storage's clock, which has just answered the claim; if that is far off, the claim is given back. Where
 * the clocks agree, the answer's own second says so; where they may not, it is sent a second late at most rather than early.
 */
export async function isSurelyTime(deps: DeliverDeps, claimed: StoredDue): Promise<boolean> {
  const { clock, surely, wait, outbox } = deps;
  if (await waitUntil(claimed.dueAt, () => surely() ?? clock(), wait)) return true;
  const tryAt = Math.max(claimed.tryAt, claimed.dueAt); // an odd row may want to be tried before
  await outbox.replan(claimed, tryAt, claimed.attempt - 1, claimed.lastOutcome);
  return false;
}

/** False when it is too long to wait for. */
async function waitUntil(atMs: number, now: () => number, wait: DeliverDeps['wait']): Promise<boolean> {
  for (let left = atMs - now(); left > 0; left = atMs - now()) {
    if (left > MAX_WAIT_MS) return false;
    await wait(Math.ceil(left));
  }
  return true;
}
