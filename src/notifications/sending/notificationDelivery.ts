/** What delivery asks of a notification for one recipient: is it still wanted, may it be said now, how does it read, how did it end. */
import type { DeliveryKind, Loaded } from '../../delivery/deliveryKind';
import { RECIPIENT_KIND, recipientOfDue } from '../notificationDue';
import type { RecipientName } from '../recipient';
import { endOf } from './about';
import { cancel, loadRecipient } from './loadRecipient';
import type { SendingDeps } from './sendingDeps';

const unwanted = (reason: string): Loaded => ({ state: 'unwanted', reason });

/** One that is sent costs here: four reads (two and two at once), one write of the gate, one of the result. */
export function createNotificationDelivery(deps: SendingDeps): DeliveryKind {
  const { recipients } = deps;
  return {
    kind: RECIPIENT_KIND,
    crowdOf: (due) => recipientOfDue(due)?.notification,
    async load(due, now) {
      const name = recipientOfDue(due);
      return name ? loadNamed(deps, name, now) : { state: 'lost', reason: 'the due row names no recipient' };
    },
    async revive(due) {
      const name = recipientOfDue(due);
      const recipient = name && (await recipients.find(name));
      if (recipient?.state === 'failed') await recipients.change(recipient, { state: 'pending', reason: '' });
    },
    async onDead(due, reason, at) {
      const name = recipientOfDue(due);
      const recipient = name && (await recipients.find(name));
      const isOpen = recipient?.state === 'pending' || recipient?.state === 'sending';
      if (isOpen)
        await recipients.change(recipient, { state: 'failed', reason: `not-delivered: ${reason}`, at });
      return undefined;
    },
    // It has failed, and says so; whoever sent it can have it sent again.
    unpark: () => Promise.resolve(undefined),
  };
}

async function loadNamed(deps: SendingDeps, name: RecipientName, now: number): Promise<Loaded> {
  const [notification, recipient] = await Promise.all([
    deps.notifications.find(name.tenant, name.notification),
    deps.recipients.find(name),
  ]);
  if (!notification) return { state: 'lost', reason: 'no such notification' };
  // Somebody who wanted to be forgotten is no recipient any more.
  if (!recipient) return unwanted('no such recipient');
  if (recipient.state === 'sent') return { state: 'sent' };
  if (recipient.state === 'failed' || recipient.state === 'cancelled') return unwanted(recipient.state);
  const end = endOf(notification, now);
  return end ? cancel(deps, recipient, end, now) : loadRecipient(deps, notification, recipient, now);
}
