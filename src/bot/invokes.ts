/** Invokes: calls of the channel that wait for an answer in the response, such as a card's Action.Execute. */
import { ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Activity } from 'botframework-schema';
import { commandOf } from '../conversations/cardButton';
import type { Utterance } from '../conversations/chatTurn';
import type { Person } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import type { StoredDialog } from '../dialogs/dialogStore';
import { faultFields, type Log } from '../log';
import type { Conversing } from './converse';
import { findMember } from './roster';

const CARD_ACTION = 'adaptiveCard/action';
const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message';
const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const ERROR_TYPE = 'application/vnd.microsoft.error';

interface InvokeDeps {
  log: Log;
  conversations: ConversationStore;
  converse: Conversing;
}

/** Whether the bot answers this invoke; all others are 501. */
export const isAnswerableInvoke = (activity: Activity): boolean => activity.name === CARD_ACTION;

/** Runs the command that the card's action carries and answers with its card or text. */
export async function answerInvoke(
  { converse, log }: InvokeDeps,
  context: TurnContext,
  { person, dialog }: { person: Person; dialog: StoredDialog | undefined },
): Promise<void> {
  const { activity } = context;
  const data = (activity.value as { action?: { data?: unknown } } | undefined)?.action?.data;
  const command = commandOf(data);
  if (command === undefined)
    return respond(context, {
      statusCode: 400,
      type: ERROR_TYPE,
      value: { code: 'BadRequest', message: 'The action carries no command.' },
    });
  const answer = await converse(
    { ...activity, type: ActivityTypes.Message, text: command, value: data },
    person,
    {
      activityKey: undefined,
      dialog,
      showTyping: async () => undefined, // the client itself shows that it waits
      findMember: (id) => findMember(log, context, id),
    },
  );
  await answer.afterwards?.();
  await respondToInvoke(context, answer);
  await answer.whenSaid?.().catch((error: unknown) => log.warn('turn.place-not-freed', faultFields(error)));
}

/** Answers a card's action with the card that takes its place, or with a text. */
export function respondToInvoke(context: TurnContext, { card, text }: Utterance): Promise<void> {
  return respond(
    context,
    card
      ? { statusCode: 200, type: CARD_TYPE, value: card }
      : { statusCode: 200, type: MESSAGE_TYPE, value: text },
  );
}

async function respond(
  context: TurnContext,
  body: { statusCode: number; type: string; value: unknown },
): Promise<void> {
  const value: InvokeResponse = { status: 200, body };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
}
