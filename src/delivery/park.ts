/** A delivery whose conversation cannot be reached waits with it until somebody comes back. */
import type { ConversationAddress } from '../conversations/conversation';
import type { DeliverDeps } from './deliverDeps';
import type { Hearing } from './deliveryKind';
import type { StoredDue } from './dueRow';
import { type DeliverResult, finish } from './finish';
import type { Plan } from './planAfter';

type ParkPlan = Extract<Plan, { step: 'park' }>;

/** Marks the conversation, unless it was known before that nobody is there, and keeps what was to be said with it. */
export async function park(
  deps: DeliverDeps,
  due: StoredDue,
  { conversation, reason, isKnown }: ParkPlan,
  { to, hearing }: { to: ConversationAddress; hearing: Hearing },
): Promise<DeliverResult> {
  const { conversations, parked, outbox, metrics, clock } = deps;
  if (!isKnown) {
    await conversations.save(to, { state: conversation });
    metrics.unreachable(conversation);
  } else if ((await conversations.find(to))?.state === 'active') {
    await outbox.replan(due, clock(), due.attempt - 1); // they have just come back
    return 'retry';
  }
  const at = clock();
  await parked.park(to, due, reason, at);
  const next = await hearing.settle({ state: 'parked', reason, at });
  // Whoever came back before it was recorded found nothing to be told, and took it away: it waits for their next word.
  await parked.park(to, due, reason, at);
  await finish(deps, due, next);
  return 'parked';
}
