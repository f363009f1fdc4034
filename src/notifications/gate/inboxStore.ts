/** The Inboxes table's own rows: one for a person, channel or group, changed by ETag alone. */
import { tableKey } from '../../azure/tableKey';
import type { Table } from '../../azure/table';
import { emptyInbox, type Inbox, type InboxName } from './inbox';
import { INBOX_ROW, inboxOfRow, type InboxRow, rowOf } from './inboxRow';

export interface InboxStore {
  /** An empty one where nothing is kept. Throws MalformedRow when what is there cannot be read. */
  find(name: InboxName): Promise<Inbox>;
  /** Writes it whole if it is still as it was read: with its new ETag, or undefined. */
  change(read: Inbox, next: Inbox): Promise<Inbox | undefined>;
  erase(name: InboxName): Promise<void>;
}

/** The partition of an inbox and of all that it holds. */
export const inboxPartition = ({ tenant, key }: InboxName): string => tableKey(tenant, key);

/** Others change the row at the same moment, but not for ever. */
const MAX_TRIES = 50;

export function createInboxStore(table: Table<InboxRow>): InboxStore {
  const keysOf = (name: InboxName) => ({ partitionKey: inboxPartition(name), rowKey: INBOX_ROW });
  return {
    async find({ tenant, key }) {
      const row = await table.get(inboxPartition({ tenant, key }), INBOX_ROW);
      return row ? inboxOfRow({ tenant, key }, row) : emptyInbox({ tenant, key });
    },
    async change(read, next) {
      const row = { ...keysOf(read), ...rowOf(next) };
      if (read.etag === undefined)
        return (await table.insert(row)) === 'created' ? (({ etag, ...rest }) => rest)(next) : undefined;
      const merged = await table.merge(row, read.etag);
      return merged.outcome === 'merged' ? { ...next, etag: merged.etag } : undefined;
    },
    async erase(name) {
      await table.remove(inboxPartition(name), INBOX_ROW);
    },
  };
}

/**
 * Applies a rule to the inbox as it is now, again whenever somebody else changed it meanwhile. A rule that gives the inbox it
 * was given changes nothing, and costs one read.
 *
 * @param first - the inbox as somebody has just read it; where it is no longer so, it is read again.
 */
export async function decide<R>(
  store: InboxStore,
  name: InboxName,
  rule: (inbox: Inbox) => { becomes: Inbox; result: R },
  first?: Inbox,
): Promise<R> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const read = (tries === 0 ? first : undefined) ?? (await store.find(name));
    const { becomes, result } = rule(read);
    if (becomes === read || (await store.change(read, becomes))) return result;
  }
  throw new Error(`An inbox was changed by others each time in ${MAX_TRIES} tries.`);
}
