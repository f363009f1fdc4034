/** After a digest: each recipient that it told of is marked, and the rows go; repeatable until all is done. */
import type { Settlement } from '../../delivery/deliveryKind';
import { eachAtOnce } from '../addressing/eachAtOnce';
import type { InboxName, ToldDigest } from '../gate/inbox';
import { decide } from '../gate/inboxStore';
import { failureOf } from '../sending/recordOutcome';
import type { SendingDeps } from '../sending/sendingDeps';
import { MAX_LISTED } from './heldStore';
import type { Open } from './sortHeld';
import { withoutTelling } from './telling';

type Deps = Pick<SendingDeps, 'recipients' | 'held' | 'inboxes'>;

/** One that could not be told of. */
export type Failing = Pick<Open, 'held' | 'recipient'>;

/** Marks what the digest told of as sent with its activity id; what it only counted can still be looked at. */
export async function finishTold(deps: Deps, name: InboxName, told: ToldDigest): Promise<void> {
  const { recipients, held } = deps;
  const toldOf = new Set([...told.shown, ...told.counted]);
  const waiting = (await held.list(name, 'waiting', MAX_LISTED)).filter(({ row }) => toldOf.has(row));
  await Promise.all(
    waiting.map(async ({ tenant, notification, recipient }) => {
      const recipientName = { tenant, notification, key: recipient };
      const { activityId, at } = told;
      await recipients.change(recipientName, { state: 'sent', activityId, at, reason: '', attempts: 1 });
    }),
  );
  await Promise.all([held.remove(name, told.shown), held.noteTold(name, told.counted)]);
  await decide(deps.inboxes, name, (inbox) => {
    if (inbox.told?.occurrence !== told.occurrence) return { becomes: inbox, result: undefined };
    const { told: finished, ...rest } = withoutTelling(inbox, told.occurrence);
    return { becomes: rest, result: undefined };
  });
}

/** The digest could not be delivered: each of them has failed, and can be sent again. */
export async function failEntries(
  { recipients, held }: Deps,
  name: InboxName,
  failing: readonly Failing[],
  settlement: Exclude<Settlement, { state: 'sent' }>,
): Promise<void> {
  const change = { state: 'failed', reason: failureOf(settlement), at: settlement.at, attempts: 1 } as const;
  await eachAtOnce(failing, ({ recipient }) => recipients.change(recipient, change));
  await held.remove(
    name,
    failing.map((entry) => entry.held.row),
  );
}
