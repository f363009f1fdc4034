/** What follows from one try of a claimed row: told to operators, planned and carried out. */
import { StorageUnavailable } from '../azure/storageError';
import { faultFields } from '../log';
import type { DeliverDeps } from './deliverDeps';
import type { StoredDue } from './dueRow';
import { carryOut, end, type Hearer } from './endDelivery';
import type { DeliverResult } from './finish';
import { type Outcome, outcomeText } from './outcome';
import { type Plan, planAfter } from './planAfter';
import { RETRY_WAITS_MS } from './retrySchedule';

/** @param hearer - absent when nothing was to be said, or the feature could not be asked. */
export async function conclude(
  deps: DeliverDeps,
  due: StoredDue,
  outcome: Outcome,
  hearer?: Hearer,
): Promise<DeliverResult> {
  deps.metrics.outcome(outcome.kind);
  if (outcome.kind !== 'sent' && outcome.kind !== 'deferred')
    deps.log.warn('delivery.failed', {
      row: due.key.row,
      attempt: due.attempt,
      outcome: outcome.kind,
      reason: 'reason' in outcome ? outcome.reason : undefined,
    });
  const lastOutcome = outcome.kind === 'deferred' ? due.lastOutcome : outcomeText(outcome);
  const plan = planFor(deps, due, outcome);
  const result = await carryOut(deps, { ...due, ...(lastOutcome ? { lastOutcome } : {}) }, plan, hearer);
  if (result === 'retry' && outcome.kind !== 'deferred') await noteRetry(deps, outcome, hearer);
  return result;
}

/** By the tries that came to something: the schedule does not run out for want of processes that live. */
function planFor(
  { clock, random }: DeliverDeps,
  { attempt, lost = 0, leaseUntil }: StoredDue,
  outcome: Outcome,
): Plan {
  const plan = planAfter(outcome, attempt - lost, clock(), random(), leaseUntil);
  return plan.step === 'retry' ? { ...plan, attempt: plan.attempt + lost } : plan;
}

/** The next try is planned by now, and comes whatever becomes of the note. */
async function noteRetry({ log }: DeliverDeps, outcome: Outcome, hearer?: Hearer): Promise<void> {
  await hearer
    ?.noteRetry?.(outcomeText(outcome))
    .catch((error: unknown) => log.warn('delivery.retry-not-noted', faultFields(error)));
}

/**
 * Processes that end while they are at it use up tries too: what ends them is not tried for ever. They may have been ended by
 * something else, so it takes more of them than of answers.
 */
export const MAX_CLAIMS = 3 * RETRY_WAITS_MS.length;

export const isSpent = (due: StoredDue): boolean => due.attempt > MAX_CLAIMS;

/** The end of a row whose tries are used up. */
export function endSpent(deps: DeliverDeps, due: StoredDue, hearer?: Hearer): Promise<DeliverResult> {
  const reason = `no end in ${due.attempt - 1} tries, last: ${due.lastOutcome ?? 'unknown'}`;
  return end(deps, due, { state: 'dead', reason, at: deps.clock() }, hearer);
}

/** Storage that is away before anything could be done uses up no try: it may be away for longer than a row has tries. */
export async function usingNoTry<T>(deps: DeliverDeps, due: StoredDue, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StorageUnavailable)
      await deps.outbox
        .replan(due, due.leaseUntil, due.attempt - 1, due.lastOutcome)
        .catch((cause: unknown) => deps.log.warn('delivery.not-given-back', faultFields(cause)));
    throw error;
  }
}
