/** What a send's outcome says about its conversation: gone only when two signs say so, and back when a message got through. */
import { MINUTE_MS } from '../clock';
import type { Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import type { Outcome } from './outcome';

/** Channels say "not in the roster" at random for a moment; a second sign counts only this long after the first. */
export const SECOND_SIGN_AFTER_MS = MINUTE_MS;

/** Keeps what the outcome tells of the conversation; gives the outcome, marked where it is a first sign only. */
export async function noteSign(
  store: ConversationStore,
  conversation: Conversation,
  outcome: Outcome,
  now: number,
): Promise<Outcome> {
  const { goneSignAt, state } = conversation;
  if (outcome.kind === 'sent') {
    if (goneSignAt !== undefined || state !== 'active')
      await store.save(conversation, { state: 'active', goneSignAt: 0 });
    return outcome;
  }
  const isUnsure =
    outcome.kind === 'conversationGone' || (outcome.kind === 'conversationBlocked' && outcome.isUnnamed);
  if (!isUnsure) return outcome;
  if (goneSignAt === undefined) await store.save(conversation, { goneSignAt: now });
  const isConfirmed = goneSignAt !== undefined && now - goneSignAt >= SECOND_SIGN_AFTER_MS;
  return isConfirmed ? outcome : { ...outcome, isFirstSign: true };
}
