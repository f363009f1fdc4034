/** Makes a notification's recipients, step by step: addresses a part of the targets, stores them, plans their deliveries, notes how far it is. */
import type { Clock } from '../../clock';
import type { Due } from '../../delivery/due';
import type { DueWork, Failure, Worked } from '../../delivery/deliveryKind';
import type { StoredDue } from '../../delivery/dueRow';
import type { Outbox } from '../../delivery/outbox';
import { paceOf } from '../../delivery/pace';
import type { Addressing } from '../addressing/addressing';
import type { Installer } from '../../conversations/installer';
import { asNamedBefore, installMissing } from '../installing/installMissing';
import type { Expansion, Notification } from '../notification';
import { EXPAND_KIND, expansionDue } from '../notificationDue';
import type { NotificationStore, RecipientStore } from '../stores';
import { keepRecipients } from './keepRecipients';
import { failRest, unfailRest } from './restOfTargets';
import { takePart } from './takePart';

export interface ExpansionDeps {
  notifications: Pick<NotificationStore, 'find' | 'change'>;
  recipients: Pick<RecipientStore, 'insertMissing' | 'find' | 'change' | 'count'>;
  addressing: Addressing;
  outbox: Pick<Outbox, 'paceMs' | 'storeMany' | 'pointToMany'>;
  clock: Clock;
  /** Absent: the app is installed for nobody. */
  installer?: Installer;
  /** About so many recipients are made in one step; 500 unless it is given. */
  stepSize?: number;
}

/** The steps, as delivery does them: each at most once more than needed, whatever happens to the process that does it. */
export function createExpansion(deps: ExpansionDeps): DueWork {
  return {
    kind: EXPAND_KIND,
    async work(due, now): Promise<Worked> {
      const notification = await deps.notifications.find(due.owner, due.item);
      if (!notification) return { state: 'lost', reason: 'the notification is not there' };
      const { expansion } = notification;
      if (expansion.state === 'done') return { state: 'unwanted', reason: 'all recipients are made' };
      // Somebody did this step and ended before the next one was planned.
      if (String(expansion.step) !== due.occurrence)
        return { state: 'done', next: nextDue(notification, due) };
      if (endsNow(notification, now)) return stop(deps, notification);
      return step(deps, notification, due, now);
    },
    async onDead(due, reason) {
      await failRest(deps, due, reason);
    },
    async revive(due) {
      await unfailRest(deps, due);
    },
  };
}

const endsNow = ({ isCancelled, expiresAt = Infinity }: Notification, now: number): boolean =>
  isCancelled || expiresAt <= now;

/** All steps are due when the first one was: the same step plans the same row again. */
const nextDue = (notification: Notification, { dueAt }: Due): Due => ({
  ...expansionDue(notification),
  dueAt,
});

async function step(
  deps: ExpansionDeps,
  notification: Notification,
  due: StoredDue,
  now: number,
): Promise<Worked> {
  const part = await takePart(deps, notification, due.attempt, now);
  if ('kind' in part) return { state: 'failed', outcome: part satisfies Failure };
  const { addressed: found } = part;
  const isAgain = due.attempt > 1;
  const addressed = isAgain ? await asNamedBefore(deps.recipients, notification, found) : found;
  const meant = await installMissing(deps.installer, notification, due.occurrence, addressed);
  const from = paceFrom(deps, notification);
  const { dues, made } = await keepRecipients(deps, notification, meant, { now, from });
  const isFirstTime = notification.expansion.step === 0 && made === addressed.length;
  const expansion = await progress(deps, notification, part.checkpoint, isFirstTime, made);
  const changed = await deps.notifications.change(notification, { expansion });
  await deps.outbox.pointToMany(dues, from);
  // It was cancelled meanwhile, or somebody else did this step: whoever looks next sees which.
  if (!changed) return { state: 'failed', outcome: { kind: 'deferred', until: now } };
  return expansion.state === 'done' ? { state: 'done' } : { state: 'done', next: nextDue(changed, due) };
}

/** When the next recipient's turn is, where those before had theirs at the pace of the limit; epoch ms. */
const paceFrom = ({ outbox }: ExpansionDeps, { sendAt, createdAt, expansion }: Notification): number =>
  Math.max(sendAt, createdAt) + paceOf(expansion.recipients, outbox.paceMs);

async function progress(
  { recipients }: ExpansionDeps,
  notification: Notification,
  checkpoint: Expansion['checkpoint'],
  isFirstTime: boolean,
  made: number,
): Promise<Expansion> {
  const { expansion, to } = notification;
  const isDone = checkpoint.target >= to.length;
  const soFar = expansion.recipients + made;
  return {
    state: isDone ? 'done' : 'running',
    // Steps that were repeated cannot tell whom they made before: the end counts.
    recipients: isDone && !isFirstTime ? totalOf(await recipients.count(notification)) : soFar,
    step: expansion.step + 1,
    checkpoint,
  };
}

const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Nothing more goes out: those who are not made yet never are. */
async function stop({ notifications }: ExpansionDeps, notification: Notification): Promise<Worked> {
  const { expansion } = notification;
  const changed = await notifications.change(notification, { expansion: { ...expansion, state: 'done' } });
  return changed ? { state: 'done' } : { state: 'failed', outcome: { kind: 'deferred', until: 0 } };
}
