/** Has a notification sent again to those whom it failed to reach: step by step, each failure once, and nobody who got it. */
import type { Clock } from '../clock';
import type { Due } from '../delivery/due';
import type { DueWork, Worked } from '../delivery/deliveryKind';
import type { Outbox } from '../delivery/outbox';
import type { Installer } from '../conversations/installer';
import { INSTALLING, installMissing } from './installing/installMissing';
import type { Notification } from './notification';
import { recipientAgainDue, RETRY_KIND } from './notificationDue';
import type { Recipient } from './recipient';
import type { NotificationStore, RecipientStore } from './stores';

export interface RetryDeps {
  notifications: NotificationStore;
  recipients: RecipientStore;
  outbox: Pick<Outbox, 'plan' | 'store' | 'pointIfSoon'>;
  clock: Clock;
  /** Absent: the app is installed for nobody. */
  installer?: Installer;
}

/** Failed recipients of one step: well within a minute. */
const STEP_SIZE = 100;
const CONCURRENCY = 16;

/** Plans the first step. */
export function planRetry(
  { outbox, clock }: Pick<RetryDeps, 'outbox' | 'clock'>,
  { tenant, id }: Pick<Notification, 'tenant' | 'id'>,
): Promise<void> {
  const now = clock();
  return outbox.plan(retryDue({ owner: tenant, item: id, dueAt: now }, now));
}

/** A step is named by the retry's beginning and by the recipient behind which it goes on. */
function retryDue(names: Pick<Due, 'owner' | 'item' | 'dueAt'>, begunAt: number, after = ''): Due {
  return { ...names, kind: RETRY_KIND, occurrence: `${begunAt}/${after}` };
}

/** The steps, as delivery does them. */
export function createRetryWork(deps: RetryDeps): DueWork {
  return {
    kind: RETRY_KIND,
    async work(due, now): Promise<Worked> {
      const [, begunAt = '', after = ''] = /^(\d+)\/(.*)$/s.exec(due.occurrence) ?? [];
      const notification = await deps.notifications.find(due.owner, due.item);
      if (!notification) return { state: 'lost', reason: 'the notification is not there' };
      if (!canGoOut(notification, now)) return { state: 'unwanted', reason: 'it goes out no more' };
      const next = await retryStep(deps, notification, due.occurrence, now, after);
      if (next === undefined) return { state: 'done' };
      return { state: 'done', next: retryDue({ ...due, dueAt: now }, Number(begunAt), next) };
    },
  };
}

/** Whether anything of it may still be sent. */
export const canGoOut = ({ isCancelled, expiresAt = Infinity }: Notification, now: number): boolean =>
  !isCancelled && expiresAt > now;

async function retryStep(
  deps: RetryDeps,
  notification: Notification,
  step: string,
  now: number,
  after: string,
): Promise<string | undefined> {
  const page = await deps.recipients.page(notification, {
    ...{ state: 'failed', size: STEP_SIZE },
    ...(after ? { next: after } : {}),
  });
  const { recipients } = page;
  const meant = await installMissing(deps.installer, notification, `again/${step}`, recipients);
  for (let from = 0; from < recipients.length; from += CONCURRENCY)
    await Promise.all(
      recipients
        .slice(from, from + CONCURRENCY)
        .map((failed, at) => sendAgain(deps, failed, meant[from + at]?.installation, now)),
    );
  return page.next;
}

/** The due row first: it does nothing as long as the recipient counts as failed. Whoever changes that has it pointed to. */
async function sendAgain(
  { outbox, recipients }: RetryDeps,
  failed: Recipient,
  installation: string | undefined,
  now: number,
): Promise<void> {
  const due = recipientAgainDue(failed, now);
  await outbox.store(due);
  const isInstalling = installation !== undefined && installation !== failed.installation;
  const change = isInstalling ? { installation, reason: INSTALLING } : { reason: '' };
  if (await recipients.change(failed, { ...change, state: 'pending', at: now }))
    await outbox.pointIfSoon(due);
}
