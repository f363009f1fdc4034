/** Retention: notifications of long ago are forgotten with their results, and keys that stand for nothing any more. */
import type { Clock } from '../clock';
import type { IdempotencyStore } from './idempotencyStore';
import type { NotificationStore, RecipientStore } from './stores';

export interface PurgeDeps {
  notifications: NotificationStore;
  recipients: RecipientStore;
  idempotency: IdempotencyStore;
  clock: Clock;
}

/** What one run removes at most; the next day's run goes on. */
const MAX_NOTIFICATIONS = 2000;
const MAX_KEYS = 20_000;

/** Forgets what was to be sent more than `keepMs` ago; tells how much there was. */
export async function purgeNotifications(
  { notifications, recipients, idempotency, clock }: PurgeDeps,
  keepMs: number,
): Promise<{ notifications: number; keys: number }> {
  let count = 0;
  for await (const name of notifications.dueBefore(clock() - keepMs)) {
    if (count >= MAX_NOTIFICATIONS) break;
    // The recipients first: without their notification nobody would find them.
    await recipients.erase(name);
    await notifications.remove(name);
    count += 1;
  }
  return { notifications: count, keys: await idempotency.purge(clock(), MAX_KEYS) };
}
