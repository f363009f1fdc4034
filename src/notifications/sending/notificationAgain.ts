/** A notification's card once more, in its own place: with what was pressed, or with what has just been chosen. */
import type { ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import type { ConversationStore } from '../../conversations/conversationStore';
import { timeText } from '../../conversations/timeText';
import { aboutOf } from './about';
import { notificationMessage } from './notificationMessage';
import { NOTIFICATION_TEXTS } from './notificationTexts';
import type { Pressed } from './pressedNotification';
import { type NotificationReader, readerOf } from './reader';

export interface Again {
  turn: Pick<ChatTurn, 'person' | 'sender' | 'receivedAt'>;
  language: Language;
  note?: string;
  isStopped?: boolean;
}

/** What was pressed stands in it for good, by whom and when. */
export async function notificationAgain(
  conversations: Pick<ConversationStore, 'findPerson'>,
  pressed: Pressed,
  { turn, language, note, isStopped = false }: Again,
): Promise<Utterance> {
  const { notification, recipient } = pressed;
  const reader: NotificationReader = { ...readerOf(turn.person), language };
  const answer = await answerNote(conversations, pressed, turn, reader);
  const said = [answer, note].filter((line) => line !== undefined).join('\n');
  return notificationMessage({
    ...{ notification, recipient, reader, isStopped },
    topics: aboutOf(notification, recipient).topics,
    isAnswered: answer !== undefined,
    ...(said ? { note: said } : {}),
  });
}

async function answerNote(
  conversations: Pick<ConversationStore, 'findPerson'>,
  { notification, recipient }: Pressed,
  { person, sender, receivedAt }: Again['turn'],
  reader: NotificationReader,
): Promise<string | undefined> {
  const { pressed, tenant } = recipient;
  if (!pressed) return undefined;
  const { language, locale, zone = 'UTC' } = reader;
  const texts = NOTIFICATION_TEXTS[language];
  const isOwn = pressed.by === person.key;
  const name = isOwn
    ? sender.name || person.name
    : (await conversations.findPerson(tenant, pressed.by))?.name;
  const title = notification.actions.find(({ id }) => id === pressed.action)?.title ?? pressed.action;
  const minute = Math.floor(pressed.at / 60_000) * 60_000;
  return texts.pressed(
    title,
    name ?? texts.somebody,
    timeText(minute, { language, locale, zone }, receivedAt),
  );
}
