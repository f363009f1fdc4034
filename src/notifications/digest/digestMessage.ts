/** What was held, as one message in time order: when each was to be said, what it is about, its words, and how to see the rest. */
import { commandButton } from '../../conversations/cardButton';
import type { Utterance } from '../../conversations/chatTurn';
import { lineBlock, textCard } from '../../conversations/textCard';
import { timeText } from '../../conversations/timeText';
import type { Notification } from '../notification';
import {
  bodyFor,
  pressData,
  type RecipientKeys,
  sourceOf,
  wordsOfCard,
} from '../sending/notificationMessage';
import { NOTIFICATION_TEXTS, type NotificationTexts } from '../sending/notificationTexts';
import type { NotificationReader } from '../sending/reader';

/** One notification in a digest. */
export interface DigestEntry {
  notification: Pick<Notification, 'id' | 'message' | 'actions' | 'topic' | 'why'>;
  /** When it was to be said, epoch ms. */
  at: number;
  recipient: RecipientKeys;
}

export interface DigestView {
  title(texts: NotificationTexts, count: number): string;
  entries: readonly DigestEntry[];
  /** How many there are besides these. */
  others: number;
  reader: NotificationReader;
  now: number;
}

/** No card shows more, and none is larger (bytes of JSON; channels take 28 KB). */
const MAX_SHOWN = 20;
const MAX_CARD_BYTES = 22_000;
const MAX_WORDS = 400;

/** The utterance, and how many of the entries stand in it; the rest are only counted. */
export function digestMessage(view: DigestView): { utterance: Utterance; shown: number } {
  const texts = NOTIFICATION_TEXTS[view.reader.language];
  const blocks: object[] = [];
  let bytes = 0;
  for (const entry of view.entries.slice(0, MAX_SHOWN)) {
    const block = entryBlock(entry, view, texts, blocks.length === 0);
    bytes += Buffer.byteLength(JSON.stringify(block));
    if (bytes > MAX_CARD_BYTES) break;
    blocks.push(block);
  }
  const shown = blocks.length;
  const title = view.title(texts, view.entries.length + view.others);
  const rest = view.entries.length - shown + view.others;
  const footer = rest > 0 ? [lineBlock({ text: texts.digestMore(rest), isSubtle: true })] : [];
  const { body, ...card } = textCard({ lines: [], actions: buttonsOf(rest, texts) });
  return {
    shown,
    utterance: {
      text: textOf(view, { title, shown, rest }, texts),
      textFormat: 'markdown',
      locale: view.reader.locale ?? view.reader.language,
      card: { ...card, body: [lineBlock({ text: title, isTitle: true }), ...blocks, ...footer] },
    },
  };
}

function entryBlock(
  entry: DigestEntry,
  view: DigestView,
  texts: NotificationTexts,
  isFirst: boolean,
): object {
  const { notification } = entry;
  const { body } = bodyFor(notification.message, view.reader.language);
  const isMore = 'card' in body || notification.actions.length > 0;
  const words = [
    lineBlock({ text: headOf(entry, view), isSubtle: true }),
    { type: 'TextBlock', text: wordsOf(entry, view, texts), wrap: true, maxLines: 5, spacing: 'Small' },
  ];
  const frame = { separator: !isFirst, spacing: isFirst ? 'Small' : 'Medium' };
  if (!isMore) return { type: 'Container', ...frame, items: words };
  const show = { type: 'ActionSet', actions: [showButton(entry, texts)] };
  const column = { type: 'Column', verticalContentAlignment: 'Center' };
  return {
    type: 'ColumnSet',
    ...frame,
    columns: [
      { ...column, width: 'stretch', items: words },
      { ...column, width: 'auto', items: [show] },
    ],
  };
}

function showButton({ notification, recipient }: DigestEntry, { buttons, say }: NotificationTexts): object {
  const button = commandButton(buttons.show, say.show(notification.id)) as { data: object };
  return { ...button, data: { ...button.data, ...pressData(recipient) } };
}

/** `22:14 · deployments · GitHub Actions, run 42`. */
function headOf({ notification, at }: DigestEntry, { reader, now }: DigestView): string {
  const { language, locale, zone = 'UTC' } = reader;
  const minute = Math.floor(at / 60_000) * 60_000;
  return [timeText(minute, { language, locale, zone }, now), sourceOf(notification)]
    .filter(Boolean)
    .join(' · ');
}

function wordsOf({ notification }: DigestEntry, { reader }: DigestView, texts: NotificationTexts): string {
  const { body } = bodyFor(notification.message, reader.language);
  const words = 'card' in body ? wordsOfCard(body.card, texts) : body.text;
  return words.length <= MAX_WORDS ? words : `${words.slice(0, MAX_WORDS - 1).replace(/\p{Cs}$/u, '')}…`;
}

function buttonsOf(rest: number, { buttons, say }: NotificationTexts): object[] {
  return [
    ...(rest > 0 ? [commandButton(buttons.more, say.more)] : []),
    commandButton(buttons.topics, say.topics),
  ];
}

function textOf(
  view: DigestView,
  { title, shown, rest }: { title: string; shown: number; rest: number },
  texts: NotificationTexts,
): string {
  const entries = view.entries
    .slice(0, shown)
    .map((entry) => `${headOf(entry, view)}\n${wordsOf(entry, view, texts)}`);
  const more = rest > 0 ? `${texts.digestMore(rest)}: ${texts.say.more}` : undefined;
  return [title, ...entries, more, texts.howToChoose(texts.say.topics)].filter(Boolean).join('\n\n');
}
