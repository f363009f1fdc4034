/** Finds the notification whose button was pressed, for those it was sent to alone: what is forged finds nothing. */
import type { ChatTurn } from '../../conversations/chatTurn';
import { isChannelAlone } from '../../conversations/registryIndexes';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import type { NotificationStore, RecipientStore } from '../stores';

export interface Pressed {
  notification: Notification;
  recipient: Recipient;
}

export interface PressedDeps {
  notifications: Pick<NotificationStore, 'find'>;
  recipients: Pick<RecipientStore, 'find'>;
  /** The tenant that sends to channels without tenants, where there is one. */
  usualTenant(): Promise<string | undefined>;
}

/**
 * @param id - the notification's.
 * @param key - the recipient's, as the card has it; without it, as somebody types it: the person, or this conversation.
 */
export async function findPressed(
  deps: PressedDeps,
  turn: ChatTurn,
  id: string,
  key: unknown,
): Promise<Pressed | undefined> {
  const { tenant } = turn.address;
  const found = await findIn(deps, tenant, turn, id, key);
  if (found || !isChannelAlone(tenant)) return found;
  const usual = await deps.usualTenant();
  return usual === undefined ? undefined : findIn(deps, usual, turn, id, key);
}

/** Keys of people and conversations name the channel, so those of one channel never stand for another's. */
async function findIn(
  { notifications, recipients }: PressedDeps,
  tenant: string,
  { person, address, kind }: ChatTurn,
  id: string,
  key: unknown,
): Promise<Pressed | undefined> {
  const named = typeof key === 'string' ? key : kind === 'personal' ? person.key : address.key;
  const [notification, recipient] = await Promise.all([
    notifications.find(tenant, id),
    recipients.find({ tenant, notification: id, key: named }),
  ]);
  if (!notification || !recipient) return undefined;
  const isTheirs = recipient.person === person.key || recipient.conversation === address.key;
  return isTheirs ? { notification, recipient } : undefined;
}
