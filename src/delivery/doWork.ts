/** Does one step of what is due but says nothing: with the claim, the retries and the end of a delivery. */
import { conclude, endSpent, isSpent, usingNoTry } from './conclude';
import type { DeliverDeps } from './deliverDeps';
import type { DueWork } from './deliveryKind';
import type { StoredDue } from './dueRow';
import { end } from './endDelivery';
import { type DeliverResult, finish } from './finish';

/** @param due - claimed. @param now - epoch ms. */
export async function doWork(
  deps: DeliverDeps,
  kind: DueWork,
  due: StoredDue,
  now: number,
): Promise<DeliverResult> {
  if (isSpent(due)) return endSpent(deps, due);
  const worked = await usingNoTry(deps, due, () => kind.work(due, now));
  switch (worked.state) {
    case 'done':
      await finish(deps, due, worked.next);
      return 'finished';
    case 'unwanted':
      deps.log.info('delivery.unwanted', { row: due.key.row, reason: worked.reason });
      await deps.store.remove(due.key, due.etag);
      return 'unwanted';
    case 'lost':
      return end(deps, due, { state: 'dead', reason: worked.reason, at: now });
    case 'failed':
      return conclude(deps, due, worked.outcome);
  }
}
