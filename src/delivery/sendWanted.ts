/** Sends what is wanted, at the moment that its interruption policy allows, and tells the person's place what became of it. */
import { dialogPlace } from '../dialogs/dialogPlace';
import type { Reception } from '../dialogs/interruptions';
import { conclude, endSpent, isSpent, usingNoTry } from './conclude';
import type { DeliverDeps } from './deliverDeps';
import type { Deliverable, Loaded } from './deliveryKind';
import type { StoredDue } from './dueRow';
import type { DeliverResult } from './finish';
import type { PersonalInterruption } from './interruption';
import type { Outcome } from './outcome';
import { outcomeOfFault } from './outcomeOfFault';
import { wakeDue } from './wakeDue';

type Wanted = Extract<Loaded, { state: 'wanted' }>;

/** @param due - claimed. */
export async function sendWanted(deps: DeliverDeps, due: StoredDue, wanted: Wanted): Promise<DeliverResult> {
  if (isSpent(due)) return endSpent(deps, due, wanted);
  const { interruption } = wanted.deliverable;
  const policy = interruption?.policy ?? 'inject';
  if (!interruption || policy === 'inject') return sendNow(deps, due, wanted);
  const reception = await usingNoTry(deps, due, () =>
    deps.interruptions.receive(newcomerOf(due, wanted.deliverable, { ...interruption, policy })),
  );
  switch (reception.kind) {
    case 'send':
      return sendReceived(deps, due, wanted, reception);
    case 'seen':
      return conclude(deps, due, { kind: 'sent', activityId: '' }, wanted);
    case 'later':
      await deps.outbox.replan(due, reception.at, due.attempt - 1);
      return 'not-yet';
    case 'hold':
      return hold(deps, due, reception);
  }
}

function newcomerOf(
  due: StoredDue,
  { to, thread, utterance }: Deliverable,
  {
    person,
    language,
    policy,
    waitAtMostMs,
  }: PersonalInterruption & { policy: 'wait' | 'cancel' | 'interrupt' },
): Parameters<DeliverDeps['interruptions']['receive']>[0] {
  const { kind, owner, item, occurrence, dueAt } = due;
  return {
    place: dialogPlace(to.tenant, person, to.key, thread),
    delivery: due.key.row,
    names: { kind, owner, item, occurrence, dueAt },
    ...{ policy, language, utterance },
    ...(waitAtMostMs === undefined ? {} : { waitAtMostMs }),
  };
}

async function sendNow(deps: DeliverDeps, due: StoredDue, wanted: Wanted): Promise<DeliverResult> {
  return conclude(deps, due, await send(deps, due, wanted.deliverable), wanted);
}

/** What fails here is heard by the feature too. */
function send({ sender, log }: DeliverDeps, due: StoredDue, deliverable: Deliverable): Promise<Outcome> {
  return sender.send(deliverable).catch((error: unknown) => outcomeOfFault(log, due, error));
}

async function sendReceived(
  deps: DeliverDeps,
  due: StoredDue,
  wanted: Wanted,
  { utterance, after }: Extract<Reception, { kind: 'send' }>,
): Promise<DeliverResult> {
  const outcome = await send(deps, due, { ...wanted.deliverable, utterance });
  if (isSurelyUnsent(outcome)) await after(false);
  return conclude(deps, due, outcome, {
    ...wanted,
    settle: async (settlement) => {
      await after(settlement.state === 'sent');
      return wanted.settle(settlement);
    },
  });
}

/** Where it may have been seen, the place goes on expecting it until a try has told. */
const isSurelyUnsent = (outcome: Outcome): boolean =>
  outcome.kind !== 'sent' && !(outcome.kind === 'transient' && outcome.isAmbiguous);

/** Planned for its time first, so that nothing is lost; then it may be woken. */
async function hold(
  deps: DeliverDeps,
  due: StoredDue,
  { until, keep }: Extract<Reception, { kind: 'hold' }>,
): Promise<DeliverResult> {
  await deps.outbox.replan(due, until, due.attempt - 1);
  if ((await keep()) === 'over') await wakeDue(deps, due, until);
  return 'not-yet';
}
