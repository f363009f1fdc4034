/** The Notifications table: a partition for each tenant, the newest notification first. */
import { MalformedRow } from '../azure/malformedRow';
import { tableKey } from '../azure/tableKey';
import type { Stored, Table } from '../azure/table';
import type { Notification } from './notification';
import {
  changedProperties,
  finalCountsOf,
  notificationOf,
  type NotificationRow,
  rowOf,
} from './notificationRow';
import type { NotificationStore } from './stores';

export { NOTIFICATIONS_TABLE } from './notificationRow';

const quoted = (text: string): string => text.replaceAll("'", "''");

/** The store on its table. A notification's id is its row key: it has only letters and digits. */
export function createNotificationStore(table: Table<NotificationRow>): NotificationStore {
  const keys = (tenant: string, id: string) => ({ partitionKey: tableKey(tenant), rowKey: id });
  const read = (tenant: string, id: string) => table.get(tableKey(tenant), tableKey(id));
  return {
    insert: (notification) =>
      table.insert({ ...keys(notification.tenant, notification.id), ...rowOf(notification) }),
    async find(tenant, id) {
      const row = await read(tenant, id);
      return row && notificationOf(row);
    },
    async change(notification, change) {
      const { tenant, id, etag } = notification;
      const merged = await table.merge({ ...keys(tenant, id), ...changedProperties(change) }, etag);
      return merged.outcome === 'merged' ? { ...notification, ...change, etag: merged.etag } : undefined;
    },
    async finalCounts(tenant, id) {
      const row = await read(tenant, id);
      return row && finalCountsOf(row);
    },
    async keepCounts({ tenant, id, etag }, counts) {
      await table.merge({ ...keys(tenant, id), finalCounts: JSON.stringify(counts) }, etag);
    },
    async page(tenant, size, next) {
      const after = next === undefined ? '' : ` and RowKey gt '${quoted(next)}'`;
      const { rows, next: more } = await table.page(`PartitionKey eq '${tableKey(tenant)}'${after}`, size);
      const last = rows.at(-1)?.rowKey;
      return {
        ...readEach(rows),
        ...(more && last ? { next: last } : {}),
      };
    },
    async *dueBefore(atMs) {
      const filter = `sendAt lt datetime'${new Date(atMs).toISOString()}'`;
      for await (const { tenant, rowKey } of table.query(filter, ['tenant', 'rowKey']))
        yield { tenant, id: rowKey };
    },
    async remove({ tenant, id }) {
      await table.remove(tableKey(tenant), id);
    },
  };
}

/** One that cannot be read must not keep the others from being listed: its id is told. */
function readEach(rows: readonly Stored<NotificationRow>[]): {
  notifications: Notification[];
  unreadable: string[];
} {
  const notifications: Notification[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    try {
      notifications.push(notificationOf(row));
    } catch (error) {
      if (!(error instanceof MalformedRow)) throw error;
      unreadable.push(row.rowKey);
    }
  }
  return { notifications, unreadable };
}
