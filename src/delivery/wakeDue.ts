/** A due row that waits is to come now: it is planned anew, for whoever is free to send it. */
import type { Clock } from '../clock';
import { type Due, dueKeyOf } from './due';
import type { DueStore } from './dueStore';
import { LEASE_MS } from './lease';
import type { Outbox } from './outbox';

export interface WakeDeps {
  store: DueStore;
  outbox: Outbox;
  clock: Clock;
}

/** Plans the occurrence for now, which lies in the minute of `wakesAt` (epoch ms). What is not there, or is being sent, is left. */
export async function wakeDue({ store, outbox, clock }: WakeDeps, due: Due, wakesAt: number): Promise<void> {
  const found = await store.find(dueKeyOf(due, wakesAt));
  if (!found || found.leaseUntil > clock()) return;
  // Claimed, so that nobody sends the row that is about to move.
  const claimed = await store.claim(found, clock() + LEASE_MS);
  if (claimed) await outbox.replan(claimed, clock(), found.attempt);
}
