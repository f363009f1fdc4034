// The local stage's one state: who there is, which chats, what was said, what was read; tells listeners what changes.
import type {
  BotPresence,
  Chat,
  DirectoryState,
  PersonalChat,
  PersonRecord,
  TimelineItem,
} from './directoryState';
import { memberIdsOf, placeIn, splitConversationId, type Place } from './place';
import { personalChatFor } from './seedDirectory';
import { createTimeline, type Timeline } from './timeline';
import type { WireAccount } from './wireActivity';

/** What changed: one item of a conversation, people or chats, or how far somebody has read. */
export type DirectoryChange =
  | { readonly kind: 'item'; readonly item: TimelineItem }
  | { readonly kind: 'roster' }
  | {
      readonly kind: 'read';
      readonly personId: string;
      readonly conversationId: string;
      readonly seq: number;
    };

/** The state and the ways to change it. Ids that do not exist are programming errors here and throw. */
export interface Directory {
  readonly tenantId: string;
  readonly bot: WireAccount;
  readonly timeline: Timeline;
  /** The connector's address that the bot was last told; undefined before the first time. */
  readonly serviceUrl: string | undefined;
  setServiceUrl(url: string): void;
  people(): readonly PersonRecord[];
  /** By user id or AAD object id. */
  findPerson(id: string): PersonRecord | undefined;
  chats(): readonly Chat[];
  findPlace(conversationId: string): Place | undefined;
  membersOf(place: Place): readonly PersonRecord[];
  personalChatOf(personId: string): PersonalChat;
  /** Adds a person with a personal chat of their own, or replaces the one with the same id. */
  putPerson(person: PersonRecord): void;
  putChat(chat: Chat): void;
  setBot(chatId: string, bot: BotPresence): void;
  markRead(personId: string, conversationId: string): void;
  subscribe(listener: (change: DirectoryChange) => void): () => void;
  /** The state as JSON, with the latest `keep` items of each conversation. */
  snapshot(keep: number): DirectoryState;
}

/** Creates the directory from a state that was kept or seeded. */
export function createDirectory(state: DirectoryState): Directory {
  const listeners = new Set<(change: DirectoryChange) => void>();
  const tell = (change: DirectoryChange) => {
    for (const listener of listeners) listener(change);
  };
  const roster = createRoster(state, () => {
    tell({ kind: 'roster' });
  });
  const timeline = createTimeline(state.timeline, (item) => {
    tell({ kind: 'item', item });
  });
  let { serviceUrl } = state;
  const reads = structuredClone(state.reads) as Record<string, Record<string, number>>;
  return {
    tenantId: state.tenantId,
    bot: state.bot,
    timeline,
    get serviceUrl() {
      return serviceUrl;
    },
    setServiceUrl(url) {
      serviceUrl = url;
      tell({ kind: 'roster' });
    },
    ...roster,
    markRead(personId, conversationId) {
      const seq = timeline.list(conversationId).at(-1)?.seq ?? 0;
      const mine = (reads[personId] ??= {});
      if ((mine[conversationId] ?? 0) >= seq) return;
      mine[conversationId] = seq;
      tell({ kind: 'read', personId, conversationId, seq });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: (keep) => ({
      version: 1,
      tenantId: state.tenantId,
      bot: state.bot,
      people: roster.people(),
      chats: roster.chats(),
      timeline: timeline.snapshot(keep),
      reads: structuredClone(reads),
      ...(serviceUrl !== undefined && { serviceUrl }),
    }),
  };
}

type Roster = Omit<
  Directory,
  'tenantId' | 'bot' | 'timeline' | 'serviceUrl' | 'setServiceUrl' | 'markRead' | 'subscribe' | 'snapshot'
>;

function createRoster(state: DirectoryState, changed: () => void): Roster {
  const people = new Map(state.people.map((person) => [person.id, person]));
  const byAad = new Map(state.people.map((person) => [person.aadObjectId, person.id]));
  const chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  const teamOfChannel = new Map<string, string>();
  const personalOf = new Map<string, string>();
  const index = (chat: Chat) => {
    if (chat.kind === 'team') for (const { id } of chat.channels) teamOfChannel.set(id, chat.id);
    if (chat.kind === 'personal') personalOf.set(chat.personId, chat.id);
  };
  state.chats.forEach(index);
  const putChat = (chat: Chat) => {
    chats.set(chat.id, chat);
    index(chat);
    changed();
  };
  return {
    people: () => [...people.values()],
    findPerson: (id) => people.get(id) ?? people.get(byAad.get(id) ?? ''),
    chats: () => [...chats.values()],
    findPlace(id) {
      const { conversationId } = splitConversationId(id);
      return placeIn(chats.get(teamOfChannel.get(conversationId) ?? conversationId), id);
    },
    membersOf: (place) => memberIdsOf(place).flatMap((id) => people.get(id) ?? []),
    personalChatOf(personId) {
      const chat = chats.get(personalOf.get(personId) ?? '');
      if (chat?.kind !== 'personal') throw new Error(`There is no person ${personId}.`);
      return chat;
    },
    putPerson(person) {
      people.set(person.id, person);
      byAad.set(person.aadObjectId, person.id);
      if (personalOf.has(person.id)) changed();
      else putChat(personalChatFor(person.id));
    },
    putChat,
    setBot(chatId, bot) {
      const chat = chats.get(chatId);
      if (!chat) throw new Error(`There is no chat ${chatId}.`);
      putChat({ ...chat, bot });
    },
  };
}
