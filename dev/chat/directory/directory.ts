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
import { Roster } from './roster';
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
  return new StageDirectory(state);
}

class StageDirectory implements Directory {
  readonly tenantId: string;
  readonly bot: WireAccount;
  readonly timeline: Timeline;
  readonly #roster: Roster;
  readonly #reads: Record<string, Record<string, number>>;
  readonly #listeners = new Set<(change: DirectoryChange) => void>();
  #serviceUrl: string | undefined;

  constructor(state: DirectoryState) {
    this.tenantId = state.tenantId;
    this.bot = state.bot;
    this.#serviceUrl = state.serviceUrl;
    this.#reads = structuredClone(state.reads) as Record<string, Record<string, number>>;
    this.#roster = new Roster(state.people, state.chats);
    this.timeline = createTimeline(state.timeline, (item) => {
      this.#tell({ kind: 'item', item });
    });
  }

  get serviceUrl(): string | undefined {
    return this.#serviceUrl;
  }

  setServiceUrl(url: string): void {
    this.#serviceUrl = url;
    this.#tell({ kind: 'roster' });
  }

  people(): readonly PersonRecord[] {
    return this.#roster.people();
  }

  findPerson(id: string): PersonRecord | undefined {
    return this.#roster.findPerson(id);
  }

  chats(): readonly Chat[] {
    return this.#roster.chats();
  }

  findPlace(conversationId: string): Place | undefined {
    return placeIn(this.#roster.findChat(splitConversationId(conversationId).conversationId), conversationId);
  }

  membersOf(place: Place): readonly PersonRecord[] {
    return memberIdsOf(place).flatMap((id) => this.#roster.findPerson(id) ?? []);
  }

  personalChatOf(personId: string): PersonalChat {
    return this.#roster.personalChatOf(personId);
  }

  putPerson(person: PersonRecord): void {
    this.#roster.putPerson(person);
    this.#tell({ kind: 'roster' });
  }

  putChat(chat: Chat): void {
    this.#roster.putChat(chat);
    this.#tell({ kind: 'roster' });
  }

  setBot(chatId: string, bot: BotPresence): void {
    const chat = this.#roster.findChat(chatId);
    if (!chat) throw new Error(`There is no chat ${chatId}.`);
    this.putChat({ ...chat, bot });
  }

  markRead(personId: string, conversationId: string): void {
    const seq = this.timeline.list(conversationId).at(-1)?.seq ?? 0;
    const mine = (this.#reads[personId] ??= {});
    if ((mine[conversationId] ?? 0) >= seq) return;
    mine[conversationId] = seq;
    this.#tell({ kind: 'read', personId, conversationId, seq });
  }

  subscribe(listener: (change: DirectoryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  snapshot(keep: number): DirectoryState {
    return {
      version: 1,
      tenantId: this.tenantId,
      bot: this.bot,
      people: this.people(),
      chats: this.chats(),
      timeline: this.timeline.snapshot(keep),
      reads: structuredClone(this.#reads),
      ...(this.#serviceUrl !== undefined && { serviceUrl: this.#serviceUrl }),
    };
  }

  #tell(change: DirectoryChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
