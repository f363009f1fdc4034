/** One recipient of a notification: one row under a key that the same person or place always gets, so that overlapping audiences double nobody. */

/**
 * `pending`: not tried yet; `sending`: tried, and to be tried again; `held`: waits for a digest, quiet hours or a dialog's end;
 * `failed` and `cancelled` say why in `reason`. `sent`, `failed` and `cancelled` are ends.
 */
export type RecipientState = 'pending' | 'sending' | 'sent' | 'failed' | 'held' | 'cancelled';

export const RECIPIENT_STATES: readonly RecipientState[] = [
  'pending',
  'sending',
  'sent',
  'failed',
  'held',
  'cancelled',
];

export interface Recipient {
  tenant: string;
  /** The notification's id. */
  notification: string;
  /** The person's key in the registry where the conversation is personal, else the conversation's key (and thread). */
  key: string;
  /** As the caller named it, for the report: `user:ana@example.com`, `team:19:…`, `topic:deployments`. */
  target: string;
  state: RecipientState;
  /** In words for operators, beginning with a code that never changes: `unknown-user: …`, `opted-out: …`. */
  reason?: string;
  /** The conversation's key in the registry; absent while it is not known or not made yet. */
  conversation?: string;
  /** The person's key in the registry; absent for channels and group chats. */
  person?: string;
  /** The thread of a channel; `beginsThread`: a new one. */
  thread?: string;
  beginsThread?: boolean;
  /** How often it was tried. */
  attempts: number;
  /** When its state last changed, epoch ms. */
  at: number;
  activityId?: string;
  /** The id of the installation that is to make them reachable. */
  installation?: string;
  pressed?: PressedAction;
  etag: string;
}

/** What was typed into a card, by the ids of its inputs. */
export type TypedData = Readonly<Record<string, string | number | boolean>>;

/** The action that was pressed, and by whom: their key in the registry. */
export interface PressedAction {
  action: string;
  by: string;
  /** As the channel names them. */
  byId?: string;
  /** Epoch ms. */
  at: number;
  data?: TypedData;
}

/** Names one recipient. */
export type RecipientName = Pick<Recipient, 'tenant' | 'notification' | 'key'>;

export type Counts = Readonly<Record<RecipientState, number>>;
