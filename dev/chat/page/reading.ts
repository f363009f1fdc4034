// Questions to the model: which chats are mine, what is unread, which threads there are, what stands together.
import type {
  Channel,
  Chat,
  GroupChat,
  PersonalChat,
  PersonRecord,
  Team,
  TimelineItem,
} from '../directory/directoryState';
import type { Model } from './model';

/** The open conversation, whatever its kind. */
export type OpenChat =
  | { readonly kind: 'personal'; readonly chat: PersonalChat; readonly name: string }
  | { readonly kind: 'group'; readonly chat: GroupChat; readonly name: string }
  | { readonly kind: 'channel'; readonly chat: Team; readonly channel: Channel; readonly name: string };

/** The person whose page this is; undefined until the state has come. */
export function me(model: Model): PersonRecord | undefined {
  return model.people.find(({ id }) => id === model.me);
}

/** What the writing of times depends on: a list that shows them is made anew when it changes. */
export function readerKey(model: Model): readonly (string | undefined)[] {
  const reader = me(model);
  return [reader?.id, reader?.locale, reader?.timeZone];
}

/** The chats that a person can see. */
export function chatsOf(model: Model, personId: string): readonly Chat[] {
  return model.chats.filter((chat) =>
    chat.kind === 'personal' ? chat.personId === personId : chat.memberIds.includes(personId),
  );
}

/** All conversations of a person: a team counts with each of its channels. */
export function conversationsOf(model: Model, personId: string): readonly string[] {
  return chatsOf(model, personId).flatMap((chat) =>
    chat.kind === 'team' ? chat.channels.map(({ id }) => id) : [chat.id],
  );
}

/** The conversation that is open; undefined when this person cannot see it. */
export function openChat(model: Model): OpenChat | undefined {
  for (const chat of chatsOf(model, model.me)) {
    if (chat.kind === 'team') {
      const channel = chat.channels.find(({ id }) => id === model.open);
      if (channel) return { kind: 'channel', chat, channel, name: channel.name };
    } else if (chat.id === model.open) {
      return chat.kind === 'group'
        ? { kind: 'group', chat, name: chat.name }
        : { kind: 'personal', chat, name: model.bot.name ?? '' };
    }
  }
  return undefined;
}

/** Whether the bot may speak in a chat. */
export function hasBot({ bot }: Chat): boolean {
  return bot === 'installed' || bot === 'opened';
}

/** The items of a conversation, oldest first. */
export function itemsOf(model: Model, conversationId: string): readonly TimelineItem[] {
  return [...(model.items.get(conversationId)?.values() ?? [])];
}

/** How many messages of others this person has not seen there. */
export function unreadCount(model: Model, personId: string, conversationId: string): number {
  const readTo = model.reads[personId]?.[conversationId] ?? 0;
  return itemsOf(model, conversationId).filter((item) => item.seq > readTo && isNews(item, personId)).length;
}

/** Whether an item is something new to a person: said by another, and not deleted. */
export function isNews(item: TimelineItem, personId: string): boolean {
  return item.from.id !== personId && item.event === undefined && item.deletedAtMs === undefined;
}

/** After which `seq` the mark of what is new belongs in the open conversation; Infinity when all is read. */
export function newsMark(model: Model): number {
  const isAllRead = unreadCount(model, model.me, model.open) === 0;
  return isAllRead ? Infinity : (model.reads[model.me]?.[model.open] ?? 0);
}

/** All that is unread for a person. */
export function totalUnread(model: Model, personId: string): number {
  return conversationsOf(model, personId).reduce((sum, id) => sum + unreadCount(model, personId, id), 0);
}

/** A thread of a channel, or an event line that stands between threads. */
export interface Thread {
  readonly id: string;
  readonly isEvent: boolean;
  readonly items: readonly TimelineItem[];
}

/** The threads of a channel's items, the one with the latest word last. */
export function threadsOf(items: readonly TimelineItem[]): readonly Thread[] {
  const threads = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const id = item.threadId ?? item.id;
    threads.set(id, [...(threads.get(id) ?? []), item]);
  }
  return [...threads]
    .map(([id, all]) => ({ id, isEvent: all[0]?.event !== undefined, items: all }))
    .sort((a, b) => (a.items.at(-1)?.seq ?? 0) - (b.items.at(-1)?.seq ?? 0));
}

const TOGETHER_MS = 60_000;

/** Whether an item goes on what the one before began, so that it needs no name of its own. */
export function continues(before: TimelineItem | undefined, item: TimelineItem, isSameDay: boolean): boolean {
  if (!before || !isSameDay || before.event !== undefined || item.event !== undefined) return false;
  return before.from.id === item.from.id && item.sentAtMs - before.sentAtMs < TOGETHER_MS;
}

/** The last own message of a conversation that can still be edited. */
export function lastOwn(
  model: Model,
  conversationId: string,
  threadId: string | undefined,
): TimelineItem | undefined {
  return itemsOf(model, conversationId).findLast(
    (item) =>
      item.from.id === model.me &&
      item.event === undefined &&
      item.deletedAtMs === undefined &&
      (threadId === undefined || item.threadId === threadId),
  );
}
