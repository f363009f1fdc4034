// Where a conversation id leads: a personal chat, a group, or a channel with perhaps one of its threads.
import type { Channel, Chat, GroupChat, PersonalChat, Team } from './directoryState';

const THREAD_MARK = ';messageid=';

/** A conversation that exists. `conversationId` has no thread in it. */
export type Place =
  | { readonly kind: 'personal'; readonly conversationId: string; readonly chat: PersonalChat }
  | { readonly kind: 'group'; readonly conversationId: string; readonly chat: GroupChat }
  | {
      readonly kind: 'channel';
      readonly conversationId: string;
      readonly chat: Team;
      readonly channel: Channel;
      readonly threadId?: string;
    };

/** Cuts a Teams conversation id into the conversation and, in channels, its thread. */
export function splitConversationId(id: string): {
  readonly conversationId: string;
  readonly threadId?: string;
} {
  const at = id.indexOf(THREAD_MARK);
  return at < 0
    ? { conversationId: id }
    : { conversationId: id.slice(0, at), threadId: id.slice(at + THREAD_MARK.length) };
}

/** The conversation id of one thread of a channel. */
export function threadConversationId(channelId: string, threadId: string): string {
  return `${channelId}${THREAD_MARK}${threadId}`;
}

/** The place that a conversation id means, given the chat that holds it; undefined when the chat does not. */
export function placeIn(chat: Chat | undefined, id: string): Place | undefined {
  const { conversationId, threadId } = splitConversationId(id);
  if (chat?.kind === 'team') {
    const channel = chat.channels.find((candidate) => candidate.id === conversationId);
    return channel && { kind: 'channel', conversationId, chat, channel, ...(threadId && { threadId }) };
  }
  if (chat?.kind === 'group') return { kind: 'group', conversationId, chat };
  return chat && { kind: 'personal', conversationId, chat };
}

/** The conversation id as activities carry it: with its thread, where it has one. */
export function fullConversationId(place: Place): string {
  return place.kind === 'channel' && place.threadId
    ? threadConversationId(place.conversationId, place.threadId)
    : place.conversationId;
}

/** The user ids of those who can read here. */
export function memberIdsOf(place: Place): readonly string[] {
  return place.kind === 'personal' ? [place.chat.personId] : place.chat.memberIds;
}

/** Whether the channel lets the bot post here. */
export function isBotIn(place: Place): boolean {
  return place.chat.bot === 'installed' || place.chat.bot === 'opened';
}
