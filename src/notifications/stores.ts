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
}

/** A recipient as it is first written. */
export type NewRecipient = Omit<Recipient, 'etag'>;

/** What may change in a recipient's row. */
export type RecipientChange = Partial<
  Pick<
    Recipient,
    'state' | 'reason' | 'conversation' | 'person' | 'thread' | 'attempts' | 'at' | 'activityId' | 'pressed'
  >
>;

export interface RecipientStore {
  /**
   * Writes those of one notification that are not there yet, 100 at once; the others stay as they are.
   * Returns the keys that are new.
   */
  insertMissing(recipients: readonly NewRecipient[]): Promise<ReadonlySet<string>>;
  find(name: RecipientName): Promise<Recipient | undefined>;
  /** Changes the row whatever it holds, or only as it was read (`etag`): false when it has changed since. */
  change(name: RecipientName & { etag?: string }, change: RecipientChange): Promise<boolean>;
  /** One page in key order, of one state where it is given. */
  page(
    notification: { tenant: string; id: string },
    query: { state?: RecipientState; size: number; next?: string },
  ): Promise<{ recipients: Recipient[]; next?: string }>;
  count(notification: { tenant: string; id: string }): Promise<Counts>;
}
