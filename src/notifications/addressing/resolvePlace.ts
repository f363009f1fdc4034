/** Finds one conversation, channel or team that a target names: one or two point reads. */
import { tableKey } from '../../azure/tableKey';
import type { Conversation } from '../../conversations/conversation';
import { conversationKey, teamIndexKey } from '../../conversations/conversationKeys';
import type { ConversationStore } from '../../conversations/conversationStore';
import { conversationIdOf, threadOf } from '../../conversations/inboundActivity';
import { personOfReference } from '../../conversations/registryIndexes';
import type { Addressed } from './addressing';
import { channelOf, TEAMS } from './home';
import { refusedTarget } from './refused';
import { targetText } from './targetText';

export type PlaceStore = Pick<ConversationStore, 'find' | 'findByIndex'>;

const KEY = /^conversation\|[^|]+\|/;

/** By the registry's key, or by the channel's own id with or without its thread. */
export async function resolveConversation(
  store: PlaceStore,
  tenant: string,
  target: { conversation: string },
): Promise<Addressed> {
  const named = target.conversation;
  const activity = { conversation: { id: named } } as Parameters<typeof conversationIdOf>[0];
  const isKey = KEY.test(named);
  const key = isKey ? named : conversationKey(channelOf(tenant), conversationIdOf(activity));
  const conversation = await store.find({ tenant, key });
  if (!conversation) return refusedTarget(target, 'unknown-conversation: this tenant has none of this name');
  return placeOf(target, conversation, isKey ? undefined : threadOf(activity));
}

/** A channel, in a new thread (`new`), in the thread with this id, or as a message of its own. */
export async function resolveChannel(
  store: PlaceStore,
  tenant: string,
  target: { channel: string; thread?: string },
): Promise<Addressed> {
  const conversation = await store.find({ tenant, key: conversationKey(channelOf(tenant), target.channel) });
  if (!conversation) return refusedTarget(target, UNKNOWN_CHANNEL);
  if (conversation.kind === 'personal') return refusedTarget(target, 'unknown-channel: it is no channel');
  const { thread } = target;
  if (thread === 'new') return { ...placeOf(target, conversation), beginsThread: true };
  return placeOf(target, conversation, thread);
}

const UNKNOWN_CHANNEL =
  'unknown-channel: this tenant has none of this id in which the bot was ever seen; new channels cannot be made';

/** The team's General channel, which has the team's own id. It may not have been seen yet where another channel of the team was. */
export async function resolveTeam(
  store: PlaceStore,
  tenant: string,
  target: { team: string },
): Promise<Addressed> {
  const key = conversationKey(TEAMS, target.team);
  const general = await store.find({ tenant, key });
  if (general) return placeOf(target, general);
  const isKnown = await store.findByIndex(tenant, teamIndexKey(target.team));
  return isKnown ? { key, target: targetText(target) } : refusedTarget(target, UNKNOWN_TEAM);
}

export const UNKNOWN_TEAM = 'unknown-team: the bot was never seen in a team of this tenant with this id';

/** One of the team's channels that the registry knows: General before the others. */
export async function findTeam(
  store: PlaceStore,
  tenant: string,
  teamId: string,
): Promise<Conversation | undefined> {
  const general = await store.find({ tenant, key: conversationKey(TEAMS, teamId) });
  if (general) return general;
  const other = await store.findByIndex(tenant, teamIndexKey(teamId));
  return other && store.find(other);
}

/** A personal conversation is the same recipient as the person by any other name. */
function placeOf(
  target: Parameters<typeof targetText>[0],
  { key, kind, reference }: Conversation,
  thread?: string,
): Addressed {
  const person = kind === 'personal' ? personOfReference(JSON.stringify(reference)) : undefined;
  return {
    key: person ?? threadKey(key, thread),
    target: targetText(target),
    conversation: key,
    ...(person ? { person } : {}),
    ...(thread && !person ? { thread } : {}),
  };
}

/** The key of a place: each thread of a channel is one of its own. */
export const threadKey = (conversation: string, thread?: string): string =>
  thread ? `${conversation}|${tableKey(thread)}` : conversation;
