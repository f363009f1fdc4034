/** Holds a notification back for the digest: its recipient says so, a row waits in the inbox, and the digest is planned. */
import { LEASE_MS } from '../../delivery/lease';
import type { Outbox } from '../../delivery/outbox';
import type { InboxName } from '../gate/inbox';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import type { RecipientStore } from '../stores';
import { digestDue } from './digestDue';
import type { HeldStore } from './heldStore';

interface HoldBackDeps {
  recipients: Pick<RecipientStore, 'change'>;
  held: Pick<HeldStore, 'hold'>;
  outbox: Pick<Outbox, 'plan' | 'planAgain'>;
}

export interface ToHold {
  notification: Pick<Notification, 'sendAt'>;
  /** With the conversation in which it is said when it comes. */
  recipient: Recipient & { conversation: string };
  inbox: InboxName;
  /** When the digest comes, epoch ms. */
  until: number;
  reason: string;
}

/** What the gate holds by, as the reason of a held recipient begins. */
const REASON = /^(?:quiet-hours|muted|too-many): /;

/** Whether it waits for a digest (others wait for a dialog's end). */
export const waitsForDigest = ({ state, reason = '' }: Recipient): boolean =>
  state === 'held' && REASON.test(reason);

/**
 * Repeatable, in an order in which a crash loses nothing: a digest takes only what its recipient says is held. False when the
 * recipient has changed since it was read.
 */
export async function holdBack(deps: HoldBackDeps, toHold: ToHold, now: number): Promise<boolean> {
  const { notification, recipient, inbox, until, reason } = toHold;
  const { conversation } = recipient;
  const isHeld =
    waitsForDigest(recipient) ||
    (await deps.recipients.change(recipient, { state: 'held', reason, conversation, at: now }));
  if (!isHeld) return false;
  await deps.held.hold(inbox, {
    tenant: recipient.tenant,
    notification: recipient.notification,
    recipient: recipient.key,
    at: notification.sendAt,
    until,
  });
  // One that may be on its way by now has not seen this: it then comes once more.
  const isNear = until <= now + LEASE_MS;
  await (isNear ? deps.outbox.planAgain : deps.outbox.plan)(digestDue(inbox, until));
  return true;
}
