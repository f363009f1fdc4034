/** Asks the gate about one recipient, and keeps in their inbox what it counted. */
import { type GateLimits, judge, type Verdict } from '../gate/gate';
import type { Inbox } from '../gate/inbox';
import { decide, type InboxStore } from '../gate/inboxStore';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import { aboutOf } from './about';

/**
 * One write where something counts; a repeat gives the same verdict and counts nothing more.
 *
 * @param inbox - the recipient's, as it was just read.
 */
export function passGate(
  { inboxes, limits }: { inboxes: InboxStore; limits: GateLimits },
  notification: Pick<Notification, 'id' | 'topic' | 'urgent' | 'dedupeKey'>,
  recipient: Recipient,
  inbox: Inbox,
  moment: { now: number; zone?: string },
): Promise<Verdict> {
  const { id, urgent, dedupeKey } = notification;
  const arrival = {
    ...{ id, urgent, ...aboutOf(notification, recipient) },
    ...(dedupeKey === undefined ? {} : { dedupeKey }),
  };
  const rule = (read: Inbox) => {
    const { verdict, becomes } = judge(read, arrival, moment, limits);
    return { result: verdict, becomes };
  };
  return decide(inboxes, inbox, rule, inbox);
}
