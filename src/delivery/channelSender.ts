/** Sends through the Bot Connector into a conversation that the registry knows. */
import type { ConversationReference } from 'botframework-schema';
import type { ConversationStore } from '../conversations/conversationStore';
import { withThread } from '../conversations/inboundActivity';
import type { Clock } from '../clock';
import type { ChannelAdapter } from './channelAdapter';
import type { Deliverable, Sender } from './deliveryKind';
import { type Outcome, outcomeOfError } from './outcome';
import { utteranceActivity } from './utteranceActivity';

/** The sender on botbuilder's adapter. The outcome is taken inside the turn, where the send's own answer is. */
export function createChannelSender(
  adapter: ChannelAdapter,
  conversations: ConversationStore,
  clock: Clock,
): Sender {
  return {
    async send({ to, thread, utterance }: Deliverable): Promise<Outcome> {
      const conversation = await conversations.find(to);
      if (!conversation) return { kind: 'conversationGone', reason: 'the conversation is not known' };
      if (conversation.state === 'gone')
        return { kind: 'conversationGone', reason: 'the bot was removed from the conversation' };
      const reference = inThread(conversation.reference, thread);
      let outcome: Outcome = { kind: 'dead', reason: 'the send never began' };
      const attempt = adapter.begin(reference, async (context) => {
        const response = await context.sendActivity(utteranceActivity(utterance, reference.channelId));
        outcome = { kind: 'sent', activityId: response?.id ?? '' };
      });
      return attempt.then(
        () => outcome,
        (error: unknown) => outcomeOfError(error, clock()),
      );
    },
  };
}

/** The reference with the conversation's thread put back, and without the message that it came with: the bot begins, it does not reply. */
function inThread(
  reference: Partial<ConversationReference>,
  thread: string | undefined,
): Partial<ConversationReference> {
  const { activityId, conversation, ...rest } = reference;
  if (!conversation) return rest;
  return { ...rest, conversation: { ...conversation, id: withThread(conversation.id, thread) } };
}
