/** Names the callback of a press: the same press always makes the same due row, and the same id for its receiver. */
import { createHash } from 'node:crypto';
import type { Due } from '../../delivery/due';
import { CALLBACK_KIND, recipientNamed } from '../notificationDue';
import type { Recipient, RecipientName } from '../recipient';

/** A recipient whose answer is known. */
export type Answered = Pick<Recipient, 'tenant' | 'notification' | 'key'> &
  Required<Pick<Recipient, 'pressed'>>;

/** What is planned for a press. */
export const callbackDue = (answered: Answered): Due => ({
  kind: CALLBACK_KIND,
  owner: answered.tenant,
  item: `${answered.notification}/${answered.key}`,
  occurrence: callbackId(answered),
  dueAt: answered.pressed.at,
});

/** The same for each try of one press, and for no other press. */
export function callbackId({ tenant, notification, key, pressed: { action, by, at } }: Answered): string {
  const press = JSON.stringify([tenant, notification, key, action, by, at]);
  return `press_${createHash('sha256').update(press).digest('hex').slice(0, 32)}`;
}

/** Whose press it is for; undefined when the row names no recipient. */
export const pressedBy = (due: Due): RecipientName | undefined => recipientNamed(due, CALLBACK_KIND);
