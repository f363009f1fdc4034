/** A notification as callers see it: what it is, how far it has come, and the counts, which always add up. */
import type { Notification } from './notification';
import type { Counts, PressedAction, Recipient, RecipientState, TypedData } from './recipient';
import type { NotificationStore, RecipientStore } from './stores';

export type ShownState = 'scheduled' | 'sending' | 'done' | 'cancelled';

/** Recipients in these states get nothing any more once the notification is cancelled. */
const CANCELLABLE: readonly RecipientState[] = ['pending', 'held'];

/** The counts; those of a notification whose recipients are all at an end for good are counted once. */
export async function countsOf(
  { notifications, recipients }: { notifications: NotificationStore; recipients: RecipientStore },
  notification: Notification,
): Promise<Counts> {
  const kept = await notifications.finalCounts(notification.tenant, notification.id);
  if (kept) return kept;
  const counted = await recipients.count(notification);
  const { pending, sending, held, failed } = counted;
  // What failed can be sent again.
  const isFinal = notification.expansion.state === 'done' && pending + sending + held + failed === 0;
  if (isFinal) await notifications.keepCounts(notification, counted);
  return notification.isCancelled ? asCancelled(counted) : counted;
}

const asCancelled = (counts: Counts): Counts => ({
  ...counts,
  pending: 0,
  held: 0,
  cancelled: counts.cancelled + counts.pending + counts.held,
});

/** The states in the table that callers see as this one. */
export function storedStates(notification: Notification, shown: RecipientState): readonly RecipientState[] {
  if (!notification.isCancelled) return [shown];
  if (shown === 'cancelled') return ['cancelled', ...CANCELLABLE];
  return CANCELLABLE.includes(shown) ? [] : [shown];
}

/** One recipient as callers see it; times by RFC 3339. */
export interface RecipientStatus {
  key: string;
  target: string;
  state: RecipientState;
  reason?: string;
  attempts: number;
  at: string;
  conversation?: string;
  person?: string;
  activityId?: string;
  installation?: string;
  pressed?: { action: string; by: string; at: string; data?: TypedData };
}

export function recipientStatus({ isCancelled }: Notification, recipient: Recipient): RecipientStatus {
  const { key, target, attempts, at, pressed, conversation, person, activityId, installation } = recipient;
  const isStopped = isCancelled && CANCELLABLE.includes(recipient.state);
  const reason = isStopped ? 'cancelled: before it went out' : recipient.reason;
  return {
    ...{ key, target, state: isStopped ? 'cancelled' : recipient.state },
    ...(reason ? { reason } : {}),
    ...{ attempts, at: iso(at) },
    ...(conversation ? { conversation } : {}),
    ...(person ? { person } : {}),
    ...(activityId ? { activityId } : {}),
    ...(installation ? { installation } : {}),
    ...(pressed ? { pressed: pressedStatus(pressed) } : {}),
  };
}

const pressedStatus = ({ action, by, at, data }: PressedAction) => ({
  ...{ action, by, at: iso(at) },
  ...(data ? { data } : {}),
});

/** The notification without its message, which may be long, and without what would have to be counted. */
export function notificationSummary(notification: Notification): object {
  const { id, tenant, to, topic, why, urgent, createdAt, sendAt, expiresAt, isCancelled, expansion } =
    notification;
  return {
    ...{ id, tenant, to, urgent, isCancelled },
    ...(topic ? { topic } : {}),
    ...(why ? { why } : {}),
    createdAt: iso(createdAt),
    sendAt: iso(sendAt),
    ...(expiresAt === undefined ? {} : { expiresAt: iso(expiresAt) }),
    recipients: expansion.recipients,
  };
}

/** The whole notification. */
export function notificationStatus(notification: Notification, counts: Counts, now: number): object {
  const { message, actions, interruption, callbackUrl, dedupeKey, installIfMissing, expansion } =
    notification;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const ended = counts.sent + counts.failed + counts.cancelled;
  const isExpanded = expansion.state === 'done' || notification.isCancelled;
  return {
    ...notificationSummary(notification),
    state: stateOf(notification, isExpanded && ended === total, now),
    recipients: total,
    counts,
    progress: {
      ...{ isExpanded, ended },
      // How many there will be is known once all are found.
      ...(isExpanded ? { percent: total === 0 ? 100 : Math.floor((100 * ended) / total) } : {}),
    },
    ...{ message, actions },
    ...(interruption ? { interruption } : {}),
    ...(callbackUrl ? { callbackUrl } : {}),
    ...(dedupeKey ? { dedupeKey } : {}),
    ...(installIfMissing ? { installIfMissing } : {}),
  };
}

function stateOf(notification: Notification, isOver: boolean, now: number): ShownState {
  const { isCancelled, expansion, sendAt } = notification;
  if (isCancelled) return 'cancelled';
  if (isOver) return 'done';
  return expansion.state === 'waiting' && sendAt > now ? 'scheduled' : 'sending';
}

const iso = (ms: number): string => new Date(ms).toISOString();
