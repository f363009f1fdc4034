/** Finds the command that a message is, and its answer; never silence. */
import { createHash } from 'node:crypto';
import type { Activity } from 'botframework-schema';
import type { Clock } from '../clock';
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import { languageOfPerson, type Person } from '../conversations/conversation';
import { conversationAddressOf } from '../conversations/conversationKeys';
import { conversationKindOf, threadOf } from '../conversations/inboundActivity';
import { toldOf } from '../conversations/rememberConversation';
import { notUnderstood } from './helpCommand';
import { inputsOf, mentionsOf, messageTextOf } from './messageText';

/** What a message brings besides itself. */
export interface Received {
  /** Names the activity; one without an id has none, and is never a repeat. */
  activityKey: string | undefined;
  showTyping: ChatTurn['showTyping'];
  findMember: ChatTurn['findMember'];
}

/** Answers a message. */
export type Conversing = (activity: Activity, person: Person, received: Received) => Promise<Utterance>;

/** Tries the commands in their order; a message that is none of them is left to `lastly`. */
export function createConversing(
  commands: readonly ChatCommand[],
  clock: Clock,
  newId: () => string,
  lastly: (turn: ChatTurn) => Promise<Utterance> = async (turn) => notUnderstood(turn),
): Conversing {
  return async (activity, person, { activityKey = newId(), showTyping, findMember }) => {
    const told = toldOf(person, activity);
    const turn = { ...turnOf(activity, told, activityKey, clock()), showTyping, findMember };
    let otherwise: Utterance | undefined;
    for (const command of commands) {
      const said = await command.answer(turn);
      if (said && !('otherwise' in said)) return said;
      otherwise ??= said?.otherwise;
    }
    return otherwise ?? lastly(turn);
  };
}

function turnOf(
  activity: Activity,
  person: Person,
  activityKey: string,
  receivedAt: number,
): Omit<ChatTurn, 'showTyping' | 'findMember'> {
  const thread = threadOf(activity);
  return {
    inputs: inputsOf(activity.value),
    activityKey: createHash('sha256').update(activityKey).digest('hex'),
    text: messageTextOf(activity),
    language: languageOfPerson(person),
    mentions: mentionsOf(activity),
    person,
    sender: { id: activity.from.id, name: activity.from.name ?? person.name ?? '' },
    channelId: activity.channelId,
    address: conversationAddressOf(activity),
    kind: conversationKindOf(activity),
    receivedAt,
    ...(thread ? { thread } : {}),
  };
}
