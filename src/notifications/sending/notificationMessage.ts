/** A notification as it is said to one recipient: what happened, what it is about and why, what one can do, and how to stop it. */
import { cardAction } from '../../conversations/cardButton';
import type { AdaptiveCard, Language, Utterance } from '../../conversations/chatTurn';
import { lineBlock, textCard } from '../../conversations/textCard';
import type { MessageBody, Notification } from '../notification';
import type { Recipient } from '../recipient';
import { NOTIFICATION_TEXTS, type NotificationTexts } from './notificationTexts';
import { localeOfText, type NotificationReader } from './reader';

export interface NotificationView {
  notification: Pick<Notification, 'id' | 'message' | 'actions' | 'topic' | 'why'>;
  recipient: RecipientKeys;
  /** What it is about, as topics are kept. */
  topics: readonly string[];
  reader: NotificationReader;
  /** Said above it: that it waited, what was pressed, what has been done. */
  note?: string;
  /** An action was pressed: none can be any more. */
  isAnswered?: boolean;
  /** Its actions are asked about: the question brings their buttons. */
  isAsked?: boolean;
  /** It was stopped from its card: the button takes that back. */
  isStopped?: boolean;
}

/** Cards whose buttons are answered in place need this version. */
const CARD_VERSION = '1.4';

/** What is said in this language, and in which it then is. */
export function bodyFor(
  message: Notification['message'],
  language: Language,
): { body: MessageBody; language: Language } {
  const order: Language[] = [language, 'en', 'es'];
  for (const each of order) {
    const body = message[each];
    if (body) return { body, language: each };
  }
  return { body: { text: '' }, language };
}

/** The utterance: a card, and on channels without cards its text as markdown. */
export function notificationMessage(view: NotificationView): Utterance {
  const { notification, reader } = view;
  const { body, language } = bodyFor(notification.message, reader.language);
  const texts = NOTIFICATION_TEXTS[reader.language];
  return {
    text: textOf(view, body, texts),
    textFormat: 'markdown',
    locale: localeOfText(language, reader),
    card: 'card' in body ? aroundCard(view, body.card, texts) : cardOf(view, body.text, texts),
  };
}

/** `deployments · GitHub Actions, run 42`: what it is about, and who or what caused it. */
export function sourceOf({ topic, why }: Pick<Notification, 'topic' | 'why'>): string | undefined {
  return [topic, why].filter(Boolean).join(' · ') || undefined;
}

function cardOf(view: NotificationView, text: string, texts: NotificationTexts): AdaptiveCard {
  const { body, ...card } = textCard({ lines: [], actions: buttonsOf(view, texts) });
  return { ...card, body: [...notes(view), { type: 'TextBlock', text, wrap: true }, ...sources(view)] };
}

/** The caller's card as it is, with our lines and buttons around what it has. */
function aroundCard(view: NotificationView, card: AdaptiveCard, texts: NotificationTexts): AdaptiveCard {
  const { body, actions, version } = card;
  const isOld = typeof version !== 'string' || Number(version) < Number(CARD_VERSION);
  return {
    ...card,
    ...(isOld ? { version: CARD_VERSION } : {}),
    body: [...notes(view), ...listOf(body), ...sources(view)],
    actions: [...listOf(actions), ...buttonsOf(view, texts)],
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const notes = ({ note }: NotificationView): object[] =>
  note === undefined ? [] : [lineBlock({ text: note, isTitle: true })];

function sources({ notification }: NotificationView): object[] {
  const text = sourceOf(notification);
  return text === undefined ? [] : [lineBlock({ text, isSubtle: true })];
}

export type RecipientKeys = Pick<Recipient, 'key' | 'person' | 'conversation'>;

/** What a press tells of its recipient; nothing where the person, or the conversation, says it already: cards are bounded. */
export function pressData({ key, person, conversation }: RecipientKeys): { recipient?: string } {
  return key === person || key === conversation ? {} : { recipient: key };
}

function buttonsOf(view: NotificationView, texts: NotificationTexts): object[] {
  const { notification, isAnswered, isAsked } = view;
  const actions = isAnswered || isAsked ? [] : notification.actions;
  return [
    ...actions.map(({ id, title }) =>
      cardAction(title, texts.say.press(notification.id, id), pressData(view.recipient)),
    ),
    stopButton(view, texts),
  ];
}

function stopButton(view: NotificationView, texts: NotificationTexts): object {
  const {
    notification,
    recipient,
    topics: [topic],
    isStopped,
  } = view;
  const { say } = texts;
  const [title, command] =
    topic === undefined
      ? isStopped
        ? [texts.startAgain, say.start]
        : [texts.stop, say.stop]
      : isStopped
        ? [texts.followAgain(topic), say.follow(topic)]
        : [texts.unfollow(topic), say.unfollow(topic)];
  return cardAction(title, command, { notification: notification.id, ...pressData(recipient) });
}

/** The same without a card: its words, and what one can say. */
function textOf(view: NotificationView, body: MessageBody, texts: NotificationTexts): string {
  const {
    notification,
    note,
    isAnswered,
    isAsked,
    topics: [topic],
  } = view;
  const { say } = texts;
  const answers =
    isAnswered || isAsked
      ? []
      : notification.actions.map(
          ({ id, title }) => `- ${texts.howToAnswer(title, say.press(notification.id, id))}`,
        );
  const words = 'card' in body ? wordsOfCard(body.card, texts) : body.text;
  const stop = texts.howToStop(topic === undefined ? say.stop : say.unfollow(topic));
  return [note, words, sourceOf(notification), answers.join('\n'), stop].filter(Boolean).join('\n\n');
}

/** The words that a card shows, as far as they stand in texts. */
export function wordsOfCard(card: AdaptiveCard, texts: Pick<NotificationTexts, 'aCard'>): string {
  const words: string[] = [];
  collectWords([card['body']], words, 0);
  return words.join('\n') || texts.aCard;
}

const MAX_DEPTH = 20;
const MAX_WORDS = 40;

function collectWords(parts: readonly unknown[], words: string[], depth: number): void {
  for (const part of parts) {
    if (words.length >= MAX_WORDS || depth > MAX_DEPTH || typeof part !== 'object' || part === null) continue;
    const { type, text } = part as { type?: unknown; text?: unknown };
    if ((type === 'TextBlock' || type === 'TextRun') && typeof text === 'string' && text) words.push(text);
    else collectWords(Object.values(part), words, depth + 1);
  }
}
