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
import type { ComeBack } from '../delivery/comeBack';
import { utteranceActivity } from '../delivery/utteranceActivity';
import { faultFields, type Log } from '../log';
import { type ActivityLog, type ActivityName, activityKeyOf } from './activityLog';
import { BOT_TEXTS } from './botTexts';
import { isAddressed, isPressedInPlace } from './addressed';
import type { Conversing } from './converse';
import { answerInvoke, isAnswerableInvoke, respondToInvoke } from './invokes';
import { greetReturn } from './greetReturn';
import { findMember } from './roster';
import { sendWelcome } from './sendWelcome';

export interface TurnDeps {
  activities: ActivityLog;
  conversations: ConversationStore;
  converse: Conversing;
  comeBack: ComeBack;
  clock: Clock;
  log: Log;
}

/** Handles the turn. Expected trouble (storage away, the channel refusing an answer) is logged and said, not thrown. */
export async function handleTurn(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  const name = nameOf(activity);
  try {
    const [begun, person] = await together(
      name ? deps.activities.begin(name) : Promise.resolve('begun' as const),
      recallPerson(deps.conversations, activity),
    );
    if (begun === 'seen')
      return void deps.log.info('turn.seen', { channel: activity.channelId, type: activity.type });
    await handleOnce(deps, context, person, name);
  } catch (error) {
    return apologise(deps, context, name, error);
  }
  // It is done and said: what fails from here on is no reason to take that back.
  if (name) await deps.activities.finish(name).catch(noted(deps.log, 'turn.not-finished'));
}

/** Lets the activity be handled when it is sent again, and says to whoever waits that it could not be done. */
async function apologise(
  { activities, log }: TurnDeps,
  context: TurnContext,
  name: ActivityName | undefined,
  error: unknown,
): Promise<void> {
  const { activity } = context;
  log.error('turn.failed', { channel: activity.channelId, type: activity.type, ...faultFields(error) });
  if (name) await activities.forget(name).catch(noted(log, 'turn.not-forgotten'));
  const apology: Utterance = { text: BOT_TEXTS[languageOf(localeOf(activity))].apology };
  if (activity.type === ActivityTypes.Message)
    return isAddressed(activity) ? say(log, context, apology) : undefined;
  if (isAnswerableInvoke(activity)) return respondToInvoke(context, apology);
  if (!(error instanceof StorageUnavailable)) throw error;
}

const noted =
  (log: Log, event: string) =>
  (error: unknown): void =>
    log.warn(event, faultFields(error));

/** Both results, once both have ended: a failure of one must not leave the other running behind the apology. */
async function together<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
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
      const [answer, address] = await together(
        isAddressed(activity)
          ? deps.converse(activity, person, {
              activityKey: name && activityKeyOf(name),
              showTyping: () => showTyping(deps.log, context),
              findMember: (id) => findMember(deps.log, context, id),
            })
          : Promise.resolve(undefined),
        rememberConversation(deps.conversations, activity, person),
      );
      await answer?.afterwards?.();
      if (answer) await say(deps.log, context, answer);
      return person.isAwaited && person.personalKey === address.key
        ? greetReturn(deps, context, address, person)
        : undefined;
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
  if (change !== 'added') return;
  await sendWelcome(deps, context, address, person);
  await greetReturn(deps, context, address, person);
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

function nameOf({ id, channelId, conversation, type, timestamp }: Activity): ActivityName | undefined {
  if (!id || type === ActivityTypes.Invoke) return undefined;
  const sentAt = timestamp instanceof Date ? timestamp.getTime() : NaN;
  return { channelId, conversationId: conversation.id, id, ...(Number.isNaN(sentAt) ? {} : { sentAt }) };
}
