/** Answers a choice where it was made: in the notification's card, in the list of topics, or with words and a button back. */
import { cardAction } from '../../conversations/cardButton';
import type { ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import { textCard } from '../../conversations/textCard';
import type { InboxStore } from '../gate/inboxStore';
import { inboxOfTurn } from './choices';
import { offeredTopics, topicList } from './topicList';
import type { TopicStore } from './topicStore';

/** The card of the notification whose button was pressed, with this note; undefined where it was none of the person's. */
export type NotificationAgain = (
  turn: ChatTurn,
  language: Language,
  note: string,
  isStopped: boolean,
) => Promise<Utterance | undefined>;

export interface AnswerDeps {
  inboxes: InboxStore;
  topics: TopicStore;
  notificationAgain: NotificationAgain;
}

export interface Answering {
  turn: ChatTurn;
  language: Language;
  note: string;
  /** Buttons as title and command. */
  buttons?: readonly (readonly [string, string])[];
  /** It stopped what its card is about. */
  isStopped?: boolean;
}

export async function answerChoice(
  deps: AnswerDeps,
  { turn, language, note, buttons = [], isStopped = false }: Answering,
): Promise<Utterance> {
  if (typeof turn.inputs['notification'] === 'string') {
    const again = await deps.notificationAgain(turn, language, note, isStopped);
    if (again) return again;
  }
  if (turn.inputs['list'] === true) return listTopics(deps, turn, language, 1, note);
  const actions = buttons.map(([title, command]) => cardAction(title, command));
  return {
    text: note,
    ...(actions.length > 0 ? { card: textCard({ lines: [{ text: note }], actions }) } : {}),
  };
}

export async function listTopics(
  { inboxes, topics }: Pick<AnswerDeps, 'inboxes' | 'topics'>,
  turn: ChatTurn,
  language: Language,
  page: number,
  note?: string,
): Promise<Utterance> {
  const inbox = await inboxes.find(inboxOfTurn(turn));
  const entries = await offeredTopics(topics, inbox);
  return topicList({ turn, language, inbox, entries, page, ...(note === undefined ? {} : { note }) });
}
