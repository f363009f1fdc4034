/** Finds the command that a message is, and its answer; never silence. */
import { createHash } from 'node:crypto';
import type { Activity } from 'botframework-schema';
import type { Clock } from '../clock';
import { type ChatCommand, type ChatTurn, languageOf, type Utterance } from '../conversations/chatTurn';
import type { Person } from '../conversations/conversation';
import { conversationAddressOf } from '../conversations/conversationKeys';
import { conversationKindOf, threadOf } from '../conversations/inboundActivity';
import { toldOf } from '../conversations/rememberConversation';
import { notUnderstood } from './helpCommand';
import { messageTextOf } from './messageText';

/** Answers a message; the key names the activity (an activity without an id has none, and is never a repeat). */
export type Conversing = (
  activity: Activity,
  person: Person,
  activityKey: string | undefined,
) => Promise<Utterance>;

export function createConversing(
  commands: readonly ChatCommand[],
  clock: Clock,
  newId: () => string,
): Conversing {
  return async (activity, person, activityKey) => {
    const turn = turnOf(activity, toldOf(person, activity), activityKey ?? newId(), clock());
    for (const command of commands) {
      const answer = await command.answer(turn);
      if (answer) return answer;
    }
    return notUnderstood(turn);
  };
}

function turnOf(activity: Activity, person: Person, activityKey: string, receivedAt: number): ChatTurn {
  const thread = threadOf(activity);
  return {
    activityKey: createHash('sha256').update(activityKey).digest('hex'),
    text: messageTextOf(activity),
    language: languageOf(person.locale),
    person,
    sender: { id: activity.from.id, name: activity.from.name ?? person.name ?? '' },
    address: conversationAddressOf(activity),
    kind: conversationKindOf(activity),
    receivedAt,
    ...(thread ? { thread } : {}),
  };
}
