/** Many due rows at once: batches of one partition each, so that a row costs a fraction of an operation. */
import type { Row, Table } from '../azure/table';
import type { DueRow } from './dueRow';

/** What storage takes in one batch. */
const MAX_BATCH = 100;

/** The rows in batches of one partition, nothing twice in one batch. */
export async function* batchesOf(rows: readonly Row<DueRow>[]): AsyncIterable<Row<DueRow>[]> {
  const partitions = new Map<string, Map<string, Row<DueRow>>>();
  for (const row of rows) {
    const known = partitions.get(row.partitionKey) ?? new Map<string, Row<DueRow>>();
    partitions.set(row.partitionKey, known.set(row.rowKey, row));
  }
  for (const partition of partitions.values()) {
    const all = [...partition.values()];
    for (let from = 0; from < all.length; from += MAX_BATCH) yield all.slice(from, from + MAX_BATCH);
  }
}

/** Inserts them all at once; where some are there already, each of the others by itself. */
export async function insertBatch(table: Table<DueRow>, rows: readonly Row<DueRow>[]): Promise<void> {
  const [first, ...others] = rows;
  if (first && others.length === 0) return void (await table.insert(first));
  if ((await table.batch(rows.map((row) => ['create', { ...row }]))) === 'done') return;
  for (const row of rows) await table.insert(row);
}
