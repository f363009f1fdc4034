/** Sorts what is held when its digest comes: what is to be told now, what waits on, and what is not wanted any more. */
import { MalformedRow } from '../../azure/malformedRow';
import { optOutReason, topicHold } from '../gate/gate';
import type { Inbox } from '../gate/inbox';
import type { Notification } from '../notification';
import type { Recipient } from '../recipient';
import { aboutOf, endOf } from '../sending/about';
import { cancelRecipient, failureOf } from '../sending/recordOutcome';
import type { SendingDeps } from '../sending/sendingDeps';
import type { Held } from './heldStore';
import { waitsForDigest } from './holdBack';

/** One that is to be told. */
export interface Open {
  held: Held;
  notification: Notification;
  recipient: Recipient;
}

export interface Sorted {
  open: Open[];
  /** When the next of those that wait on is free, epoch ms. */
  laterAt?: number;
}

type Deps = Pick<SendingDeps, 'notifications' | 'recipients' | 'held'>;

/** So many of what waits for one digest, in time order: what has waited long enough goes before what is held for longer. */
export function firstFree(waiting: readonly Held[], now: number, size: number): Held[] {
  const isFree = ({ until }: Held): boolean => until <= now;
  const chosen = new Set(
    [...waiting.filter(isFree), ...waiting.filter((held) => !isFree(held))].slice(0, size),
  );
  return waiting.filter((held) => chosen.has(held));
}

/** What is not wanted any more is ended here, repeatably. */
export async function sortHeld(
  deps: Deps,
  inbox: Inbox,
  held: readonly Held[],
  now: number,
): Promise<Sorted> {
  const open: Open[] = [];
  let laterAt: number | undefined;
  for (const { entry, waitsUntil } of await Promise.all(
    held.map((each) => sortOne(deps, inbox, each, now)),
  )) {
    if (waitsUntil !== undefined) laterAt = Math.min(laterAt ?? waitsUntil, waitsUntil);
    if (entry) open.push(entry);
  }
  return { open, ...(laterAt === undefined ? {} : { laterAt }) };
}

async function sortOne(
  deps: Deps,
  inbox: Inbox,
  held: Held,
  now: number,
): Promise<{ entry?: Open; waitsUntil?: number }> {
  const { tenant } = held;
  const name = { tenant, notification: held.notification, key: held.recipient };
  const [notification, recipient] = await Promise.all([
    deps.notifications.find(tenant, held.notification).catch(unreadable),
    deps.recipients.find(name),
  ]);
  // Its recipient's row is the truth: what that does not say is held has been told, ended, or comes by itself.
  if (!notification || !recipient || !waitsForDigest(recipient)) return drop(deps, inbox, held);
  // It must not keep the others waiting.
  if (notification instanceof MalformedRow) {
    const reason = failureOf({ state: 'dead', reason: notification.message, at: now });
    await deps.recipients.change(recipient, { state: 'failed', reason, at: now });
    return drop(deps, inbox, held);
  }
  const about = aboutOf(notification, recipient);
  const reason = endOf(notification, now) ?? optOutReason(inbox, about);
  if (reason) {
    await cancelRecipient(deps.recipients, recipient, reason, now);
    return drop(deps, inbox, held);
  }
  const hold = topicHold(inbox, about.topics, now);
  return hold ? { waitsUntil: hold.until } : { entry: { held, notification, recipient } };
}

function unreadable(error: unknown): MalformedRow {
  if (error instanceof MalformedRow) return error;
  throw error;
}

async function drop({ held: store }: Deps, inbox: Inbox, { row }: Held): Promise<Record<string, never>> {
  await store.remove(inbox, [row]);
  return {};
}
