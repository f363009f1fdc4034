/** How the digest of an inbox is planned: for each moment at which one can come, once. */
import type { Due } from '../../delivery/due';
import type { InboxName } from '../gate/inbox';

export const DIGEST_KIND = 'notification-digest';

/** @param at - epoch ms; the same moment is the same digest. */
export function digestDue({ tenant, key }: InboxName, at: number): Due {
  return { kind: DIGEST_KIND, owner: tenant, item: key, occurrence: String(at), dueAt: at };
}
