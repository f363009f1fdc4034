/** How a delivery ends: what follows is planned, and its due row goes. */
import type { DeliverDeps } from './deliverDeps';
import type { Due } from './due';
import type { StoredDue } from './dueRow';

/** What became of a pointer, for the log and for tests. */
export type DeliverResult =
  'nothing-there' | 'not-yet' | 'taken' | 'unwanted' | 'finished' | 'sent' | 'retry' | 'parked' | 'dead';

/**
 * After the record: plans what follows, then removes the row as it was claimed; one that was planned again meanwhile stays. A
 * crash between two of them repeats the rest, not the sending.
 */
export async function finish(deps: DeliverDeps, due: StoredDue, next: Due | undefined): Promise<void> {
  if (next) await deps.outbox.plan(next);
  await deps.store.remove(due.key, due.etag);
}
