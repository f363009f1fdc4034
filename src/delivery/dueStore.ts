/** The Due table: the truth about each occurrence, in partitions by minute so that what is due is found without looking at the rest. */
import type { Row, Stored, Table } from '../azure/table';
import { type Due, type DueKey, dueKeyOf, minuteKey } from './due';
import { batchesOf, insertBatch } from './dueBatches';
import { DUE_ROW_VERSION, type DueRow, MalformedDue, lostOf, type StoredDue, storedDueOf } from './dueRow';
import { forEachRow } from './forEachRow';

/** What earlier tries came to. */
export interface Tries {
  attempt: number;
  lastOutcome?: string | undefined;
  lost?: number | undefined;
}

export interface DueStore {
  insert(due: Due, tryAt: number, pointerUntil: number, tries?: Tries): Promise<StoredDue | 'exists'>;
  /** Inserts those that are not there yet, to be tried when they are due: by batches of one partition, many partitions at a time. */
  insertMany(dues: readonly Due[], pointerUntil: (due: Due) => number): Promise<void>;
  /** Throws MalformedDue when what is there cannot be read. */
  find(key: DueKey): Promise<StoredDue | undefined>;
  /** Takes the row for one sender: undefined when another was faster or it is gone; else with its new ETag. */
  claim(due: StoredDue, leaseUntil: number): Promise<StoredDue | undefined>;
  /** Gives a claimed row back, to be tried at this time within its minute. */
  release(due: StoredDue, tryAt: number, pointerUntil: number, tries: Tries): Promise<void>;
  /** Says that a pointer is out until then; false when the row has changed meanwhile. */
  notePointer(due: StoredDue, pointerUntil: number): Promise<boolean>;
  /** Removes the row, or only as this ETag names it: false when it has changed since. */
  remove(key: DueKey, etag?: string): Promise<boolean>;
  /** All rows to be tried after the first minute and up to the last one, both as minute keys. */
  within(afterMinute: string, lastMinute: string): AsyncIterable<StoredDue | MalformedDue>;
  /** All rows of one minute and shard. */
  inShard(partition: string): AsyncIterable<StoredDue | MalformedDue>;
  /** When the row of the oldest minute up to this one was to be tried, epoch ms; undefined when there is none. */
  oldestTryAt(lastMinute: string): Promise<number | undefined>;
  /** The last minute whose rows have all been put on the queue. */
  readHorizon(): Promise<string | undefined>;
  writeHorizon(minute: string): Promise<void>;
}

/** Sorts behind every shard of a minute. */
const AFTER_SHARDS = '-~';
/** To look through for the oldest row. */
const MAX_PAGES = 10;
const MAX_LOOKED_AT = 1000;
const HORIZON = { partitionKey: 'state', rowKey: 'horizon' };

/**
 * The store on its table.
 *
 * @param newId - differs each time; names a claim.
 */
export function createDueStore(table: Table<DueRow>, newId: () => string): DueStore {
  return {
    async insert(due, tryAt, pointerUntil, { attempt, lastOutcome, lost } = { attempt: 0 }) {
      const row = newRow(due, tryAt, pointerUntil, { attempt, lastOutcome, lost });
      const created = await table.create(row);
      return created.outcome === 'created' ? storedDueOf({ ...row, etag: created.etag }) : 'exists';
    },
    async insertMany(dues, pointerUntil) {
      const rows = dues.map((due) => newRow(due, due.dueAt, pointerUntil(due), { attempt: 0 }));
      await forEachRow(batchesOf(rows), (batch) => insertBatch(table, batch));
    },
    async find({ partition, row }) {
      const stored = await table.get(partition, row);
      return stored && storedDueOf(stored);
    },
    async claim(due, leaseUntil) {
      const [attempt, claim, lost] = [due.attempt + 1, newId(), lostOf(due)];
      const counts = { attempt, ...(lost > 0 ? { lost } : {}) };
      const etag = await writeClaim(table, due, { ...counts, claim, leaseUntil });
      return etag === undefined
        ? undefined
        : { ...due, ...counts, leaseUntil, pointerUntil: leaseUntil, etag };
    },
    async release(due, tryAt, pointerUntil, { attempt, lastOutcome = '' }) {
      const row = { partitionKey: due.key.partition, rowKey: due.key.row };
      await table.merge(
        {
          ...row,
          ...{ attempt, lastOutcome },
          tryAt: new Date(tryAt),
          leaseUntil: new Date(0),
          pointerUntil: new Date(pointerUntil),
        },
        due.etag,
      );
    },
    async notePointer(due, pointerUntil) {
      const row = {
        partitionKey: due.key.partition,
        rowKey: due.key.row,
        pointerUntil: new Date(pointerUntil),
      };
      return (await table.merge(row, due.etag)).outcome === 'merged';
    },
    remove: async ({ partition, row }, etag) => (await table.remove(partition, row, etag)) !== 'changed',
    async *within(afterMinute, lastMinute) {
      for await (const row of table.query(spanFilter(afterMinute, lastMinute))) yield readable(row);
    },
    async *inShard(partition) {
      for await (const row of table.query(`PartitionKey eq '${partition}'`)) yield readable(row);
    },
    async oldestTryAt(lastMinute) {
      // A page may be empty, or hold a row that the next tick puts aside.
      for (let next: string | undefined, pages = 0; pages < MAX_PAGES; pages += 1) {
        // Rows of one minute lie in the order of their shards, not of their times.
        const page = await table.page(spanFilter(FIRST_MINUTE, lastMinute), MAX_LOOKED_AT, next);
        const rows = page.rows.map(readable).filter((row) => !(row instanceof MalformedDue)) as StoredDue[];
        if (rows.length > 0) return Math.min(...rows.map(({ tryAt }) => tryAt));
        if ((next = page.next) === undefined) return undefined;
      }
      return undefined;
    },
    async readHorizon() {
      const horizon: unknown = (await table.get(HORIZON.partitionKey, HORIZON.rowKey))?.horizon;
      return typeof horizon === 'string' && /^\d{12}$/.test(horizon) ? horizon : undefined;
    },
    writeHorizon: (horizon) => table.upsert({ ...HORIZON, horizon }),
  };
}

/** The row's new ETag; undefined when another was faster. */
async function writeClaim(
  table: Table<DueRow>,
  { key: { partition, row }, etag }: StoredDue,
  { leaseUntil, ...change }: { attempt: number; lost?: number; claim: string; leaseUntil: number },
): Promise<string | undefined> {
  const until = new Date(leaseUntil);
  const claimed = { partitionKey: partition, rowKey: row, ...change, leaseUntil: until, pointerUntil: until };
  const merged = await table.merge(claimed, etag);
  if (merged.outcome === 'merged') return merged.etag;
  if (merged.outcome === 'not-found') return undefined;
  // Where the answer to it was lost, the claim was tried again and met itself.
  const there = await table.get(partition, row);
  return there?.claim === change.claim ? there.etag : undefined;
}

function newRow(
  due: Due,
  tryAt: number,
  pointerUntil: number,
  { attempt, lastOutcome = '', lost }: Tries,
): Row<DueRow> {
  const { partition, row } = dueKeyOf(due, tryAt);
  const { kind, owner, item, occurrence } = due;
  return {
    partitionKey: partition,
    rowKey: row,
    v: DUE_ROW_VERSION,
    ...{ kind, owner, item, occurrence, attempt, lastOutcome },
    ...(lost ? { lost } : {}),
    dueAt: new Date(due.dueAt),
    tryAt: new Date(tryAt),
    leaseUntil: new Date(0),
    pointerUntil: new Date(pointerUntil),
    horizon: '',
  };
}

const spanFilter = (afterMinute: string, lastMinute: string): string =>
  `PartitionKey gt '${afterMinute}${AFTER_SHARDS}' and PartitionKey le '${lastMinute}${AFTER_SHARDS}'`;

/** The earliest minute key there can be, for a scan of everything overdue. */
export const FIRST_MINUTE = minuteKey(0);

/** The row, or what is wrong with it. */
function readable(row: Stored<DueRow>): StoredDue | MalformedDue {
  try {
    return storedDueOf(row);
  } catch (error) {
    if (error instanceof MalformedDue) return error;
    throw error;
  }
}
