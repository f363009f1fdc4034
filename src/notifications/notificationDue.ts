/** The names under which the room plans: its own steps, and one delivery for each recipient. The same names plan once. */
import type { Due } from '../delivery/due';
import type { Notification } from './notification';
import type { Recipient, RecipientName } from './recipient';

/** Makes the recipients of a notification, step by step. */
export const EXPAND_KIND = 'notification-expand';
/** Has a notification's failed recipients sent to again, step by step. */
export const RETRY_KIND = 'notification-retry';
/** Says the notification to one recipient. */
export const RECIPIENT_KIND = 'notification';
/** Tells the caller's address what a recipient pressed. */
export const CALLBACK_KIND = 'notification-callback';

/** The step of the expansion that comes next; none begins before the notification is to be sent. */
export function expansionDue({
  tenant,
  id,
  sendAt,
  expansion,
}: Pick<Notification, 'tenant' | 'id' | 'sendAt' | 'expansion'>): Due {
  return { kind: EXPAND_KIND, owner: tenant, item: id, occurrence: String(expansion.step), dueAt: sendAt };
}

/** The first delivery to a recipient. */
export function recipientDue(name: RecipientName, dueAt: number): Due {
  return { ...recipientNames(name), occurrence: '1', dueAt };
}

/** A delivery after it failed: each failure leads to one. */
export function recipientAgainDue(failed: RecipientName & Pick<Recipient, 'at'>, dueAt: number): Due {
  return { ...recipientNames(failed), occurrence: `again-${failed.at}`, dueAt };
}

const recipientNames = ({ tenant, notification, key }: RecipientName) => ({
  kind: RECIPIENT_KIND,
  owner: tenant,
  item: `${notification}/${key}`,
});

/** Whom a due delivery is for; undefined when it is none of these. An id has only letters and digits. */
export const recipientOfDue = (due: Due): RecipientName | undefined => recipientNamed(due, RECIPIENT_KIND);

/** The recipient that a due row of this kind names; undefined when it is of another kind, or names none. */
export function recipientNamed(due: Due, wanted: string): RecipientName | undefined {
  const { kind, owner, item } = due;
  const [, notification, key] = /^([0-9a-z]+)\/(.+)$/s.exec(item) ?? [];
  if (kind !== wanted || !notification || !key) return undefined;
  return { tenant: owner, notification, key };
}
