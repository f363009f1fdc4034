/** Notifications and their recipients, as values and on the shared storage. */
import type { StorageAccount } from '../../src/azure/storageAccount';
import type { Notification } from '../../src/notifications/notification';
import type { NotificationRow } from '../../src/notifications/notificationRow';
import { createNotificationStore, NOTIFICATIONS_TABLE } from '../../src/notifications/notificationStore';
import type { RecipientRow } from '../../src/notifications/recipientRow';
import { createRecipientStore, RECIPIENTS_TABLE } from '../../src/notifications/recipientStore';
import type { NewRecipient, NotificationStore, RecipientStore } from '../../src/notifications/stores';
import { WEDNESDAY_MORNING } from './clock';
import { openTestAccount, Operations } from './tables';

/** A note to Ana, taken this Wednesday morning and due at once. */
export function aNotification(change: Partial<Omit<Notification, 'etag'>> = {}): Omit<Notification, 'etag'> {
  return {
    tenant: 'tenant',
    id: '0zzzzzzzzdep0ymentnn0001',
    to: [{ user: 'ana@example.com' }],
    message: { en: { text: 'Deployment 42 is **done**.' } },
    actions: [],
    urgent: false,
    sendAt: WEDNESDAY_MORNING,
    createdAt: WEDNESDAY_MORNING,
    isCancelled: false,
    expansion: { state: 'waiting', recipients: 0, step: 0, checkpoint: { target: 0 } },
    ...change,
  };
}

/** Ana as a recipient of it, not tried yet. */
export function aRecipient(change: Partial<NewRecipient> = {}): NewRecipient {
  return {
    tenant: 'tenant',
    notification: aNotification().id,
    key: 'aad|ana',
    target: 'user:ana@example.com',
    state: 'pending',
    conversation: 'conversation|msteams|a:ana',
    person: 'aad|ana',
    attempts: 0,
    at: WEDNESDAY_MORNING,
    ...change,
  };
}

export interface NotificationStores {
  account: StorageAccount;
  /** Counts the operations on both tables, and crashes at one of them. */
  operations: Operations;
  notifications: NotificationStore;
  recipients: RecipientStore;
}

/** Both stores on tables that belong to this caller alone. */
export function openNotificationStores(account: StorageAccount = openTestAccount()): NotificationStores {
  const operations = new Operations();
  const notifications = account.table<NotificationRow>(NOTIFICATIONS_TABLE);
  const recipients = account.table<RecipientRow>(RECIPIENTS_TABLE);
  return {
    ...{ account, operations },
    notifications: createNotificationStore(operations.watch(notifications, 'notifications')),
    recipients: createRecipientStore(operations.watch(recipients, 'recipients')),
  };
}
