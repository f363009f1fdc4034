/** A fan-out on the shared storage: real steps on the real queue's rows, with a delivery of the tests' own for each recipient. */
import type { NotificationRow } from '../../src/notifications/notificationRow';
import { createNotificationStore, NOTIFICATIONS_TABLE } from '../../src/notifications/notificationStore';
import type { RecipientRow } from '../../src/notifications/recipientRow';
import { createRecipientStore, RECIPIENTS_TABLE } from '../../src/notifications/recipientStore';
import type { DeliveryKind, DueWork } from '../../src/delivery/deliveryKind';
import type { DeliverResult } from '../../src/delivery/deliver';
import type { Addressing } from '../../src/notifications/addressing/addressing';
import { eachAtOnce } from '../../src/notifications/addressing/eachAtOnce';
import { createExpansion } from '../../src/notifications/fanOut/expandNotification';
import type { Installer } from '../../src/conversations/installer';
import type { Notification } from '../../src/notifications/notification';
import { expansionDue, RECIPIENT_KIND, recipientOfDue } from '../../src/notifications/notificationDue';
import type { Recipient } from '../../src/notifications/recipient';
import type { NotificationStore, RecipientStore } from '../../src/notifications/stores';
import { ANAS_CHAT, type DeliveryUnderTest, openDelivery } from './buildersDelivery';
import { aNotification } from './buildersNotifications';
import { WEDNESDAY_MORNING } from './clock';
import { openTestAccount } from './tables';

export interface FanOutUnderTest {
  delivery: DeliveryUnderTest;
  notifications: NotificationStore;
  recipients: RecipientStore;
  /** Keys of those who were sent to, in order, each as often as it was. */
  sent: string[];
  /** Stores the notification and plans its first step. */
  take(change: Partial<Omit<Notification, 'etag'>>): Promise<Notification>;
  /** Takes the row that is next to be tried, when it is; undefined when there is none. */
  next(): Promise<DeliverResult | undefined>;
  /** Until nothing is due any more. */
  drain(): Promise<void>;
  all(of: Pick<Notification, 'tenant' | 'id'>): Promise<Recipient[]>;
  find(of: Pick<Notification, 'tenant' | 'id'>): Promise<Notification>;
}

let count = 0;

/** `page` is what addressing gives; a step makes about `stepSize` recipients. */
export function openFanOut(
  page: Addressing['page'],
  stepSize = 20,
  account = openTestAccount(),
  installer?: Installer,
): FanOutUnderTest {
  const delivery = openDelivery(account, WEDNESDAY_MORNING);
  const { operations, time, deps } = delivery;
  const notifications = createNotificationStore(
    operations.watch(account.table<NotificationRow>(NOTIFICATIONS_TABLE), 'notifications'),
  );
  const recipients = createRecipientStore(
    operations.watch(account.table<RecipientRow>(RECIPIENTS_TABLE), 'recipients'),
  );
  const sent: string[] = [];
  const expansion = createExpansion({
    notifications,
    recipients,
    outbox: deps.outbox,
    clock: time.clock,
    addressing: { page },
    stepSize,
    ...(installer ? { installer } : {}),
  });
  deps.kinds = new Map<string, DeliveryKind | DueWork>([
    [expansion.kind, expansion],
    [RECIPIENT_KIND, toEach(recipients, sent)],
  ]);
  const at = (row: { tryAt: number; leaseUntil: number }) => Math.max(row.tryAt, row.leaseUntil);
  const next = async (): Promise<DeliverResult | undefined> => {
    const [row] = (await delivery.rows()).sort((a, b) => at(a) - at(b));
    if (!row) return undefined;
    time.set(Math.max(time.now(), at(row)));
    return delivery.deliver(row.key);
  };
  const drain = async (): Promise<void> => {
    for (let rows = await delivery.rows(); rows.length > 0; rows = await delivery.rows()) {
      time.set(Math.max(time.now(), Math.min(...rows.map(at))));
      await eachAtOnce(
        rows.filter((row) => at(row) <= time.now()),
        ({ key }) => delivery.deliver(key),
      );
    }
  };
  const find = async ({ tenant, id }: Pick<Notification, 'tenant' | 'id'>): Promise<Notification> => {
    const found = await notifications.find(tenant, id);
    if (!found) throw new Error('no such notification');
    return found;
  };
  return {
    ...{ delivery, notifications, recipients, sent, next, drain, find },
    async take(change) {
      const given = aNotification({ id: `fanout${(count += 1)}`, ...change });
      await notifications.insert(given);
      await deps.outbox.plan(expansionDue(given));
      return find(given);
    },
    all: async ({ tenant, id }) => (await recipients.page({ tenant, id }, { size: 10_000 })).recipients,
  };
}

/** Sends to whoever is not sent to yet, and records that. */
function toEach(recipients: RecipientStore, sent: string[]): DeliveryKind {
  return {
    kind: RECIPIENT_KIND,
    async load(due) {
      const name = recipientOfDue(due);
      const recipient = name && (await recipients.find(name));
      if (!name || !recipient) return { state: 'lost', reason: 'no such recipient' };
      if (recipient.state === 'sent') return { state: 'sent' };
      if (recipient.state !== 'pending') return { state: 'unwanted', reason: recipient.state };
      return {
        ...{ state: 'wanted', deliverable: { to: ANAS_CHAT, utterance: { text: name.key } } },
        async settle(settlement) {
          sent.push(name.key);
          const state = settlement.state === 'sent' ? 'sent' : 'failed';
          await recipients.change(name, { state, attempts: 1 });
          return undefined;
        },
      };
    },
  };
}
