/** One turn: what came in is remembered, handled once, and answered; what fails is said to the person. */
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { Activity } from 'botframework-schema';
import { StorageUnavailable } from '../azure/storageError';
import type { Clock } from '../clock';
import { languageOf, type Utterance } from '../conversations/chatTurn';
import type { Person } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { localeOf } from '../conversations/inboundActivity';
import { membershipChangeOf } from '../conversations/membership';
import { recallPerson, rememberConversation } from '../conversations/rememberConversation';
import { removeConversation } from '../conversations/removeConversation';
import { utteranceActivity } from '../delivery/utteranceActivity';
import { faultFields, type Log } from '../log';
import { type ActivityLog, type ActivityName, activityKeyOf } from './activityLog';
import { BOT_TEXTS } from './botTexts';
import { isAddressed, isPressedInPlace } from './addressed';
import type { Conversing } from './converse';
import { isAnswerableInvoke, answerInvoke } from './invokes';
import { sendWelcome } from './sendWelcome';

export interface TurnDeps {
  activities: ActivityLog;
  conversations: ConversationStore;
  converse: Conversing;
  clock: Clock;
  log: Log;
}

/** Handles the turn. Expected trouble (storage away, the channel refusing an answer) is logged and said, not thrown. */
export async function handleTurn(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  const name = nameOf(activity);
  try {
    const [begun, person] = await Promise.all([
      name ? deps.activities.begin(name) : 'begun',
      recallPerson(deps.conversations, activity),
    ]);
    if (begun === 'seen')
      return void deps.log.info('turn.seen', { channel: activity.channelId, type: activity.type });
    await handleOnce(deps, context, person, name);
    if (name) await deps.activities.finish(name);
  } catch (error) {
    deps.log.error('turn.failed', {
      channel: activity.channelId,
      type: activity.type,
      ...faultFields(error),
    });
    if (name)
      await deps.activities
        .forget(name)
        .catch((cause: unknown) => deps.log.warn('turn.not-forgotten', faultFields(cause)));
    if (activity.type === ActivityTypes.Message)
      await say(deps.log, context, { text: BOT_TEXTS[languageOf(localeOf(activity))].apology });
    else if (!(error instanceof StorageUnavailable)) throw error;
  }
}

async function handleOnce(
  deps: TurnDeps,
  context: TurnContext,
  person: Person,
  name: ActivityName | undefined,
): Promise<void> {
  const { activity } = context;
  switch (activity.type) {
    case ActivityTypes.Message: {
      const [answer] = await Promise.all([
        isAddressed(activity)
          ? deps.converse(activity, person, {
              activityKey: name && activityKeyOf(name),
              showTyping: () => showTyping(deps.log, context),
            })
          : undefined,
        rememberConversation(deps.conversations, activity, person),
      ]);
      return answer && say(deps.log, context, answer);
    }
    case ActivityTypes.ConversationUpdate:
    case ActivityTypes.InstallationUpdate:
      return handleUpdate(deps, context, person);
    case ActivityTypes.Invoke:
      return isAnswerableInvoke(activity) ? answerInvoke(deps, context, person) : undefined;
    default:
      return deps.log.info('turn.ignored', { channel: activity.channelId, type: activity.type.slice(0, 40) });
  }
}

async function handleUpdate(deps: TurnDeps, context: TurnContext, person: Person): Promise<void> {
  const { activity } = context;
  const change = membershipChangeOf(activity);
  if (change === 'removed') return removeConversation(deps.conversations, activity);
  const address = await rememberConversation(deps.conversations, activity, person);
  if (change === 'added') await sendWelcome(deps, context, address, person);
}

/** A channel that does not take the answer does not undo what was done. */
async function say(log: Log, context: TurnContext, utterance: Utterance): Promise<void> {
  const { activity } = context;
  const answer = utteranceActivity(utterance, activity.channelId);
  try {
    if (utterance.card && isPressedInPlace(activity) && (await replaceCard(log, context, answer))) return;
    await context.sendActivity(answer);
  } catch (error) {
    log.error('turn.unanswered', { channel: activity.channelId, ...faultFields(error) });
  }
}

/** Puts the answer in the place of the card whose button was pressed; false where the channel cannot do that. */
async function replaceCard(log: Log, context: TurnContext, answer: Partial<Activity>): Promise<boolean> {
  const { replyToId, conversation } = context.activity;
  try {
    await context.updateActivity({ ...answer, id: replyToId as string, conversation });
    return true;
  } catch (error) {
    log.info('turn.card-not-replaced', { channel: context.activity.channelId, ...faultFields(error) });
    return false;
  }
}

/** Only a courtesy: a channel that does not take it still gets the words. */
async function showTyping(log: Log, context: TurnContext): Promise<void> {
  try {
    await context.sendActivity({ type: ActivityTypes.Typing });
  } catch (error) {
    log.warn('turn.typing-unsent', { channel: context.activity.channelId, ...faultFields(error) });
  }
}

function nameOf({ id, channelId, conversation, type }: Activity): ActivityName | undefined {
  if (!id || type === ActivityTypes.Invoke) return undefined;
  return { channelId, conversationId: conversation.id, id };
}
