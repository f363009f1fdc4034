/** Finds the command that a message is, and its answer; never silence. */
import { createHash } from 'node:crypto';
import type { Activity } from 'botframework-schema';
import { type Clock, MINUTE_MS, SECOND_MS } from '../clock';
import { addLine } from '../conversations/addLine';
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import { languageOfPerson, type Person } from '../conversations/conversation';
import { conversationAddressOf } from '../conversations/conversationKeys';
import { conversationKindOf, threadOf } from '../conversations/inboundActivity';
import { toldOf } from '../conversations/rememberConversation';
import type { StoredDialog } from '../dialogs/dialogStore';
import type { Answer, Dialogs, Met } from '../dialogs/dialogs';
import { askAgain, converseInDialog, insteadOf, withOpenQuestion } from './converseInDialog';
import { DIALOG_TEXTS } from './dialogTexts';
import { notUnderstood } from './helpCommand';
import { inputsOf, mentionsOf, messageTextOf } from './messageText';
import { obey } from './obey';

/** What a message brings besides itself. */
export interface Received {
  /** Names the activity; one without an id has none, and is never a repeat. */
  activityKey: string | undefined;
  /** The dialog of this person in this place, as it was read. */
  dialog: StoredDialog | undefined;
  /** When its turn began, epoch ms; now unless it is given. */
  receivedAt?: number;
  showTyping: ChatTurn['showTyping'];
  findMember: ChatTurn['findMember'];
}

/** Answers a message. */
export type Conversing = (activity: Activity, person: Person, received: Received) => Promise<Answer>;

type NothingMet = Extract<Met, { kind: 'nothing' }>;

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
const MAX_TRIES = 5;

/** A question that is open reads the message first; then the commands are tried in their order. */
export function createConversing(deps: ConversingDeps): Conversing {
  const { commands, dialogs, clock, newId } = deps;
  return async (activity, person, received) => {
    const { activityKey = newId(), receivedAt = clock(), dialog, showTyping, findMember } = received;
    const told = toldOf(person, activity);
    const turn = { ...turnOf(activity, told, activityKey, receivedAt), showTyping, findMember };
    let known = dialog;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const met = await dialogs.meet(turn, known);
      if (met.kind === 'said') return met.said;
      if (met.kind === 'repeated') return repeat(deps, turn, met.words);
      if (met.kind === 'nothing') return answer(deps, turn, met);
      const said = await converseInDialog(commands, dialogs, turn, met.open);
      if (said) return said;
      known = await dialogs.find(met.open.stored.place);
    }
    throw new Error('The dialog kept changing.');
  };
}

/** It has had its effect: what came of it is said again, and then where the person is now. */
function repeat({ dialogs }: ConversingDeps, turn: ChatTurn, text: string): Promise<Answer> {
  return dialogs.stay(turn, (question) =>
    question
      ? withOpenQuestion({ text }, question, turn)
      : addLine({ text }, DIALOG_TEXTS[turn.language].nothingOpen),
  );
}

async function answer(deps: ConversingDeps, turn: ChatTurn, met: NothingMet): Promise<Answer> {
  const { commands, dialogs, lastly = async (other) => notUnderstood(other) } = deps;
  const { dropped, isAsked } = met;
  if (dropped?.isSure) return { text: dropped.words };
  const obeyed = await obey(dropped ? commands.filter(({ readsFreely }) => !readsFreely) : commands, turn);
  // A question that came after the message is still to be answered, and what was meant for one that has gone is no command.
  if (isAsked && !obeyed.said) return dialogs.stay(turn, (question) => askAgain(question, turn));
  const { asks, ...said } =
    obeyed.said ?? (dropped ? { text: dropped.words } : (obeyed.otherwise ?? (await lastly(turn))));
  if (asks) return dialogs.begin(asks, turn, (isInstead) => insteadOf(isInstead, said, turn));
  return isAsked ? dialogs.stay(turn, (question) => withOpenQuestion(said, question, turn)) : said;
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
    saidAt: saidAtOf(activity, receivedAt),
    ...(thread ? { thread } : {}),
  };
}

/** Clocks differ by less, and what is sent again comes later than this. */
const SENT_AGAIN_AFTER_MS = 10 * SECOND_MS;
/** Channels give up before. */
const SENT_AGAIN_WITHIN_MS = 5 * MINUTE_MS;

/** When it came first, by the channel's own time; that is only needed where it came again. */
function saidAtOf({ timestamp }: Activity, receivedAt: number): number {
  const sentAt = timestamp instanceof Date ? timestamp.getTime() : NaN;
  const lateMs = receivedAt - sentAt;
  return lateMs > SENT_AGAIN_AFTER_MS && lateMs < SENT_AGAIN_WITHIN_MS ? sentAt : receivedAt;
}
