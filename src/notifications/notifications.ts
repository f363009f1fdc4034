/** Puts the room together from what the composition root gives: its deliveries and steps, what people can say, and its functions. */
import type { StorageAccount } from '../azure/storageAccount';
import type { Clock } from '../clock';
import type { ChatCommand } from '../conversations/chatTurn';
import type { ConversationStore } from '../conversations/conversationStore';
import type { PersonalData } from '../conversations/personalData';
import type { ChannelRoster } from '../delivery/channelRoster';
import type { DeliveryKind, DueWork } from '../delivery/deliveryKind';
import type { FirstContact } from '../delivery/firstContact';
import type { Outbox } from '../delivery/outbox';
import type { ChatDialog } from '../dialogs/chatDialog';
import type { Outbound } from '../http/outbound';
import type { Log } from '../log';
import { createConversationOf } from './addressing/conversationOf';
import { createAddressing } from './addressing/resolveTargets';
import { callbackRefusal } from './callbackRefusal';
import { createCallbackWork } from './callbacks/callbackWork';
import { createControl } from './control';
import { createExpansion } from './fanOut/expandNotification';
import { registerNotificationFunctions } from './functions';
import { createIdempotencyStore, IDEMPOTENCY_TABLE, type IdempotencyRow } from './idempotencyStore';
import type { Installer } from '../conversations/installer';
import type { NotificationRow } from './notificationRow';
import type { NotificationSettings } from './notificationSettings';
import { createNotificationStore, NOTIFICATIONS_TABLE } from './notificationStore';
import type { RecipientRow } from './recipientRow';
import { createRecipientStore, RECIPIENTS_TABLE } from './recipientStore';
import { createRetryWork } from './retryFailed';

export interface NotificationsGiven {
  settings: NotificationSettings;
  storage: Pick<StorageAccount, 'table'>;
  conversations: ConversationStore;
  outbox: Outbox;
  roster: ChannelRoster;
  firstContact: FirstContact;
  clock: Clock;
  log: Log;
  /** The bot's app id; absent on a developer's machine. */
  appId?: string;
  /** Differs each time. */
  newId(): string;
  /** Has the app installed for people. */
  installer: Installer;
  /** The way to the addresses that callers name. */
  outbound: Outbound;
}

export interface Notifications {
  commands: ChatCommand[];
  /** What a notification asks on top of what the person is in the middle of. */
  dialog: ChatDialog;
  personalData: PersonalData;
  /** What delivery does and sends for the room. */
  kinds: (DeliveryKind | DueWork)[];
  registerFunctions(): void;
}

/** Makes the room; nothing is sent or registered before it is asked for. */
export function createNotifications(given: NotificationsGiven): Notifications {
  const { settings, storage, conversations } = given;
  const stores = {
    notifications: createNotificationStore(storage.table<NotificationRow>(NOTIFICATIONS_TABLE)),
    recipients: createRecipientStore(storage.table<RecipientRow>(RECIPIENTS_TABLE)),
    idempotency: createIdempotencyStore(storage.table<IdempotencyRow>(IDEMPOTENCY_TABLE)),
  };
  const tenants = {
    onlyTenant: () => conversations.onlyTenant(),
    ...(settings.homeTenant ? { homeTenant: settings.homeTenant } : {}),
  };
  const control = createControl({ ...given, ...stores, ...tenants, perHour: settings.perHour });
  const addressing = createAddressing({ ...given, followers: control.followers });
  const refuseCallback = (url: string) => callbackRefusal(given.outbound.refusalOf(url));
  const deps = { ...given, ...stores, ...tenants, addressing, refuseCallback };
  const { commands, dialog, personalData, whyNot } = control;
  return {
    ...{ commands, dialog, personalData },
    kinds: [
      ...[createExpansion(deps), createRetryWork(deps), createCallbackWork({ ...deps, ...settings })],
      ...control.deliveries(createConversationOf(given)),
    ],
    registerFunctions() {
      registerNotificationFunctions({ ...deps, whyNot, keepMs: settings.keepMs });
      control.registerFunctions();
    },
  };
}
