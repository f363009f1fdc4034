/** Puts the room together from what the composition root gives: its deliveries, its steps and its functions. */
import type { StorageAccount } from '../azure/storageAccount';
import type { Clock } from '../clock';
import type { DueWork } from '../delivery/deliveryKind';
import type { Outbox } from '../delivery/outbox';
import type { Log } from '../log';
import type { Addressing } from './addressing/addressing';
import { registerNotificationFunctions } from './functions';
import { createIdempotencyStore, IDEMPOTENCY_TABLE, type IdempotencyRow } from './idempotencyStore';
import type { NotificationRow } from './notificationRow';
import type { NotificationSettings } from './notificationSettings';
import { createNotificationStore, NOTIFICATIONS_TABLE } from './notificationStore';
import type { RecipientRow } from './recipientRow';
import { createRecipientStore, RECIPIENTS_TABLE } from './recipientStore';
import { createRetryWork } from './retryFailed';

export interface NotificationsGiven {
  settings: NotificationSettings;
  storage: Pick<StorageAccount, 'table'>;
  outbox: Outbox;
  addressing: Pick<Addressing, 'page'>;
  clock: Clock;
  log: Log;
  /** Differs each time. */
  newId(): string;
  /** The tenant that the bot is in, if it is in one alone. */
  onlyTenant(): Promise<string | undefined>;
  /** Says why this address may not be called; undefined when it may. */
  refuseCallback(url: string): string | undefined;
}

export interface Notifications {
  /** What delivery does and sends for the room. */
  kinds: DueWork[];
  registerFunctions(): void;
}

/** Makes the room; nothing is sent or registered before it is asked for. */
export function createNotifications(given: NotificationsGiven): Notifications {
  const { settings, storage } = given;
  const stores = {
    notifications: createNotificationStore(storage.table<NotificationRow>(NOTIFICATIONS_TABLE)),
    recipients: createRecipientStore(storage.table<RecipientRow>(RECIPIENTS_TABLE)),
    idempotency: createIdempotencyStore(storage.table<IdempotencyRow>(IDEMPOTENCY_TABLE)),
  };
  const { homeTenant, keepMs } = settings;
  return {
    kinds: [createRetryWork({ ...given, ...stores })],
    registerFunctions: () =>
      registerNotificationFunctions({
        ...given,
        ...stores,
        keepMs,
        ...(homeTenant ? { homeTenant } : {}),
      }),
  };
}
