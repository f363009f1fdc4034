/** Stores a part's recipients once each, and the deliveries of those who are new; pointers follow once the progress is noted. */
import type { Due } from '../../delivery/due';
import type { Outbox } from '../../delivery/outbox';
import type { Addressed } from '../addressing/addressing';
import { eachAtOnce } from '../addressing/eachAtOnce';
import { INSTALLING } from '../installing/installMissing';
import type { Notification } from '../notification';
import { recipientDue } from '../notificationDue';
import type { NewRecipient, RecipientStore } from '../stores';

interface KeepDeps {
  recipients: Pick<RecipientStore, 'insertMissing' | 'find'>;
  outbox: Pick<Outbox, 'storeMany'>;
}

export interface Kept {
  /** To be pointed to. */
  dues: Due[];
  /** How many recipients were not there before. */
  made: number;
}

/** @param from - their deliveries come one after the other from then on, epoch ms. */
export async function keepRecipients(
  { recipients, outbox }: KeepDeps,
  notification: Notification,
  addressed: readonly Addressed[],
  { now, from }: { now: number; from: number },
): Promise<Kept> {
  const byKey = new Map(addressed.toReversed().map((one) => [one.key, recipientOf(notification, one, now)]));
  const all = [...byKey.values()];
  const made = await recipients.insertMissing(all);
  const before = all.filter(({ key, state }) => state === 'pending' && !made.has(key));
  const waiting = await eachAtOnce(before, (recipient) => isUntouched(recipients, recipient));
  const planned = [
    ...all.filter(({ key, state }) => state === 'pending' && made.has(key)),
    ...before.filter((_, index) => waiting[index]),
  ];
  const dues = planned.map((recipient) => recipientDue(recipient, notification.sendAt));
  await outbox.storeMany(dues, from);
  return { dues, made: made.size };
}

/** Made by an earlier try of this step, which may have ended before the delivery was planned. */
async function isUntouched(
  recipients: Pick<RecipientStore, 'find'>,
  recipient: NewRecipient,
): Promise<boolean> {
  const known = await recipients.find(recipient);
  return known?.state === 'pending' && known.attempts === 0;
}

function recipientOf({ tenant, id }: Notification, addressed: Addressed, at: number): NewRecipient {
  const { refused, isToInstall, ...named } = addressed;
  const recipient = { ...named, tenant, notification: id, attempts: 0, at };
  if (refused !== undefined) return { ...recipient, state: 'failed', reason: refused };
  return { ...recipient, state: 'pending', ...(isToInstall ? { reason: INSTALLING } : {}) };
}
