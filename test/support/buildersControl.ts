/** Notifications on their way to one recipient, on the shared storage: everything real but the clock and the channel. */
import { MINUTE_MS } from '../../src/clock';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import type { DeliverResult } from '../../src/delivery/deliver';
import { dueKeyOf } from '../../src/delivery/due';
import { createDeliver } from '../../src/delivery/deliver';
import type { StoredDue } from '../../src/delivery/dueRow';
import {
  createInstallationStore,
  INSTALLATIONS_TABLE,
  type InstallationRow,
} from '../../src/installations/installationStore';
import { createInstaller } from '../../src/installations/installer';
import type { ConversationOf } from '../../src/notifications/addressing/addressing';
import { createPressCallbacks } from '../../src/notifications/callbacks/pressCallbacks';
import { createDigestDelivery } from '../../src/notifications/digest/digestDelivery';
import { createHeldStore, type HeldRow } from '../../src/notifications/digest/heldStore';
import { createMoreCommand } from '../../src/notifications/digest/moreCommand';
import { type InboxRow, INBOXES_TABLE } from '../../src/notifications/gate/inboxRow';
import { createInboxStore } from '../../src/notifications/gate/inboxStore';
import type { Notification } from '../../src/notifications/notification';
import { recipientDue } from '../../src/notifications/notificationDue';
import type { Recipient } from '../../src/notifications/recipient';
import { createActionQuestions } from '../../src/notifications/sending/actionQuestions';
import { createNotificationDelivery } from '../../src/notifications/sending/notificationDelivery';
import { createNotificationAgain, createPressCommands } from '../../src/notifications/sending/pressCommands';
import type { NewRecipient } from '../../src/notifications/stores';
import { createFollowStore, type FollowRow, FOLLOWS_TABLE } from '../../src/notifications/topics/followStore';
import { createInterruptionOf } from '../../src/notifications/topics/interruptions';
import { createQuietCommands } from '../../src/notifications/topics/quietCommands';
import { createTopicCommands } from '../../src/notifications/topics/topicCommands';
import { createTopicData } from '../../src/notifications/topics/topicData';
import { createTopicStore, type TopicRow, TOPICS_TABLE } from '../../src/notifications/topics/topicStore';
import { openDelivery } from './buildersDelivery';
import { aNotification, aRecipient, openNotificationStores } from './buildersNotifications';
import { ANA, aTurn } from './buildersReminder';
import { WEDNESDAY_MORNING } from './clock';
import { openTestAccount } from './tables';

export const ANAS_INBOX = { tenant: 'tenant', key: 'aad|ana' };
let ids = 0;

/** Ids as the API makes them, a new one each time. */
export function newNotificationId(): string {
  ids += 1;
  return String(ids).padStart(24, '0');
}

export type Control = ReturnType<typeof openControl>;

/** When somebody may next take it. */
const freeAt = ({ tryAt, leaseUntil }: StoredDue): number => Math.max(tryAt, leaseUntil);

/** @param perHour - small, so that tests need few. */
export function openControl(perHour = 2) {
  const account = openTestAccount();
  const delivery = openDelivery(account, WEDNESDAY_MORNING);
  const { time, deps } = delivery;
  const stores = openNotificationStores(account);
  const topics = createTopicStore(account.table<TopicRow>(TOPICS_TABLE));
  const installations = createInstallationStore(account.table<InstallationRow>(INSTALLATIONS_TABLE));
  const watch = delivery.operations.watch.bind(delivery.operations);
  const reached: { of: ConversationOf } = {
    of: ({ tenant, conversation = 'conversation|msteams|a:ana' }) =>
      Promise.resolve({ to: { tenant, key: conversation } }),
  };
  const given = {
    notifications: watch(stores.notifications, 'notifications'),
    recipients: watch(stores.recipients, 'recipients'),
    inboxes: createInboxStore(watch(account.table<InboxRow>(INBOXES_TABLE), 'inboxes')),
    held: createHeldStore(watch(account.table<HeldRow>(INBOXES_TABLE), 'held')),
    follows: createFollowStore(watch(account.table<FollowRow>(FOLLOWS_TABLE), 'follows')),
    ...{ topics, conversations: deps.conversations, outbox: deps.outbox, clock: time.clock },
    limits: { perHour, dedupeMs: 10 * MINUTE_MS },
    interruptionOf: createInterruptionOf(topics, time.clock),
    conversationOf: ((recipient) => reached.of(recipient)) satisfies ConversationOf,
    usualTenant: () => Promise.resolve('tenant'),
    callbacks: createPressCallbacks(deps.outbox),
    installer: createInstaller({
      ...{ store: installations, clock: time.clock, log: deps.log, start: () => Promise.resolve() },
    }),
  };
  const questions = createActionQuestions(given);
  const parts = { ...given, questions };
  const notificationAgain = createNotificationAgain(parts);
  const commands = [
    questions.command,
    ...createPressCommands(parts),
    createMoreCommand(parts),
    ...createTopicCommands({ ...parts, notificationAgain }),
    ...createQuietCommands({ ...parts, notificationAgain }),
  ];
  const kinds = [createNotificationDelivery(parts), createDigestDelivery(parts)];
  deps.kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
  const deliver = createDeliver(deps);
  const deliverAll = async (): Promise<DeliverResult[]> => {
    const results: DeliverResult[] = [];
    for (let round = 0; round < 20; round += 1) {
      const due = (await delivery.rows()).filter((row) => freeAt(row) <= time.now());
      if (due.length === 0) return results;
      for (const { key } of due) results.push(await deliver({ v: 1, p: key.partition, r: key.row }));
    }
    throw new Error('What is due does not end.');
  };
  return {
    ...{ account, delivery, time, parts, reached, installations, deliverAll, commands },
    personalData: createTopicData(parts),
    /** Stores a notification for this recipient, and plans its delivery. */
    async given(change: Partial<Notification> = {}, who: Partial<NewRecipient> = {}): Promise<NewRecipient> {
      const notification = aNotification({ id: newNotificationId(), sendAt: time.now(), ...change });
      const recipient = aRecipient({ notification: notification.id, ...who });
      await stores.notifications.insert(notification);
      await stores.recipients.insertMissing([recipient]);
      await deps.outbox.plan(recipientDue(recipient, Math.max(time.now(), notification.sendAt)));
      return recipient;
    },
    found: (recipient: NewRecipient): Promise<Recipient | undefined> => stores.recipients.find(recipient),
    deliverOne: (recipient: NewRecipient, dueAt: number = time.now()) => {
      const { partition, row } = dueKeyOf(recipientDue(recipient, dueAt));
      return deliver({ v: 1, p: partition, r: row });
    },
    deliver,
    /** Time passes, and all that is due meanwhile is delivered when it is. */
    async pass(ms: number): Promise<void> {
      const until = time.now() + ms;
      for (;;) {
        await deliverAll();
        const next = Math.min(...(await delivery.rows()).map(freeAt));
        if (next > until) break;
        time.set(next);
      }
      time.set(until);
    },
    async say(text: string, change: Partial<ChatTurn> = {}): Promise<Utterance | undefined> {
      const turn = aTurn(text, { person: ANA, receivedAt: time.now(), ...change });
      for (const command of commands) {
        const said = await command.answer(turn);
        if (said) return 'otherwise' in said ? said.otherwise : said;
      }
      return undefined;
    },
    /** Everything that was said, as text. */
    said: () => delivery.sent.map(({ utterance }) => utterance.text),
  };
}
