/** What becomes of the targets that an expansion never came to: each is one failed recipient that says why, until an operator has it go on. */
import { tableKey } from '../../azure/tableKey';
import type { Due } from '../../delivery/due';
import { targetText } from '../addressing/targetText';
import type { Notification } from '../notification';
import type { NewRecipient } from '../stores';
import type { ExpansionDeps } from './expandNotification';

type RestDeps = Pick<ExpansionDeps, 'notifications' | 'recipients' | 'clock'>;

/** The step is dead: shows it with all that would have come after it. Repeatable. */
export async function failRest(deps: RestDeps, due: Due, reason: string): Promise<void> {
  const notification = await deps.notifications.find(due.owner, due.item);
  if (!notification || notification.expansion.state === 'done') return;
  const rest = restOf(notification, deps.clock(), `expansion-failed: ${reason}`);
  const made = await deps.recipients.insertMissing(rest);
  const again = rest.filter(({ key }) => !made.has(key));
  for (const { key, reason: told = '' } of again)
    await deps.recipients.change(nameOf(notification, key), {
      state: 'failed',
      reason: told,
      at: deps.clock(),
    });
  await setState(deps, notification, 'done');
}

/** An operator has it go on: what was given up is taken back. */
export async function unfailRest(deps: RestDeps, due: Due): Promise<void> {
  const notification = await deps.notifications.find(due.owner, due.item);
  if (notification?.expansion.state !== 'done') return;
  const at = deps.clock();
  for (const { key } of restOf(notification, at, ''))
    await deps.recipients.change(nameOf(notification, key), {
      ...{ state: 'cancelled', at },
      reason: 'expansion-resumed: its recipients are made after all',
    });
  await setState(deps, notification, 'running');
}

const nameOf = ({ tenant, id }: Notification, key: string) => ({ tenant, notification: id, key });

function restOf(notification: Notification, at: number, reason: string): NewRecipient[] {
  const { tenant, id, to, expansion } = notification;
  return to.slice(expansion.checkpoint.target).map((target, index) => ({
    ...{ tenant, notification: id, at, reason, state: 'failed', attempts: 0 },
    key: tableKey('rest', String(expansion.checkpoint.target + index)),
    target: targetText(target),
  }));
}

async function setState(
  { notifications }: RestDeps,
  read: Notification,
  state: 'running' | 'done',
): Promise<void> {
  let known: Notification | undefined = read;
  while (known) {
    const changed: Notification | undefined = await notifications.change(known, {
      expansion: { ...known.expansion, state },
    });
    if (changed) return;
    known = await notifications.find(known.tenant, known.id);
  }
}
