/** Puts together what happens to one recipient, and what people control: the deliveries, the gate, digests, topics and commands. */
import type { StorageAccount } from '../azure/storageAccount';
import { type Clock, MINUTE_MS } from '../clock';
import type { ChatCommand } from '../conversations/chatTurn';
import type { ConversationStore } from '../conversations/conversationStore';
import type { PersonalData } from '../conversations/personalData';
import type { DeliveryKind } from '../delivery/deliveryKind';
import type { Outbox } from '../delivery/outbox';
import type { ChatDialog } from '../dialogs/chatDialog';
import type { Log } from '../log';
import type { ConversationOf, Followers } from './addressing/addressing';
import type { TenantDeps } from './api/tenantOfCall';
import { createPressCallbacks } from './callbacks/pressCallbacks';
import { createDigestDelivery } from './digest/digestDelivery';
import { createHeldStore, type HeldRow } from './digest/heldStore';
import { createMoreCommand } from './digest/moreCommand';
import { type InboxRow, INBOXES_TABLE } from './gate/inboxRow';
import { createInboxStore } from './gate/inboxStore';
import { createWhyNot } from './gate/whyNot';
import type { Installer } from '../conversations/installer';
import { createActionQuestions } from './sending/actionQuestions';
import { createNotificationDelivery } from './sending/notificationDelivery';
import { createNotificationAgain, createPressCommands } from './sending/pressCommands';
import type { NotificationStore, RecipientStore } from './stores';
import { createFollowStore, type FollowRow, FOLLOWS_TABLE } from './topics/followStore';
import { registerTopicFunctions } from './topics/functions';
import { createInterruptionOf } from './topics/interruptions';
import { createQuietCommands } from './topics/quietCommands';
import { createTopicCommands } from './topics/topicCommands';
import { createTopicData } from './topics/topicData';
import { createTopicStore, type TopicRow, TOPICS_TABLE } from './topics/topicStore';

/** How long the first notification with a `dedupeKey` stands for the same ones after it. */
const DEDUPE_MS = 10 * MINUTE_MS;

export interface ControlGiven extends TenantDeps {
  notifications: NotificationStore;
  recipients: RecipientStore;
  storage: Pick<StorageAccount, 'table'>;
  conversations: ConversationStore;
  outbox: Outbox;
  clock: Clock;
  log: Log;
  /** So many that are not urgent in an hour in one conversation; 0: no limit. */
  perHour: number;
  installer?: Installer;
}

export interface Control {
  commands: ChatCommand[];
  /** What a notification asks on top of what the person is in the middle of. */
  dialog: ChatDialog;
  personalData: PersonalData;
  followers: Followers;
  whyNot: ReturnType<typeof createWhyNot>;
  /** What delivery sends: notifications one by one, and digests. */
  deliveries(conversationOf: ConversationOf): DeliveryKind[];
  registerFunctions(): void;
}

export function createControl(given: ControlGiven): Control {
  const { storage, clock } = given;
  const limits = { perHour: given.perHour, dedupeMs: DEDUPE_MS };
  const topics = createTopicStore(storage.table<TopicRow>(TOPICS_TABLE));
  const parts = {
    ...{ topics, limits },
    inboxes: createInboxStore(storage.table<InboxRow>(INBOXES_TABLE)),
    held: createHeldStore(storage.table<HeldRow>(INBOXES_TABLE)),
    follows: createFollowStore(storage.table<FollowRow>(FOLLOWS_TABLE)),
    interruptionOf: createInterruptionOf(topics, clock),
  };
  const usualTenant = async () => given.homeTenant ?? given.onlyTenant();
  const callbacks = createPressCallbacks(given.outbox);
  const pressing = { ...given, ...parts, usualTenant, callbacks };
  const questions = createActionQuestions(pressing);
  const deps = { ...pressing, questions };
  const commandDeps = { ...deps, notificationAgain: createNotificationAgain(deps) };
  return {
    commands: [
      questions.command,
      ...createPressCommands(deps),
      createMoreCommand(deps),
      ...createTopicCommands(commandDeps),
      ...createQuietCommands(commandDeps),
    ],
    dialog: questions.dialog,
    personalData: createTopicData(deps),
    followers: parts.follows,
    whyNot: createWhyNot(deps),
    deliveries: (conversationOf) => [
      createNotificationDelivery({ ...deps, conversationOf }),
      createDigestDelivery(deps),
    ],
    registerFunctions: () => registerTopicFunctions(deps),
  };
}
