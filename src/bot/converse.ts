/** Finds the command that a message is, and its answer; never silence. */
import { createHash } from 'node:crypto';
import type { Activity } from 'botframework-schema';
import type { Clock } from '../clock';
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import { languageOfPerson, type Person } from '../conversations/conversation';
import { conversationAddressOf } from '../conversations/conversationKeys';
import { conversationKindOf, threadOf } from '../conversations/inboundActivity';
import { toldOf } from '../conversations/rememberConversation';
import type { StoredDialog } from '../dialogs/dialogStore';
import type { Dialogs } from '../dialogs/dialogs';
import { converseInDialog } from './converseInDialog';
import { notUnderstood } from './helpCommand';
import { inputsOf, mentionsOf, messageTextOf } from './messageText';
import { obey } from './obey';

/** What a message brings besides itself. */
export interface Received {
  /** Names the activity; one without an id has none, and is never a repeat. */
  activityKey: string | undefined;
  /** The dialog of this person in this place, as it was read. */
  dialog: StoredDialog | undefined;
  showTyping: ChatTurn['showTyping'];
  findMember: ChatTurn['findMember'];
}

/** Answers a message. */
export type Conversing = (activity: Activity, person: Person, received: Received) => Promise<Utterance>;

export interface ConversingDeps {
  /** In the order in which they are tried. */
  commands: readonly ChatCommand[];
  dialogs: Dialogs;
  clock: Clock;
  newId: () => string;
  /** Answers what is no command; where it is left out, that it was not understood. */
  lastly?: ((turn: ChatTurn) => Promise<Utterance>) | undefined;
}

/** A dialog may change while it is answered, but not for ever. */
const MAX_TRIES = 3;

/** A question that is open reads the message first; then the commands are tried in their order. */
export function createConversing(deps: ConversingDeps): Conversing {
  const { commands, dialogs, clock, newId } = deps;
  return async (activity, person, { activityKey = newId(), dialog, showTyping, findMember }) => {
    const told = toldOf(person, activity);
    const turn = { ...turnOf(activity, told, activityKey, clock()), showTyping, findMember };
    let known = dialog;
    for (let tries = 0; tries < MAX_TRIES && known && dialogs.isOpen(known, turn); tries += 1) {
      const said = await converseInDialog(commands, dialogs, turn, known);
      if (said) return said;
      known = await dialogs.find(known.place);
    }
    return answer(deps, turn, known);
  };
}

async function answer(
  { commands, dialogs, lastly = async (turn) => notUnderstood(turn) }: ConversingDeps,
  turn: ChatTurn,
  known: StoredDialog | undefined,
): Promise<Utterance> {
  const { said, otherwise } = await obey(commands, turn);
  const { asks, ...utterance } = said ?? otherwise ?? (await lastly(turn));
  if (asks) await dialogs.begin(asks, turn, known);
  return utterance;
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
