/** Sends through the Bot Connector into a conversation that the registry knows. */
import { type Activity, ActivityTypes, type ConversationReference } from 'botframework-schema';
import type { Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { threadOf, withThread } from '../conversations/inboundActivity';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { ChannelAdapter } from './channelAdapter';
import type { Deliverable, Sender } from './deliveryKind';
import type { Limiter } from './limits/limiter';
import { noteOutcome } from './noteOutcome';
import { type Outcome, outcomeOfError } from './outcome';
import { unusableReference } from './unusableReference';
import { utteranceActivity } from './utteranceActivity';

/** The sender on botbuilder's adapter. The outcome is taken inside the turn, where the send's own answer is. */
export function createChannelSender(
  adapter: ChannelAdapter,
  conversations: ConversationStore,
  clock: Clock,
  limiter?: Limiter,
  log?: Log,
): Sender {
  return {
    async send(deliverable: Deliverable): Promise<Outcome> {
      const conversation = await conversations.find(deliverable.to);
      // Nothing waits for what is not there to come back: it would be parked for ever.
      if (!conversation) return { kind: 'dead', reason: 'the conversation is not known' };
      if (conversation.state === 'gone')
        return {
          kind: 'conversationGone',
          reason: 'the bot was removed from the conversation',
          isKnown: true,
        };
      const unusable = unusableReference(conversation.reference);
      if (unusable) return { kind: 'dead', reason: unusable };
      const beginsThread = deliverable.beginsThread === true && conversation.kind === 'channel';
      const reference = inThread(conversation.reference, beginsThread ? undefined : deliverable.thread);
      const activity = utteranceActivity(deliverable.utterance, reference.channelId);
      const { typingFirst, replaces, isBulk = false } = deliverable;
      // A courtesy that the limit has no room for is left out.
      const isTyping = typingFirst === true && !replaces && !beginsThread && (limiter?.most ?? 2) >= 2;
      const sends = isTyping ? 2 : 1;
      const admission = await limiter?.admit(conversation, sends, isBulk);
      if (admission && !admission.isAdmitted) return { kind: 'deferred', until: admission.until };
      const attempt = (to: Partial<ConversationReference>): Promise<Outcome> =>
        (beginsThread
          ? beginThread(adapter, to, activity)
          : say(adapter, to, activity, { replaces, isTyping })
        ).catch((error: unknown) => outcomeOf(deliverable, outcomeOfError(error, clock())));
      const first = await attempt(reference);
      const { outcome, movedTo } =
        first.kind === 'wrongRegion'
          ? await tryNewestRegion(conversations, conversation, reference, attempt)
          : { outcome: first };
      return noteOutcome({ conversations, clock, limiter, log }, conversation, outcome, movedTo);
    },
  };
}

/** The service address that the tenant was last heard from is tried once. */
async function tryNewestRegion(
  store: ConversationStore,
  conversation: Conversation,
  reference: Partial<ConversationReference>,
  attempt: (to: Partial<ConversationReference>) => Promise<Outcome>,
): Promise<{ outcome: Outcome; movedTo?: string }> {
  const newest = await store.newestServiceUrl(conversation.tenant, reference.channelId ?? '');
  if (!newest || newest === reference.serviceUrl) return { outcome: { kind: 'wrongRegion' } };
  return { outcome: await attempt({ ...reference, serviceUrl: newest }), movedTo: newest };
}

async function say(
  adapter: ChannelAdapter,
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
  { replaces, isTyping }: { replaces: string | undefined; isTyping: boolean },
): Promise<Outcome> {
  let outcome: Outcome = { kind: 'dead', reason: 'the send never began' };
  await adapter.begin(reference, async (context) => {
    if (replaces) {
      await context.updateActivity({ ...activity, id: replaces });
      outcome = { kind: 'sent', activityId: replaces };
      return;
    }
    // Only a courtesy: what hinders it will hinder the message too, and is told then.
    if (isTyping) await context.sendActivity({ type: ActivityTypes.Typing }).catch(() => undefined);
    const response = await context.sendActivity(activity);
    outcome = { kind: 'sent', activityId: idOf(response?.id) };
  });
  return outcome;
}

/** Clients vouch for no type: what is no text names no message. */
const idOf = (id: unknown): string =>
  typeof id === 'string' ? id : typeof id === 'number' ? String(id) : '';

async function beginThread(
  adapter: ChannelAdapter,
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
): Promise<Outcome> {
  const { conversationId } = await adapter.beginThread(reference, activity);
  const thread = threadOf({ conversation: { id: conversationId } } as Partial<Activity>);
  // A thread is named for the message that began it.
  return { kind: 'sent', activityId: thread ?? '', ...(thread ? { thread } : {}) };
}

/** A message that cannot be updated says nothing of its conversation: it may have been deleted, or the channel cannot do it. */
function outcomeOf({ replaces }: Deliverable, outcome: Outcome): Outcome {
  const isAboutMessage = outcome.kind === 'conversationGone' || outcome.kind === 'conversationBlocked';
  return replaces && isAboutMessage ? { kind: 'dead', reason: `not updated: ${outcome.reason}` } : outcome;
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
