/** What is held for somebody: rows beside their inbox, in the order of the times at which they were to be said. */
import { tableKey } from '../../azure/tableKey';
import type { Table } from '../../azure/table';
import type { InboxName } from '../gate/inbox';
import { inboxPartition } from '../gate/inboxStore';

export interface HeldRow {
  /** The notification's: open channels have a part of the registry of their own. */
  tenant: string;
  notification: string;
  recipient: string;
  /** When it was to be said. */
  heldAt: Date;
  /** For when its digest was planned. */
  until: Date;
  /** A digest has counted it, and it can still be looked at. */
  isTold: boolean;
}

export interface Held {
  /** Names its row. */
  row: string;
  /** The notification's, and its id. */
  tenant: string;
  notification: string;
  /** The recipient's key. */
  recipient: string;
  /** When it was to be said, epoch ms. */
  at: number;
  /** For when its digest was planned, epoch ms. */
  until: number;
}

export interface HeldStore {
  /** Keeps it; a repeat changes nothing. */
  hold(inbox: InboxName, held: Omit<Held, 'row'>): Promise<void>;
  /** In time order, at most so many (1,000): those that no digest has told of yet, or those that one has only counted. */
  list(inbox: InboxName, which: 'waiting' | 'told', size: number): Promise<Held[]>;
  /** Marks rows as counted in a digest; those that are gone are left. At most 100. */
  noteTold(inbox: InboxName, rows: readonly string[]): Promise<void>;
  remove(inbox: InboxName, rows: readonly string[]): Promise<void>;
  erase(inbox: InboxName): Promise<void>;
  /** Removes, of everybody, what was told before then (epoch ms), at most so many; tells how many. */
  purge(before: number, limit: number): Promise<number>;
}

/** What one read lists at most; many more than one digest tells of. */
export const MAX_LISTED = 1000;

const PREFIX = 'held|';
const AFTER_PREFIX = 'held}';
const TIME_DIGITS = 15;
const PAGE = 100;

export function createHeldStore(table: Table<HeldRow>): HeldStore {
  const filterOf = (inbox: InboxName): string =>
    `PartitionKey eq '${inboxPartition(inbox)}' and RowKey gt '${PREFIX}' and RowKey lt '${AFTER_PREFIX}'`;
  const removeEach = async (partition: string, rows: readonly string[]): Promise<void> => {
    await Promise.all(rows.map((row) => table.remove(partition, row)));
  };
  return {
    async hold(inbox, { tenant, notification, recipient, at, until }) {
      const rowKey = tableKey('held', String(at).padStart(TIME_DIGITS, '0'), notification, recipient);
      const row = {
        tenant,
        notification,
        recipient,
        heldAt: new Date(at),
        until: new Date(until),
        isTold: false,
      };
      await table.insert({ partitionKey: inboxPartition(inbox), rowKey, ...row });
    },
    async list(inbox, which, size) {
      const { rows } = await table.page(`${filterOf(inbox)} and isTold eq ${String(which === 'told')}`, size);
      return rows.map(({ rowKey, tenant, notification, recipient, heldAt, until }) => ({
        ...{ row: rowKey, tenant, notification, recipient, at: heldAt.getTime(), until: until.getTime() },
      }));
    },
    async noteTold(inbox, rows) {
      const partitionKey = inboxPartition(inbox);
      const noted = rows.map((rowKey) => ({ partitionKey, rowKey, isTold: true }));
      await Promise.all(noted.map((row) => table.merge(row, '*')));
    },
    remove: (inbox, rows) => removeEach(inboxPartition(inbox), rows),
    async erase(inbox) {
      for (;;) {
        const { rows } = await table.page(filterOf(inbox), PAGE);
        if (rows.length === 0) return;
        await removeEach(
          inboxPartition(inbox),
          rows.map(({ rowKey }) => rowKey),
        );
      }
    },
    async purge(before, limit) {
      let count = 0;
      const filter = `isTold eq true and heldAt lt datetime'${new Date(before).toISOString()}'`;
      for await (const { partitionKey, rowKey } of table.query(filter)) {
        if (count >= limit) break;
        await table.remove(partitionKey, rowKey);
        count += 1;
      }
      return count;
    },
  };
}
