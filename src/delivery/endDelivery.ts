/** Carries out what follows from a send: the feature's record, another try, parking or burying, and then the end of the due row. */
import { StorageUnavailable } from '../azure/storageError';
import { MINUTE_MS } from '../clock';
import { faultFields, faultText } from '../log';
import { SENT_UNRECORDED } from './deadLetters';
import type { DeliverDeps } from './deliverDeps';
import { type Deliverable, type Hearing, isDueWork, type Settlement } from './deliveryKind';
import type { Due } from './due';
import type { StoredDue } from './dueRow';
import { type DeliverResult, finish } from './finish';
import { park } from './park';
import type { Plan } from './planAfter';

/** Well within the time that a function may take. */
const RECORD_WITHIN_MS = 3 * MINUTE_MS;
/** Soon: once storage is back, whoever reads the row before it is recorded may send again. */
const RECORD_AGAIN_MS = 250;

/** `deliverable`: absent where nothing could be said. */
export type Hearer = Hearing & { deliverable?: Deliverable };

/** @param hearer - absent when the feature could not even be asked: then it can record nothing. */
export async function carryOut(
  deps: DeliverDeps,
  due: StoredDue,
  plan: Plan,
  hearer?: Hearer,
): Promise<DeliverResult> {
  if (plan.step === 'retry') {
    await deps.outbox.replan(due, plan.at, plan.attempt, due.lastOutcome);
    return 'retry';
  }
  // Where nothing could be said there is no conversation to be parked with.
  const to = hearer?.deliverable?.to;
  if (plan.step === 'park' && to) return park(deps, due, plan, { to, hearing: hearer });
  return end(deps, due, settlementOf(plan, deps.clock()), hearer);
}

function settlementOf(plan: Exclude<Plan, { step: 'retry' }>, at: number): Settlement {
  if (plan.step !== 'done') return { state: 'dead', reason: plan.reason, at };
  const { activityId, thread } = plan;
  return { state: 'sent', activityId, at, ...(thread ? { thread } : {}) };
}

/** The delivery ends so: visible to operators when it is dead, recorded by its feature, and gone from what is due. */
export async function end(
  deps: DeliverDeps,
  due: StoredDue,
  settlement: Settlement,
  hearer?: Hearer,
): Promise<DeliverResult> {
  const { state, at } = settlement;
  const next = state === 'dead' ? await bury(deps, due, settlement.reason, at, hearer) : undefined;
  await finish(deps, due, hearer ? await recordOrBury(deps, due, hearer, settlement) : next);
  return state;
}

/**
 * Puts it where operators see it; the feature is told, and says what comes next. The due row is still to be removed.
 *
 * @param hearer - is told of the settlement by itself.
 */
export async function bury(
  { deadLetters, kinds, log }: Pick<DeliverDeps, 'deadLetters' | 'kinds' | 'log'>,
  due: StoredDue,
  reason: string,
  at: number,
  hearer?: Hearer,
): Promise<Due | undefined> {
  const kind = kinds.get(due.kind);
  const isUntold = !hearer || (kind !== undefined && isDueWork(kind));
  const next = isUntold
    ? await kind?.onDead?.(due, reason, at).catch((error: unknown) => untold(log, due, error))
    : undefined;
  await deadLetters.bury(due, reason, at);
  return next;
}

/** What cannot be recorded, as what it belongs to cannot be read, is dead all the same. */
function untold(log: DeliverDeps['log'], { key }: StoredDue, error: unknown): undefined {
  if (error instanceof StorageUnavailable) throw error;
  log.error('delivery.death-not-recorded', { row: key.row, ...faultFields(error) });
}

/** What was sent and cannot be recorded is not sent again: operators see it instead. */
async function recordOrBury(
  deps: DeliverDeps,
  due: StoredDue,
  hearer: Hearer,
  settlement: Settlement,
): Promise<Due | undefined> {
  try {
    return await record(deps, due, hearer, settlement);
  } catch (error) {
    if (settlement.state !== 'sent' || error instanceof StorageUnavailable) throw error;
    deps.log.error('delivery.sent-not-recorded', { row: due.key.row, ...faultFields(error) });
    return bury(deps, due, `${SENT_UNRECORDED}: ${faultText(error)}`, settlement.at);
  }
}

/**
 * What was sent is known here alone until it is recorded: while storage is away this waits for it, as to forget it would
 * send it again. The lease may end meanwhile: this process does not take the row again, and another needs storage too.
 */
async function record(
  deps: DeliverDeps,
  { key: { row } }: StoredDue,
  { settle }: Hearing,
  settlement: Settlement,
): Promise<Due | undefined> {
  if (settlement.state !== 'sent') return settle(settlement);
  deps.unrecorded.add(row);
  try {
    return await untilRecorded(deps, () => settle(settlement));
  } finally {
    deps.unrecorded.delete(row);
  }
}

async function untilRecorded<T>({ clock, wait, log }: DeliverDeps, attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = clock() + RECORD_WITHIN_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StorageUnavailable) || clock() >= giveUpAt) throw error;
      log.warn('delivery.not-recorded-yet', faultFields(error));
      await wait(RECORD_AGAIN_MS);
    }
  }
}
