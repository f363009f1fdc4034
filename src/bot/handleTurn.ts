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
import { dialogPlaceOf } from '../dialogs/dialogPlace';
import type { StoredDialog } from '../dialogs/dialogStore';
import type { Answer, Dialogs } from '../dialogs/dialogs';
import { faultFields, type Log } from '../log';
import { type ActivityLog, type ActivityName, activityKeyOf } from './activityLog';
import { BOT_TEXTS } from './botTexts';
import { isAddressed } from './addressed';
import type { Conversing } from './converse';
import { answerInvoke, isAnswerableInvoke, respondToInvoke } from './invokes';
import { greetAfterMessage, greetReturn } from './greetReturn';
import { rememberMember } from './rememberMember';
import { findMember } from './roster';
import { say } from './say';
import { sendWelcome } from './sendWelcome';

export interface TurnDeps {
  activities: ActivityLog;
  conversations: ConversationStore;
  converse: Conversing;
  dialogs: Pick<Dialogs, 'find'>;
  comeBack: ComeBack;
  clock: Clock;
  log: Log;
}

/** Handles the turn. Expected trouble (storage away, the channel refusing an answer) is logged and said, not thrown. */
export async function handleTurn(deps: TurnDeps, context: TurnContext): Promise<void> {
  const { activity } = context;
  const receivedAt = deps.clock();
  const name = nameOf(activity);
  let finishing: Promise<void> | undefined;
  /** All effects are stored: what fails from here on is no reason to take them back. */
  const finish = (): Promise<void> =>
    (finishing ??= name
      ? deps.activities.finish(name).catch(noted(deps.log, 'turn.not-finished'))
      : Promise.resolve());
  try {
    const [begun, [person, dialog]] = await together(
      name ? deps.activities.begin(name) : Promise.resolve('begun' as const),
      together(recallPerson(deps.conversations, activity), recallDialog(deps, activity)),
    );
    if (begun === 'seen')
      return void deps.log.info('turn.seen', { channel: activity.channelId, type: activity.type });
    await handleOnce(deps, context, { person, dialog, receivedAt }, name, finish);
  } catch (error) {
    return apologise(deps, context, name, error);
  }
  await finish();
}

/** What is read before the activity is handled. */
export interface Recalled {
  person: Person;
  /** The dialog of this person in this place, whether it is open or not. */
  dialog: StoredDialog | undefined;
  /** When the turn began, epoch ms: what is asked meanwhile was not there for whoever said this. */
  receivedAt: number;
}

/** Only what people say can be an answer. */
function recallDialog({ dialogs }: TurnDeps, activity: Activity): Promise<StoredDialog | undefined> {
  const isSaid =
    activity.type === ActivityTypes.Message ? isAddressed(activity) : isAnswerableInvoke(activity);
  return isSaid ? dialogs.find(dialogPlaceOf(activity)) : Promise.resolve(undefined);
}

/** Lets the activity be handled when it is sent again, and says to whoever waits that it could not be done. */
async function apologise(
  { activities, clock, log }: TurnDeps,
  context: TurnContext,
  name: ActivityName | undefined,
  error: unknown,
): Promise<void> {
  const { activity } = context;
  log.error('turn.failed', { channel: activity.channelId, type: activity.type, ...faultFields(error) });
  if (name) await activities.forget(name).catch(noted(log, 'turn.not-forgotten'));
  const apology: Utterance = { text: BOT_TEXTS[languageOf(localeOf(activity))].apology };
  if (activity.type === ActivityTypes.Message)
    return isAddressed(activity) ? say({ clock, log }, context, apology) : undefined;
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
  recalled: Recalled,
  name: ActivityName | undefined,
  finish: () => Promise<void>,
): Promise<void> {
  const { activity } = context;
  const { person } = recalled;
  switch (activity.type) {
    case ActivityTypes.Message: {
      const [answer, address] = await together(
        isAddressed(activity)
          ? deps.converse(activity, person, {
              activityKey: name && activityKeyOf(name),
              dialog: recalled.dialog,
              receivedAt: recalled.receivedAt,
              showTyping: () => showTyping(deps.log, context),
              findMember: (id) => findMember(deps.log, context, id),
            })
          : Promise.resolve(undefined),
        rememberConversation(deps.conversations, activity, person),
      );
      await answer?.afterwards?.();
      await sayAndFinish(deps, context, answer, finish);
      // Of somebody who has just been forgotten nothing is waited for, and nothing looked up.
      if (answer?.afterwards) return undefined;
      await rememberMember(deps, context, person);
      return greetAfterMessage(deps, context, address, person);
    }
    case ActivityTypes.ConversationUpdate:
    case ActivityTypes.InstallationUpdate:
      return handleUpdate(deps, context, person);
    case ActivityTypes.Invoke:
      return isAnswerableInvoke(activity) ? answerInvoke(deps, context, recalled) : undefined;
    default:
      return deps.log.info('turn.ignored', { channel: activity.channelId, type: activity.type.slice(0, 40) });
  }
}

/** Said and marked as done at once. What has changed a dialog is done once it was said: the person's next answer rests on it. */
async function sayAndFinish(
  deps: TurnDeps,
  context: TurnContext,
  answer: Answer | undefined,
  finish: () => Promise<void>,
): Promise<void> {
  if (!answer) return finish();
  const { whenSaid } = answer;
  if (!whenSaid) return void (await together(say(deps, context, answer), finish()));
  await say(deps, context, answer);
  // What follows only lets others come sooner: they come in time by themselves.
  await together(whenSaid().catch(noted(deps.log, 'turn.place-not-freed')), finish());
}

async function handleUpdate(deps: TurnDeps, context: TurnContext, person: Person): Promise<void> {
  const { activity } = context;
  const change = membershipChangeOf(activity);
  if (change === 'removed') return removeConversation(deps.conversations, activity);
  const address = await rememberConversation(deps.conversations, activity, person);
  if (change !== 'added') return;
  await sendWelcome(deps, context, address, person);
  await rememberMember(deps, context, person);
  await greetReturn(deps, context, address, person);
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
