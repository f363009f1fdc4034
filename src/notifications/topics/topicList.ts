/** `topics`: what there is to follow, each with its button, and what holds for all that comes. */
import { cardAction } from '../../conversations/cardButton';
import type { ChatTurn, Language, Utterance } from '../../conversations/chatTurn';
import { zoneOfPerson } from '../../conversations/conversation';
import { lineBlock, textCard } from '../../conversations/textCard';
import { dateTimeText } from '../../conversations/timeText';
import type { Inbox } from '../gate/inbox';
import { wallText } from '../gate/quietHours';
import type { Topic } from './topic';
import { TOPIC_TEXTS, type TopicTexts } from './topicTexts';
import type { TopicStore } from './topicStore';

const PAGE_SIZE = 8;
/** More topics than this are not offered in chat. */
const MAX_OFFERED = 500;
/** What a button of this list carries: its press is answered with the list. */
export const ON_LIST = { list: true };

type Entry = Pick<Topic, 'name' | 'title' | 'description'>;

/** All announced topics and those that were chosen, by name. */
export async function offeredTopics(topics: Pick<TopicStore, 'page'>, inbox: Inbox): Promise<Entry[]> {
  const found = await topics.page(inbox.tenant, MAX_OFFERED);
  const announced = found.topics.filter(({ isAnnounced }) => isAnnounced);
  const known = new Set(announced.map(({ name }) => name));
  const chosen = Object.keys(inbox.topics).filter((name) => !known.has(name));
  const entries: Entry[] = [...announced, ...chosen.map((name) => ({ name, title: name, description: '' }))];
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export interface TopicListView {
  turn: Pick<ChatTurn, 'kind' | 'person' | 'receivedAt'>;
  language: Language;
  inbox: Inbox;
  entries: readonly Entry[];
  page: number;
  /** Said above: what has just been done. */
  note?: string;
}

export function topicList({ turn, language, inbox, entries, page, note }: TopicListView): Utterance {
  const texts = TOPIC_TEXTS[language];
  const { list } = texts;
  const pages = Math.max(1, Math.ceil(entries.length / PAGE_SIZE));
  const number = Math.min(Math.max(page, 1), pages);
  const shown = entries.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const title = list.title(turn.kind === 'personal' ? 'you' : 'here');
  const settings = settingLines(turn, language, inbox);
  const stateOf = (entry: Entry): string => stateText(turn, language, inbox, entry);
  const empty = entries.length === 0 ? [list.empty] : [];
  const lines = shown.map(
    (entry) => `• ${[entry.title, entry.description, stateOf(entry)].filter(Boolean).join(' – ')}`,
  );
  const more = number < pages ? [list.more(number + 1)] : [];
  return {
    text: [note, title, ...lines, ...empty, ...settings, ...more].filter(Boolean).join('\n'),
    card: {
      ...textCard({
        lines: [],
        actions: actionsOf(inbox, texts, number < pages ? number + 1 : undefined, turn.receivedAt),
      }),
      body: [
        ...(note ? [lineBlock({ text: note })] : []),
        lineBlock({ text: title, isTitle: true }),
        ...shown.map((entry, index) => entryBlock(entry, stateOf(entry), inbox, texts, index === 0)),
        ...[...empty, ...settings].map((text) => lineBlock({ text, isSubtle: true })),
      ],
    },
  };
}

function entryBlock(
  { name, title, description }: Entry,
  state: string,
  inbox: Inbox,
  texts: TopicTexts,
  isFirst: boolean,
): object {
  const { say, buttons } = texts;
  const button = inbox.topics[name]?.follows
    ? cardAction(buttons.unfollow, say.unfollow(name), ON_LIST)
    : cardAction(buttons.follow, say.follow(name), ON_LIST);
  const more = [description, state].filter(Boolean).join(' – ');
  const words = [lineBlock({ text: title }), ...(more ? [lineBlock({ text: more, isSubtle: true })] : [])];
  return {
    type: 'ColumnSet',
    separator: !isFirst,
    columns: [
      { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: words },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Center',
        items: [{ type: 'ActionSet', actions: [button] }],
      },
    ],
  };
}

function stateText(
  turn: TopicListView['turn'],
  language: Language,
  { topics }: Inbox,
  { name }: Entry,
): string {
  const { list } = TOPIC_TEXTS[language];
  const { follows, mutedUntil = 0 } = topics[name] ?? {};
  return [
    follows === undefined ? '' : follows ? list.follows : list.left,
    mutedUntil > turn.receivedAt ? list.mutedUntil(momentText(turn, language, mutedUntil)) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function settingLines(turn: TopicListView['turn'], language: Language, inbox: Inbox): string[] {
  const { list } = TOPIC_TEXTS[language];
  const { stoppedAt, mutedUntil = 0, quiet } = inbox;
  return [
    ...(stoppedAt === undefined ? [] : [list.stopped]),
    ...(mutedUntil > turn.receivedAt ? [list.mutedAll(momentText(turn, language, mutedUntil))] : []),
    ...(quiet
      ? [list.quiet(`${wallText(quiet.from)}–${wallText(quiet.to)}`, zoneOfPerson(turn.person) ?? quiet.zone)]
      : []),
  ];
}

/** A moment as the person reads it, to the minute. */
export function momentText({ person }: Pick<ChatTurn, 'person'>, language: Language, at: number): string {
  const minute = Math.ceil(at / 60_000) * 60_000;
  return dateTimeText(minute, { language, locale: person.locale, zone: zoneOfPerson(person) ?? 'UTC' });
}

function actionsOf(
  { stoppedAt, mutedUntil = 0 }: Inbox,
  { buttons, say }: TopicTexts,
  next: number | undefined,
  now: number,
): object[] {
  return [
    ...(next === undefined ? [] : [cardAction(buttons.more, say.topics(next))]),
    mutedUntil > now
      ? cardAction(buttons.unmute, say.unmute(), ON_LIST)
      : cardAction(buttons.mute, say.mute('hours'), ON_LIST),
    stoppedAt === undefined
      ? cardAction(buttons.stop, say.stop, ON_LIST)
      : cardAction(buttons.start, say.start, ON_LIST),
  ];
}
