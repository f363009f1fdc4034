/** What a send's outcome says about its conversation: gone only when two signs say so, and back when a message got through. */
import { MINUTE_MS } from '../clock';
import type { Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import type { Outcome } from './outcome';

/** Channels say "not in the roster" at random for a moment; a second sign counts only this long after the first. */
export const SECOND_SIGN_AFTER_MS = MINUTE_MS;
const MAX_CLOCK_ERROR_MS = 5 * MINUTE_MS;

/** Keeps what the outcome tells of the conversation; gives the outcome, marked where it is a first sign only. */
export async function noteSign(
  store: ConversationStore,
  conversation: Conversation,
  outcome: Outcome,
  now: number,
): Promise<Outcome> {
  const { state } = conversation;
  const goneSignAt = signOf(conversation, now);
  if (outcome.kind === 'sent') {
    if (conversation.goneSignAt !== undefined || state !== 'active')
      await store.save(conversation, { state: 'active', goneSignAt: 0 });
    return outcome;
  }
  const isUnsure =
    outcome.kind === 'conversationGone' || (outcome.kind === 'conversationBlocked' && outcome.isUnnamed);
  if (!isUnsure) return outcome;
  if (goneSignAt === undefined) await store.save(conversation, { goneSignAt: now });
  const isSecond = goneSignAt !== undefined && now - goneSignAt >= SECOND_SIGN_AFTER_MS;
  // Whoever wrote while it was being sent has taken the first sign back.
  const isConfirmed = isSecond && signOf(await store.find(conversation), now) !== undefined;
  return isConfirmed ? outcome : { ...outcome, isFirstSign: true };
}

/** When the first sign was; one of the future is an odd row's. */
function signOf(conversation: Conversation | undefined, now: number): number | undefined {
  const signAt = conversation?.goneSignAt;
  return signAt !== undefined && signAt <= now + MAX_CLOCK_ERROR_MS ? signAt : undefined;
}
