/** A digest that ended without having been loaded: what it was to tell of has failed, and says so; nobody waits for it in vain. */
import { MalformedRow } from '../../azure/malformedRow';
import type { Due } from '../../delivery/due';
import { eachAtOnce } from '../addressing/eachAtOnce';
import type { Inbox, InboxName } from '../gate/inbox';
import type { SendingDeps } from '../sending/sendingDeps';
import { type Failing, failEntries, finishTold } from './finishDigest';
import { type Held, MAX_LISTED } from './heldStore';
import { waitsForDigest } from './holdBack';
import { endTelling } from './telling';

type Deps = Pick<SendingDeps, 'recipients' | 'held' | 'inboxes'>;

/** Repeatable. What is held for longer has a digest of its own, and what this one had told of stays told. */
export async function failDigest(deps: Deps, due: Due, reason: string, at: number): Promise<void> {
  const name = { tenant: due.owner, key: due.item };
  const inbox = await readableInbox(deps, name);
  if (inbox?.told?.occurrence === due.occurrence) return finishTold(deps, inbox, inbox.told);
  const waiting = await deps.held.list(name, 'waiting', MAX_LISTED);
  const meant = waiting.filter(({ until }) => until <= due.dueAt);
  const failing = (await eachAtOnce(meant, (held) => waitingOne(deps, held))).flat();
  await failEntries(deps, name, failing, { state: 'dead', reason, at });
  if (inbox) await endTelling(deps.inboxes, name, due.occurrence);
}

/** That it cannot be read may be why the digest is dead. */
async function readableInbox({ inboxes }: Deps, name: InboxName): Promise<Inbox | undefined> {
  try {
    return await inboxes.find(name);
  } catch (error) {
    if (error instanceof MalformedRow) return undefined;
    throw error;
  }
}

/** Its recipient's row is the truth of whether it waits. */
async function waitingOne({ recipients }: Deps, held: Held): Promise<Failing[]> {
  const { tenant, notification, recipient: key } = held;
  const recipient = await recipients.find({ tenant, notification, key });
  return recipient && waitsForDigest(recipient) ? [{ held, recipient }] : [];
}
