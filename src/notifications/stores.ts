/** What the parts of the room read and write: the notification, its recipients, and the counts. */
import type { Notification } from './notification';
import type { Counts, Recipient, RecipientName, RecipientState } from './recipient';

/** What may change in a stored notification. */
export type NotificationChange = Partial<Pick<Notification, 'isCancelled' | 'expansion'>>;

export interface NotificationStore {
  insert(notification: Omit<Notification, 'etag'>): Promise<'created' | 'exists'>;
  /** Throws MalformedRow when what is there cannot be read. */
  find(tenant: string, id: string): Promise<Notification | undefined>;
  /** Changes it as it was read; undefined when it has changed since. */
  change(read: Notification, change: NotificationChange): Promise<Notification | undefined>;
  /** The counts of one whose recipients change no more, where they were kept. */
  finalCounts(tenant: string, id: string): Promise<Counts | undefined>;
  /** Keeps the counts, unless the notification has changed since it was read. */
  keepCounts(read: Notification, counts: Counts): Promise<void>;
  /** A page of the tenant's, the newest first; `next` is what the page before gave, `unreadable` the ids of rows that cannot be read. */
  page(
    tenant: string,
    size: number,
    next?: string,
  ): Promise<{ notifications: Notification[]; unreadable: string[]; next?: string }>;
  /** Those of all tenants whose time to be sent was before then (epoch ms). */
  dueBefore(atMs: number): AsyncIterable<Pick<Notification, 'tenant' | 'id'>>;
  remove(notification: Pick<Notification, 'tenant' | 'id'>): Promise<void>;
}

/** A recipient as it is first written. */
export type NewRecipient = Omit<Recipient, 'etag'>;

/** What may change in a recipient's row: only what is given; an empty text takes away what was there. */
export type RecipientChange = Partial<
  Pick<
    Recipient,
    | 'state'
    | 'reason'
    | 'conversation'
    | 'person'
    | 'thread'
    | 'attempts'
    | 'at'
    | 'activityId'
    | 'pressed'
    | 'installation'
  >
>;

export interface RecipientStore {
  /**
   * Writes those of one notification that are not there yet, 100 at once; the others stay as they are. Keys are made by
   * `tableKey`.
   * Returns the keys that are new.
   */
  insertMissing(recipients: readonly NewRecipient[]): Promise<ReadonlySet<string>>;
  find(name: RecipientName): Promise<Recipient | undefined>;
  /** Changes the row whatever it holds, or only as it was read (`etag`): false when it has changed since. */
  change(name: RecipientName & { etag?: string }, change: RecipientChange): Promise<boolean>;
  /** One page in key order, of these states where they are given. `next` is the last key of the page before. */
  page(
    notification: { tenant: string; id: string },
    query: { state?: RecipientState | readonly RecipientState[]; size: number; next?: string },
  ): Promise<{ recipients: Recipient[]; next?: string }>;
  count(notification: { tenant: string; id: string }): Promise<Counts>;
  /** Removes all recipients of a notification. */
  erase(notification: { tenant: string; id: string }): Promise<void>;
}
