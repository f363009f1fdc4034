/** The only way out: claims one due row, asks the feature whether it is still wanted, sends, records, and plans what comes next. */
import type { ConversationStore } from '../conversations/conversationStore';
import { type Clock, MINUTE_MS, SECOND_MS } from '../clock';
import type { Log } from '../log';
import type { DeadLetters } from './deadLetters';
import type { DeliveryKind, Loaded, Sender, Settlement } from './deliveryKind';
import type { DeliveryPointer } from './deliveryPointer';
import type { Due } from './due';
import type { DueStore, StoredDue } from './dueStore';
import type { Outbox } from './outbox';
import type { Outcome } from './outcome';
import { type Plan, planAfter } from './planAfter';

/** Longer than the connector's timeout: while it lasts nobody else sends this row. */
export const LEASE_MS = MINUTE_MS;
/** A pointer this little early is waited for; an earlier one goes back on the queue. */
const MAX_WAIT_MS = 2 * SECOND_MS;

export interface DeliverDeps {
  store: DueStore;
  outbox: Outbox;
  deadLetters: DeadLetters;
  conversations: ConversationStore;
  kinds: ReadonlyMap<string, DeliveryKind>;
  sender: Sender;
  clock: Clock;
  wait(ms: number): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
  log: Log;
}

type Wanted = Extract<Loaded, { state: 'wanted' }>;

/** What became of a pointer, for the log and for tests. */
export type DeliverResult =
  'nothing-there' | 'not-yet' | 'taken' | 'unwanted' | 'finished' | 'sent' | 'retry' | 'parked' | 'dead';

/** Makes the use case that the queue trigger calls with each pointer. It may be called with any pointer any number of times. */
export function createDeliver(deps: DeliverDeps): (pointer: DeliveryPointer) => Promise<DeliverResult> {
  return async (pointer) => {
    const due = await deps.store.find({ partition: pointer.p, row: pointer.r });
    if (!due) return 'nothing-there';
    if (due.leaseUntil > deps.clock()) return 'taken';
    if (!(await isTime(deps, due))) return 'not-yet';
    const claimed = await deps.store.claim(due, deps.clock() + LEASE_MS);
    if (!claimed) return 'taken';
    const result = await deliverClaimed(deps, claimed);
    deps.log.info('delivery', {
      row: claimed.key.row,
      result,
      attempt: claimed.attempt,
      latenessMs: deps.clock() - claimed.dueAt,
    });
    return result;
  };
}

/** Never early: waits for the last moments here, and gives the pointer back for longer ones. */
async function isTime({ clock, wait, outbox }: DeliverDeps, due: StoredDue): Promise<boolean> {
  for (let left = due.tryAt - clock(); left > 0; left = due.tryAt - clock()) {
    if (left > MAX_WAIT_MS) {
      await outbox.point(due.key, due.tryAt);
      return false;
    }
    await wait(left);
  }
  return true;
}

async function deliverClaimed(deps: DeliverDeps, due: StoredDue): Promise<DeliverResult> {
  const kind = deps.kinds.get(due.kind);
  if (!kind) return end(deps, due, { state: 'dead', reason: `unknown kind ${due.kind}`, at: deps.clock() });
  const loaded = await kind.load(due, deps.clock());
  if (loaded.state === 'unwanted') {
    deps.log.info('delivery.unwanted', { row: due.key.row, reason: loaded.reason });
    await deps.store.remove(due.key);
    return 'unwanted';
  }
  if (loaded.state === 'not-ready') {
    await deps.outbox.replan(due, loaded.tryAt, due.attempt - 1);
    return 'not-yet';
  }
  if (loaded.state === 'sent') {
    await finish(deps, due, loaded.next);
    return 'finished';
  }
  const outcome = await deps.sender.send(loaded.deliverable);
  if (outcome.kind !== 'sent') noteFailure(deps.log, due, outcome);
  return carryOut(deps, due, loaded, planAfter(outcome, due.attempt, deps.clock(), deps.random()));
}

function noteFailure(log: Log, due: StoredDue, outcome: Outcome): void {
  log.warn('delivery.failed', {
    row: due.key.row,
    attempt: due.attempt,
    outcome: outcome.kind,
    reason: 'reason' in outcome ? outcome.reason : undefined,
  });
}

async function carryOut(
  deps: DeliverDeps,
  due: StoredDue,
  { deliverable, settle }: Wanted,
  plan: Plan,
): Promise<DeliverResult> {
  if (plan.step === 'retry') {
    await deps.outbox.replan(due, plan.at, plan.attempt);
    return 'retry';
  }
  if (plan.step === 'park') await deps.conversations.save(deliverable.to, { state: plan.conversation });
  return end(deps, due, settlementOf(plan, deps.clock()), settle);
}

function settlementOf(plan: Exclude<Plan, { step: 'retry' }>, at: number): Settlement {
  if (plan.step === 'done') {
    const { activityId, thread } = plan;
    return { state: 'sent', activityId, at, ...(thread ? { thread } : {}) };
  }
  return { state: plan.step === 'park' ? 'parked' : 'dead', reason: plan.reason, at };
}

async function end(
  deps: DeliverDeps,
  due: StoredDue,
  settlement: Settlement,
  settle?: Wanted['settle'],
): Promise<DeliverResult> {
  if (settlement.state === 'dead') await deps.deadLetters.bury(due, settlement.reason, settlement.at);
  await finish(deps, due, await settle?.(settlement));
  return settlement.state;
}

/** After the record: plans what follows, then removes the row. A crash between two of them repeats the rest, not the sending. */
async function finish(deps: DeliverDeps, due: StoredDue, next: Due | undefined): Promise<void> {
  if (next) await deps.outbox.plan(next);
  await deps.store.remove(due.key);
}
