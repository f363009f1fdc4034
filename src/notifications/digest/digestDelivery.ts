/** What delivery asks of a digest: may it come now, what is in it, and what it told of, recorded so that a crash repeats nothing. */
import type { DeliveryKind, Loaded, Settlement } from '../../delivery/deliveryKind';
import type { Due } from '../../delivery/due';
import { homeOf } from '../addressing/home';
import { roomAt, wholeHold } from '../gate/gate';
import type { Inbox, InboxName, ToldDigest } from '../gate/inbox';
import { decide } from '../gate/inboxStore';
import { findReader, type NotificationReader } from '../sending/reader';
import type { SendingDeps } from '../sending/sendingDeps';
import { DIGEST_KIND, digestAfter } from './digestDue';
import { digestMessage } from './digestMessage';
import { failEntries, finishTold } from './finishDigest';
import { failDigest } from './digestDead';
import { type Held, MAX_LISTED } from './heldStore';
import { firstFree, type Open, sortHeld } from './sortHeld';
import { soleMessage } from './soleMessage';
import { beginTelling, endTelling, withoutTelling } from './telling';

/** One digest goes through so many; what is beyond comes with the next one. */
const MAX_ENTRIES = 100;

export type DigestDeps = Omit<SendingDeps, 'conversationOf' | 'interruptionOf' | 'questions'>;

export function createDigestDelivery(deps: DigestDeps): DeliveryKind {
  return {
    kind: DIGEST_KIND,
    async load(due, now) {
      const name = { tenant: due.owner, key: due.item };
      const begun = await beginTelling(deps.inboxes, name, due.occurrence, now);
      if ('againAt' in begun) return { state: 'not-ready', tryAt: begun.againAt };
      const { inbox } = begun;
      if (inbox.told) {
        await finishTold(deps, inbox, inbox.told);
        if (inbox.told.occurrence === due.occurrence)
          return { state: 'sent', ...(await nextOf(deps, name, due, now)) };
      }
      const held = firstFree(await deps.held.list(name, 'waiting', MAX_LISTED), now, MAX_ENTRIES);
      const loaded: Loaded =
        held.length === 0
          ? { state: 'unwanted', reason: 'nothing waits' }
          : await loadHeld(deps, due, inbox, held, now);
      if (loaded.state !== 'wanted') await endTelling(deps.inboxes, name, due.occurrence);
      return loaded;
    },
    async onDead(due, reason, at) {
      await failDigest(deps, due, reason, at);
      return undefined;
    },
    // Its recipients have failed, and say so.
    unpark: () => Promise.resolve(undefined),
  };
}

/** What was told had been written down; whether the next digest was planned is not known. */
async function nextOf({ held }: DigestDeps, name: InboxName, due: Due, now: number): Promise<{ next?: Due }> {
  const [waiting] = await held.list(name, 'waiting', 1);
  return waiting ? { next: digestAfter(name, due, now) } : {};
}

async function loadHeld(
  deps: DigestDeps,
  due: Due,
  inbox: Inbox,
  held: readonly Held[],
  now: number,
): Promise<Loaded> {
  const { open, laterAt } = await sortHeld(deps, inbox, held, now);
  const [first] = open;
  if (!first)
    return laterAt === undefined
      ? { state: 'unwanted', reason: 'nothing is to be told' }
      : { state: 'not-ready', tryAt: laterAt };
  const reader = await findReader(deps.conversations, inbox, first.recipient.person !== undefined);
  const waitUntil = await takeSlot(deps, inbox, due, reader, now);
  if (waitUntil !== undefined) return { state: 'not-ready', tryAt: waitUntil };
  const { utterance, shown } = render(open, reader, now);
  const { conversation = '', beginsThread } = first.recipient;
  const isAll = held.length < MAX_ENTRIES;
  return {
    state: 'wanted',
    deliverable: {
      to: { tenant: homeOf(inbox.tenant, conversation), key: conversation },
      utterance,
      ...(beginsThread ? { beginsThread } : {}),
    },
    settle: (settlement) =>
      settle(deps, due, inbox, { open, shown, laterAt: isAll ? laterAt : now }, settlement),
  };
}

/** A single one is said as it would have been, with a word that it waited. */
function render(
  open: readonly Open[],
  reader: NotificationReader,
  now: number,
): ReturnType<typeof digestMessage> {
  const [first, second] = open;
  if (first && !second) return { utterance: soleMessage(first, reader, now), shown: 1 };
  const entries = open.map(({ notification, held, recipient }) => ({ notification, at: held.at, recipient }));
  return digestMessage({
    title: (texts, count) => texts.digestTitle(count),
    entries,
    others: 0,
    reader,
    now,
  });
}

/** When it may come, where that is later; else it now counts against what may come in an hour, once. */
function takeSlot(
  { inboxes, limits }: DigestDeps,
  name: InboxName,
  { occurrence }: Due,
  { zone }: NotificationReader,
  now: number,
): Promise<number | undefined> {
  const id = `digest-${occurrence}`;
  return decide<number | undefined>(inboxes, name, (inbox) => {
    const hold = wholeHold(inbox, { now, ...(zone ? { zone } : {}) });
    if (hold) return { becomes: inbox, result: hold.until };
    if (inbox.sends.some((send) => send.id === id)) return { becomes: inbox, result: undefined };
    const room = roomAt(inbox, now, limits.perHour);
    if (room > now) return { becomes: inbox, result: room };
    const sends = limits.perHour === 0 ? inbox.sends : [...inbox.sends, { id, at: now }];
    return { becomes: { ...inbox, sends }, result: undefined };
  });
}

interface Told {
  open: readonly Open[];
  shown: number;
  /** When the next digest is to come; absent where nothing waits. */
  laterAt?: number | undefined;
}

/** What was told is written down at once, in one row; then each recipient is marked, which a repeat goes on with. */
async function settle(
  deps: DigestDeps,
  due: Due,
  name: InboxName,
  { open, shown, laterAt }: Told,
  settlement: Settlement,
): Promise<Due | undefined> {
  const rows = open.map(({ held }) => held.row);
  if (settlement.state === 'sent') {
    const { activityId, at } = settlement;
    const told: ToldDigest = {
      occurrence: due.occurrence,
      activityId,
      at,
      shown: rows.slice(0, shown),
      counted: rows.slice(shown),
    };
    await decide(deps.inboxes, name, ({ digestAt, ...inbox }) => ({
      becomes: { ...withoutTelling(inbox, due.occurrence), told },
      result: undefined,
    }));
    await finishTold(deps, name, told);
  } else {
    await failEntries(deps, name, open, settlement);
    await endTelling(deps.inboxes, name, due.occurrence);
  }
  return laterAt === undefined ? undefined : digestAfter(name, due, laterAt);
}
