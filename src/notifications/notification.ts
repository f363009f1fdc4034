/** A notification: what a system asked the bot to say, to whom, and how. The message is stored as it came; each recipient has a row of their own. */
import type { AdaptiveCard } from '../conversations/chatTurn';
import type { Interruption } from '../delivery/interruption';

/** Whom a caller names; every name holds within the notification's tenant alone. */
export type Target =
  /** By AAD object id, e-mail address or the channel's user id; `via`: the channel that may begin a conversation with the bare address. */
  | { user: string; via?: string }
  /** By the key that the API shows, or by the channel's own id. */
  | { conversation: string }
  /** The team's General channel, or each of its members. */
  | { team: string; audience?: 'members' }
  /** `new` begins a thread; an id continues one. */
  | { channel: string; thread?: string }
  /** Whoever follows it. */
  | { topic: string }
  /** All active personal conversations. */
  | { everyone: true };

/** What is said, in one language. Exactly one of `text` (markdown) and `card`. */
export type MessageBody = { text: string } | { card: AdaptiveCard };

/** By language; the one of the person, else English, else whichever there is. Templates are filled in when the notification is taken. */
export type Message = Readonly<Partial<Record<'en' | 'es', MessageBody>>>;

/** A button whose answer is recorded and called back. */
export interface NotificationAction {
  /** Names the answer towards the caller. */
  id: string;
  title: string;
}

export interface Notification {
  tenant: string;
  id: string;
  to: readonly Target[];
  message: Message;
  actions: readonly NotificationAction[];
  topic?: string;
  /** Who or what caused it; shown. */
  why?: string;
  urgent: boolean;
  /** Absent: the topic's, else that of plain notes. */
  interruption?: Interruption;
  /** Epoch ms; never sent earlier. */
  sendAt: number;
  /** Epoch ms; not sent any more from then on. */
  expiresAt?: number;
  callbackUrl?: string;
  /** People who are named and were never met have the app installed for them first. */
  installIfMissing?: boolean;
  /** Of those with the same key in one conversation within a window, the first alone is sent. */
  dedupeKey?: string;
  createdAt: number;
  /** Nothing more goes out; what was sent stays sent. */
  isCancelled: boolean;
  /** How far its recipients have been made. */
  expansion: Expansion;
  etag: string;
}

export interface Expansion {
  state: 'waiting' | 'running' | 'done';
  /** Recipients made so far. */
  recipients: number;
  /** The number of the step that comes next, which names it. */
  step: number;
  /** Where that step begins: the target's number in `to` and, in a long audience, the place in it. */
  checkpoint: { target: number; next?: string };
}
