/** All rows that the app has stored, so that what somebody has can be compared before and after. */
import { TableClient, TableServiceClient } from '@azure/data-tables';

export interface StoredRow {
  table: string;
  partition: string;
  row: string;
  /** The row whole, but for its ETag and time. */
  text: string;
}

/** They change with every message that comes in, whoever writes it, and tell nothing of what anybody has. */
const LEFT_OUT: ReadonlySet<string> = new Set(['Activities']);
const LOCAL = { allowInsecureConnection: true };

/** Every row of every table, by its name. */
export async function storedRows(connectionString: string): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = new Map<string, StoredRow>();
  for await (const { name = '' } of TableServiceClient.fromConnectionString(
    connectionString,
    LOCAL,
  ).listTables()) {
    if (LEFT_OUT.has(name)) continue;
    const client = TableClient.fromConnectionString(connectionString, name, LOCAL);
    for await (const { etag, timestamp, ...entity } of client.listEntities<Record<string, unknown>>()) {
      const { partitionKey: partition = '', rowKey: row = '' } = entity;
      const key = [name, partition, row].join(' / ');
      rows.set(key, { table: name, partition, row, text: JSON.stringify(entity) });
    }
  }
  return rows;
}
