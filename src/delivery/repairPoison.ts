/** What becomes of a queue message that has failed too often: pointed to anew while its row has tries left, else dead; never forgotten. */
import type { DeliverDeps } from './deliverDeps';
import { MAX_CLAIMS } from './conclude';
import { LEASE_MS } from './deliver';
import { readDeliveryPointer, readShardPointer } from './deliveryPointer';
import { lostOf, MalformedDue, type StoredDue } from './dueRow';
import { isolate } from './deliver';
import { bury } from './endDelivery';
import { finish } from './finish';
import { expandShard } from './lookAhead';
import { waitBeforeRetry } from './retrySchedule';

/** What became of the message. */
export type Repaired = 'nothing-there' | 'replanned' | 'expanded' | 'dead';

/** Handles one message of the poison queue; repeatable. */
export async function repairPoison(deps: DeliverDeps, message: unknown): Promise<Repaired> {
  const repaired = await repair(deps, message);
  deps.log.warn('delivery.poison', { repaired });
  return repaired;
}

async function repair(deps: DeliverDeps, message: unknown): Promise<Repaired> {
  const shard = readShardPointer(message);
  if (shard) {
    await expandShard(deps, shard);
    return 'expanded';
  }
  const pointer = readDeliveryPointer(message);
  if (!pointer) {
    await buryOddMessage(deps, message);
    return 'dead';
  }
  try {
    const due = await deps.store.find({ partition: pointer.p, row: pointer.r });
    return due ? await replanOrBury(deps, due) : 'nothing-there';
  } catch (error) {
    if (!(error instanceof MalformedDue)) throw error;
    await isolate(deps, error);
    return 'dead';
  }
}

async function replanOrBury(deps: DeliverDeps, due: StoredDue): Promise<Repaired> {
  const now = deps.clock();
  const wait = waitBeforeRetry(Math.max(due.attempt - lostOf(due), 1), deps.random());
  if (wait !== undefined && due.attempt < MAX_CLAIMS) {
    // Whoever may be at it now is given their lease.
    await deps.outbox.replan(due, Math.max(due.tryAt, now + Math.max(wait, LEASE_MS)), due.attempt);
    return 'replanned';
  }
  const reason = `its message failed too often, last: ${due.lastOutcome ?? 'unknown'}`;
  await finish(deps, due, await bury(deps, due, reason, now));
  return 'dead';
}

/** A message that is no pointer of a version that is known here. */
export async function buryOddMessage(
  { deadLetters, clock, log }: Pick<DeliverDeps, 'deadLetters' | 'clock' | 'log'>,
  message: unknown,
): Promise<void> {
  log.error('delivery.odd-message', { kind: typeof message });
  await deadLetters.buryMessage(message, 'the queue message is no pointer of a known version', clock());
}
