/** How the digest of an inbox is planned: for each moment at which one can come, once. */
import type { Due } from '../../delivery/due';
import type { InboxName } from '../gate/inbox';

export const DIGEST_KIND = 'notification-digest';

/** @param at - epoch ms; the same moment is the same digest. */
export function digestDue({ tenant, key }: InboxName, at: number): Due {
  return { kind: DIGEST_KIND, owner: tenant, item: key, occurrence: String(at), dueAt: at };
}

/** The digest that comes after this one: at this time, and never under the name of this one, whose row goes when it is done. */
export function digestAfter(name: InboxName, { occurrence }: Pick<Due, 'occurrence'>, at: number): Due {
  return digestDue(name, Math.max(at, Number(occurrence) + 1));
}
