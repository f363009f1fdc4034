/** Asks the gate about one recipient, and keeps in their inbox what it counted. */
import { type GateLimits, judge, type Verdict } from '../gate/gate';
import { inboxOf } from '../gate/inbox';
import { decide, type InboxStore } from '../gate/inboxStore';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import { aboutOf } from './about';

/** One read, and one write where something counts; a repeat gives the same verdict and counts nothing more. */
export function passGate(
  { inboxes, limits }: { inboxes: InboxStore; limits: GateLimits },
  notification: Pick<Notification, 'id' | 'topic' | 'urgent' | 'dedupeKey'>,
  recipient: Recipient,
  moment: { now: number; zone?: string },
): Promise<Verdict> {
  const { id, urgent, dedupeKey } = notification;
  const arrival = {
    ...{ id, urgent, ...aboutOf(notification, recipient) },
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
  };
  return decide(inboxes, inboxOf(recipient), (inbox) => {
    const { verdict, becomes } = judge(inbox, arrival, moment, limits);
    return { result: verdict, becomes };
  });
}
