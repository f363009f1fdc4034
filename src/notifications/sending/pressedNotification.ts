/** Finds the notification whose button was pressed, for those it was sent to alone: what is forged finds nothing. */
import type { ChatTurn } from '../../conversations/chatTurn';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import type { NotificationStore, RecipientStore } from '../stores';

export interface Pressed {
  notification: Notification;
  recipient: Recipient;
}

interface Deps {
  notifications: Pick<NotificationStore, 'find'>;
  recipients: Pick<RecipientStore, 'find'>;
}

/**
 * @param id - the notification's.
 * @param key - the recipient's, as the card has it; without it, as somebody types it: the person, or this conversation.
 */
export async function findPressed(
  { notifications, recipients }: Deps,
  { person, address, kind }: ChatTurn,
  id: string,
  key: unknown,
): Promise<Pressed | undefined> {
  const { tenant } = address;
  const named = typeof key === 'string' ? key : kind === 'personal' ? person.key : address.key;
  const [notification, recipient] = await Promise.all([
    notifications.find(tenant, id),
    recipients.find({ tenant, notification: id, key: named }),
  ]);
  if (!notification || !recipient) return undefined;
  const isTheirs = recipient.person === person.key || recipient.conversation === address.key;
  return isTheirs ? { notification, recipient } : undefined;
}
