/** One digest of an inbox at a time: while one is on its way, what is held is its own, and another waits for its end. */
import { SECOND_MS } from '../../clock';
import { LEASE_MS } from '../../delivery/lease';
import type { Inbox, InboxName } from '../gate/inbox';
import { decide, type InboxStore } from '../gate/inboxStore';

/** Another digest is on its way: looked at again after this. */
const AGAIN_MS = 2 * SECOND_MS;

/**
 * Takes what is held for this digest, until it ends or its delivery's lease has. A repeat of the same digest takes it anew.
 *
 * @returns the inbox as it then is, or when to look again (epoch ms).
 */
export function beginTelling(
  inboxes: InboxStore,
  name: InboxName,
  occurrence: string,
  now: number,
): Promise<{ inbox: Inbox } | { againAt: number }> {
  return decide<{ inbox: Inbox } | { againAt: number }>(inboxes, name, (inbox) => {
    const { telling } = inbox;
    const isAnothers = telling !== undefined && telling.occurrence !== occurrence && telling.until > now;
    if (isAnothers) return { becomes: inbox, result: { againAt: now + AGAIN_MS } };
    const becomes = { ...inbox, telling: { occurrence, until: now + LEASE_MS } };
    return { becomes, result: { inbox: becomes } };
  });
}

/** It tells nothing more: another may. Repeatable. */
export function endTelling(inboxes: InboxStore, name: InboxName, occurrence: string): Promise<undefined> {
  return decide<undefined>(inboxes, name, (inbox) => ({
    becomes: withoutTelling(inbox, occurrence),
    result: undefined,
  }));
}

/** The same inbox where another digest, or none, is on its way. */
export function withoutTelling(inbox: Inbox, occurrence: string): Inbox {
  if (inbox.telling?.occurrence !== occurrence) return inbox;
  const { telling: ended, ...rest } = inbox;
  return rest;
}
