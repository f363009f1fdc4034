/** Records on a recipient's row what became of it: sent, tried, failed, or not to be sent. */
import type { Hearing, Settlement } from '../../delivery/deliveryKind';
import type { Recipient } from '../recipient';
import type { RecipientStore } from '../stores';

type Changing = Pick<RecipientStore, 'change'>;

/** The end of a send and the tries before it: one operation each, none beside them. */
export function hearingOf(store: Changing, recipient: Recipient, now: number): Hearing {
  const attempts = recipient.attempts + 1;
  return {
    async settle(settlement) {
      await store.change(nameOf(recipient), { ...changeAfter(settlement), attempts });
      return undefined;
    },
    async noteRetry(reason) {
      // As it was read: the next try may be over by now.
      await store.change(recipient, { state: 'sending', reason, attempts, at: now });
    },
  };
}

function changeAfter(settlement: Settlement): Parameters<Changing['change']>[1] {
  const { at } = settlement;
  if (settlement.state === 'sent') {
    const { activityId, thread } = settlement;
    return { state: 'sent', activityId, at, reason: '', ...(thread ? { thread } : {}) };
  }
  return { state: 'failed', at, reason: failureOf(settlement) };
}

/** In words for operators; a conversation that cannot be reached is told from all else. */
export function failureOf({ state, reason }: Exclude<Settlement, { state: 'sent' }>): string {
  return state === 'parked' ? `unreachable: ${reason}` : `not-delivered: ${reason}`;
}

/** It is not to be sent; what was sent meanwhile stays so. False when the row has changed since it was read. */
export function cancelRecipient(
  store: Changing,
  recipient: Recipient,
  reason: string,
  at: number,
): Promise<boolean> {
  return store.change(recipient, { state: 'cancelled', reason, at });
}

const nameOf = ({ tenant, notification, key }: Recipient) => ({ tenant, notification, key });
