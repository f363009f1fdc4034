// What the local stage knows: people, chats and all that was said; plain JSON, so that it can be kept in a file.
import type { WireAccount, WireActivity, WireAttachment } from './wireActivity';

/** Somebody who can talk to the bot. `id` is the channel's user id, `timeZone` an IANA name, `locale` a BCP 47 tag. */
export interface PersonRecord {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * How the bot stands to a chat: never there; installed by a person; let in because the bot itself opened the
 * conversation; or removed by a person.
 */
export type BotPresence = 'absent' | 'installed' | 'opened' | 'removed';

/** The one-to-one chat of a person with the bot. */
export interface PersonalChat {
  readonly kind: 'personal';
  readonly id: string;
  readonly personId: string;
  readonly bot: BotPresence;
  readonly isBlocked: boolean;
}

/** A chat of several people. */
export interface GroupChat {
  readonly kind: 'group';
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly bot: BotPresence;
}

/** A channel of a team. The General channel has the team's own id. */
export interface Channel {
  readonly id: string;
  readonly name: string;
}

/** A team; the bot is installed in a team as a whole. */
export interface Team {
  readonly kind: 'team';
  readonly id: string;
  readonly aadGroupId: string;
  readonly name: string;
  readonly memberIds: readonly string[];
  readonly channels: readonly Channel[];
  readonly bot: BotPresence;
}

export type Chat = PersonalChat | GroupChat | Team;

/** How far a person's message came: `unheard` is a message in a group or channel that does not mention the bot. */
export interface ItemDelivery {
  readonly state: 'sending' | 'answered' | 'failed' | 'unheard';
  /** The bot's HTTP status, where it answered at all. */
  readonly status?: number;
  readonly detail?: string;
}

/** One line of a conversation: a message, or an event such as "Sam Carter added Recado". */
export interface TimelineItem {
  readonly id: string;
  /** Grows with each item of the whole stage. */
  readonly seq: number;
  /** The conversation without its thread. */
  readonly conversationId: string;
  /** In channels: the id of the thread's first message. */
  readonly threadId?: string;
  readonly from: WireAccount;
  readonly isFromBot: boolean;
  readonly sentAtMs: number;
  readonly editedAtMs?: number;
  readonly deletedAtMs?: number;
  readonly activity: WireActivity;
  /** What the person is seen to say, where it differs from the activity's text. */
  readonly shownText?: string;
  readonly event?: string;
  readonly delivery?: ItemDelivery;
  /** What must be posted to the bot for this item, in this order; kept for trying again. */
  readonly outbound?: readonly WireActivity[];
  /** Cards as one person sees them after an Action.Execute, by user id. */
  readonly views?: Readonly<Record<string, readonly WireAttachment[]>>;
}

/** The whole state; `reads` holds, by person and conversation, the `seq` of the last item that was seen. */
export interface DirectoryState {
  readonly version: 1;
  readonly tenantId: string;
  readonly bot: WireAccount;
  readonly people: readonly PersonRecord[];
  readonly chats: readonly Chat[];
  readonly timeline: Readonly<Record<string, readonly TimelineItem[]>>;
  readonly reads: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The connector's address that the bot was last told. */
  readonly serviceUrl?: string;
}
