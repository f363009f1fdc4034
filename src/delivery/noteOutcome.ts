/** Notes what a send told of its conversation and its limits. What the channel did stands, whatever becomes of the note. */
import { StorageUnavailable } from '../azure/storageError';
import type { Clock } from '../clock';
import type { Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { faultFields, type Log } from '../log';
import { noteSign } from './conversationSigns';
import type { Limiter } from './limits/limiter';
import type { Outcome } from './outcome';

export interface NotingDeps {
  conversations: ConversationStore;
  clock: Clock;
  limiter?: Limiter | undefined;
  log?: Log | undefined;
}

/**
 * The outcome, marked where it is a first sign only. While storage is away it is told all the same: what was sent would
 * be sent again otherwise.
 *
 * @param movedTo - the service address that it was sent to, where that is new.
 */
export async function noteOutcome(
  { conversations, clock, limiter, log }: NotingDeps,
  conversation: Conversation,
  outcome: Outcome,
  movedTo?: string,
): Promise<Outcome> {
  try {
    if (outcome.kind === 'throttled') await limiter?.throttled(conversation, outcome.retryAfterMs);
    if (outcome.kind === 'sent' && movedTo !== undefined)
      await noteMove(conversations, conversation, movedTo);
    return await noteSign(conversations, conversation, outcome, clock());
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    log?.warn('delivery.outcome-not-noted', faultFields(error));
    const isSign = outcome.kind === 'conversationGone' || outcome.kind === 'conversationBlocked';
    return isSign ? { ...outcome, isFirstSign: true } : outcome;
  }
}

/** Unless somebody wrote meanwhile, from an address that is newer than both. */
async function noteMove(
  conversations: ConversationStore,
  conversation: Conversation,
  serviceUrl: string,
): Promise<void> {
  const fresh = await conversations.find(conversation);
  if (fresh?.reference.serviceUrl !== conversation.reference.serviceUrl) return;
  await conversations.save(conversation, { reference: { ...fresh?.reference, serviceUrl } });
}
