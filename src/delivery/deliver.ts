/** The only way out: claims one due row, asks the feature whether it is still wanted, sends, records, and plans what comes next. */
import { SECOND_MS } from '../clock';
import type { DeliverDeps } from './deliverDeps';
import { conclude, endSpent, isSpent, usingNoTry } from './conclude';
import { isDueWork, type Loaded } from './deliveryKind';
import type { DeliveryPointer } from './deliveryPointer';
import { MalformedDue, type StoredDue } from './dueRow';
import { doWork } from './doWork';
import { end } from './endDelivery';
import { type DeliverResult, finish } from './finish';
import { isHeldUntil, LEASE_MS } from './lease';
import { isSurelyTime, isTime } from './neverEarly';
import { outcomeOfFault } from './outcomeOfFault';
import { sendWanted } from './sendWanted';
import { createTurns } from './turns';

export type { DeliverDeps } from './deliverDeps';
export type { DeliverResult } from './finish';

export { LEASE_MS };

/** The wait for a limit, for a token, the connector's timeout, and the record. */
const SEND_WITHIN_MS = 30 * SECOND_MS;

/** Makes the use case that the queue trigger calls with each pointer. It may be called with any pointer any number of times. */
export function createDeliver(deps: DeliverDeps): (pointer: DeliveryPointer) => Promise<DeliverResult> {
  const turns = createTurns();
  const deliver = async (pointer: DeliveryPointer): Promise<DeliverResult> => {
    const claimed = await claim(deps, pointer);
    if (typeof claimed === 'string') return claimed;
    const result = await deliverClaimed(deps, claimed);
    note(deps, claimed.due, pointer, result);
    return result;
  };
  // A row that moves stands in two minutes for a moment, and a pointer comes twice at times: the second one sees what the first did.
  return async (pointer) =>
    deps.unrecorded.has(pointer.r) ? 'taken' : turns(pointer.r, () => deliver(pointer));
}

/** A row that is this process's now, and what its feature says of it where it was asked at the same time. */
interface Claimed {
  due: StoredDue;
  loading?: Promise<Loaded> | undefined;
}

/** Claims the row as the pointer has it, or, where that one has changed since, as it is now. */
async function claim(deps: DeliverDeps, pointer: DeliveryPointer): Promise<Claimed | DeliverResult> {
  // A process that has not heard from storage yet reads the row, and with it the time.
  const pointed = deps.surely() !== undefined &&
    pointer.d && { ...pointer.d, key: { partition: pointer.p, row: pointer.r } };
  const claimed = pointed && (await claimRow(deps, pointed));
  if (claimed && claimed !== 'taken') return claimed;
  const due = await findDue(deps, pointer);
  if (due === undefined || due === 'dead') return due ?? 'nothing-there';
  return claimRow(deps, due);
}

async function claimRow(deps: DeliverDeps, due: StoredDue): Promise<Claimed | 'taken' | 'not-yet'> {
  if (isHeldUntil(due.leaseUntil, deps.clock())) return 'taken';
  if (!(await isTime(deps, due))) return 'not-yet';
  const claiming = deps.store.claim(due, deps.clock() + LEASE_MS);
  const loading = loadEarly(deps, due);
  const claimed = await claiming;
  if (!claimed) return 'taken';
  return (await isSurelyTime(deps, claimed)) ? { due: claimed, loading } : 'not-yet';
}

/**
 * Asks the feature while the row is being claimed. Only what nobody has claimed before: the claim by its ETag then shows that
 * nobody else has sent it meanwhile, and what the feature says is as true as if it were asked afterwards.
 */
function loadEarly({ kinds, clock }: DeliverDeps, due: StoredDue): Promise<Loaded> | undefined {
  const kind = kinds.get(due.kind);
  if (due.attempt > 0 || !kind || isDueWork(kind) || !kind.loadsWithoutEffect) return undefined;
  const loading = kind.load(due, clock());
  loading.catch(() => undefined); // heard when it is used; without the claim nobody asks
  return loading;
}

function note(
  { clock, log, metrics }: DeliverDeps,
  { key, kind, attempt, dueAt }: StoredDue,
  { at }: DeliveryPointer,
  result: DeliverResult,
): void {
  const latenessMs = clock() - dueAt;
  const queueAgeMs = at === undefined ? undefined : Math.max(0, clock() - at);
  metrics.delivered(result, kind, latenessMs, queueAgeMs);
  log.info('delivery', { row: key.row, result, attempt, latenessMs, queueAgeMs });
}

/** The row that is pointed to; one that cannot be read is dead. */
async function findDue(deps: DeliverDeps, pointer: DeliveryPointer): Promise<StoredDue | 'dead' | undefined> {
  try {
    return await deps.store.find({ partition: pointer.p, row: pointer.r });
  } catch (error) {
    if (!(error instanceof MalformedDue)) throw error;
    await isolate(deps, error);
    return 'dead';
  }
}

/** Puts a due row that cannot be read where operators see it, out of the way of the others. */
export async function isolate(
  { deadLetters, store, clock, log }: Pick<DeliverDeps, 'deadLetters' | 'store' | 'clock' | 'log'>,
  malformed: MalformedDue,
): Promise<void> {
  log.error('delivery.unreadable', { row: malformed.key.row, reason: malformed.problem });
  await deadLetters.buryRow(malformed, clock());
  await store.remove(malformed.key, malformed.etag);
}

async function deliverClaimed(deps: DeliverDeps, { due, loading }: Claimed): Promise<DeliverResult> {
  try {
    return await tryClaimed(deps, due, loading);
  } catch (error) {
    return conclude(deps, due, outcomeOfFault(deps.log, due, error));
  }
}

async function tryClaimed(
  deps: DeliverDeps,
  due: StoredDue,
  loading?: Promise<Loaded>,
): Promise<DeliverResult> {
  const kind = deps.kinds.get(due.kind);
  const now = deps.clock();
  if (!kind) return end(deps, due, { state: 'dead', reason: `unknown kind ${due.kind}`, at: now });
  if (isDueWork(kind)) return doWork(deps, kind, due, now);
  const loaded = await usingNoTry(deps, due, () => loading ?? kind.load(due, now));
  switch (loaded.state) {
    case 'lost':
      return end(deps, due, { state: 'dead', reason: loaded.reason, at: now });
    case 'unwanted':
      deps.log.info('delivery.unwanted', { row: due.key.row, reason: loaded.reason });
      await deps.store.remove(due.key, due.etag);
      return 'unwanted';
    case 'not-ready':
      await deps.outbox.replan(due, loaded.tryAt, due.attempt - 1);
      return 'not-yet';
    case 'sent':
      await finish(deps, due, loaded.next);
      return 'finished';
    case 'failed':
      return isSpent(due) ? endSpent(deps, due, loaded) : conclude(deps, due, loaded.outcome, loaded);
    case 'wanted':
      return hasStalled(deps, due) ? 'taken' : sendWanted(deps, due, loaded);
  }
}

/** A process that stood still since its claim leaves the row to the next one, which may have it by now. */
function hasStalled({ clock, log }: DeliverDeps, { leaseUntil, key }: StoredDue): boolean {
  const isNearlyOver = clock() > leaseUntil - SEND_WITHIN_MS;
  if (isNearlyOver) log.warn('delivery.stalled', { row: key.row });
  return isNearlyOver;
}
