/** Takes a notification: stores it and plans the first step of its expansion. What it costs does not depend on its audience. */
import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import type { Outbox } from '../delivery/outbox';
import type { NotificationDraft } from './api/readNotification';
import type { FirstCall, IdempotencyStore } from './idempotencyStore';
import type { Notification } from './notification';
import { expansionDue } from './notificationDue';
import { notificationId } from './notificationId';
import type { NotificationStore } from './stores';

export interface TakeDeps {
  notifications: NotificationStore;
  idempotency: IdempotencyStore;
  outbox: Pick<Outbox, 'store' | 'pointIfSoon'>;
  clock: Clock;
  /** Differs each time. */
  newId(): string;
}

/** The call as it is told apart from others with the same key. */
export interface KeyedCall {
  tenant: string;
  key: string;
  /** Of `bodyDigest`. */
  body: string;
}

/** The first call with a key at this time, where there was one. */
export type Earlier = { kind: 'none' } | { kind: 'same'; first: FirstCall } | { kind: 'different' };

export async function findEarlier(
  { idempotency, clock }: Pick<TakeDeps, 'idempotency' | 'clock'>,
  call: KeyedCall,
): Promise<Earlier> {
  const first = await idempotency.find(call.tenant, call.key, clock());
  if (!first) return { kind: 'none' };
  return first.body === call.body ? { kind: 'same', first } : { kind: 'different' };
}

/**
 * Stores it; what was taken is not lost from then on. A call that is repeated under its key gets the first one's id, and
 * finishes what the first may have left undone. Throws StorageUnavailable: then nothing may be promised.
 *
 * @returns `different` when the key stands for another body.
 */
export async function takeNotification(
  deps: TakeDeps,
  tenant: string,
  draft: NotificationDraft,
  keyed?: KeyedCall,
): Promise<{ id: string } | 'different'> {
  const now = deps.clock();
  const own = { notification: notificationId(now, deps.newId()), createdAt: now };
  const call = keyed
    ? await deps.idempotency.claim(tenant, keyed.key, { ...own, body: keyed.body })
    : { ...own, body: '' };
  if (keyed && call.body !== keyed.body) return 'different';
  const notification = notificationOf(tenant, draft, call);
  const isFirst = call.notification === own.notification;
  // Another call came first: what is there by now was stored after its due row.
  if (!isFirst && (await deps.notifications.find(tenant, notification.id))) return { id: notification.id };
  await storeOnce(deps, notification);
  return { id: call.notification };
}

/** The due row first: without its notification it does nothing, while a notification without a due row would never go out. */
async function storeOnce(
  { notifications, outbox }: TakeDeps,
  notification: Omit<Notification, 'etag'>,
): Promise<void> {
  const due = expansionDue(notification);
  await outbox.store(due);
  if ((await notifications.insert(notification)) === 'created') await outbox.pointIfSoon(due);
}

function notificationOf(
  tenant: string,
  { sendAt, tenant: _named, ...said }: NotificationDraft,
  { notification: id, createdAt }: FirstCall,
): Omit<Notification, 'etag'> {
  return {
    ...said,
    ...{ tenant, id, createdAt },
    sendAt: Math.max(sendAt ?? createdAt, createdAt),
    isCancelled: false,
    expansion: { state: 'waiting', recipients: 0, step: 0, checkpoint: { target: 0 } },
  };
}

/** The digest of a JSON value, the same whatever the order of its fields and the space between them. */
export function bodyDigest(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body, inOrder)).digest('hex');
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
