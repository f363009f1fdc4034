/** The Due table: the truth about each occurrence, in partitions by minute so that what is due is found without looking at the rest. */
import type { Table } from '../azure/table';
import { type Due, type DueKey, dueKeyOf, minuteKey } from './due';

export const DUE_TABLE = 'Due';

export interface DueRow {
  kind: string;
  owner: string;
  item: string;
  occurrence: string;
  dueAt: Date;
  /** When it is next to be tried: `dueAt`, or later after a failed try. */
  tryAt: Date;
  /** Tries so far that count towards the end of the schedule, the one at hand included. */
  attempt: number;
  /** Somebody is sending it until then. */
  leaseUntil: Date;
  /** A pointer is out until then; later the overdue scan sends another. */
  pointerUntil: Date;
  /** The last try's outcome. */
  lastOutcome: string;
  /** Present on the horizon's row alone. */
  horizon: string;
}

/** A due row as it was read. */
export interface StoredDue extends Due {
  key: DueKey;
  etag: string;
  tryAt: number;
  attempt: number;
  leaseUntil: number;
  pointerUntil: number;
}

export interface DueStore {
  insert(due: Due, tryAt: number, pointerUntil: number, attempt?: number): Promise<'created' | 'exists'>;
  find(key: DueKey): Promise<StoredDue | undefined>;
  /** Takes the row for one sender: undefined when another was faster or it is gone; else with its new ETag. */
  claim(due: StoredDue, leaseUntil: number): Promise<StoredDue | undefined>;
  /** Gives a claimed row back, to be tried at this time within its minute. */
  release(due: StoredDue, tryAt: number, pointerUntil: number, attempt: number): Promise<void>;
  /** Says that a pointer is out until then; false when the row has changed meanwhile. */
  notePointer(due: StoredDue, pointerUntil: number): Promise<boolean>;
  remove(key: DueKey): Promise<void>;
  /** All rows to be tried after the first minute and up to the last one, both as minute keys. */
  within(afterMinute: string, lastMinute: string): AsyncIterable<StoredDue>;
  /** The last minute whose rows have all been put on the queue. */
  readHorizon(): Promise<string | undefined>;
  writeHorizon(minute: string): Promise<void>;
}

/** Sorts behind every shard of a minute. */
const AFTER_SHARDS = '-~';
const HORIZON = { partitionKey: 'state', rowKey: 'horizon' };

/** The store on its table. */
export function createDueStore(table: Table<DueRow>): DueStore {
  return {
    insert(due, tryAt, pointerUntil, attempt = 0) {
      const { partition, row } = dueKeyOf(due, tryAt);
      const { kind, owner, item, occurrence } = due;
      const times = {
        dueAt: new Date(due.dueAt),
        tryAt: new Date(tryAt),
        leaseUntil: new Date(0),
        pointerUntil: new Date(pointerUntil),
      };
      return table.insert({
        partitionKey: partition,
        rowKey: row,
        kind,
        owner,
        item,
        occurrence,
        attempt,
        ...times,
        lastOutcome: '',
        horizon: '',
      });
    },
    async find({ partition, row }) {
      const stored = await table.get(partition, row);
      return stored && storedDueOf(stored);
    },
    async claim(due, leaseUntil) {
      const attempt = due.attempt + 1;
      const change = { attempt, leaseUntil: new Date(leaseUntil), pointerUntil: new Date(leaseUntil) };
      const merged = await table.merge(
        { partitionKey: due.key.partition, rowKey: due.key.row, ...change },
        due.etag,
      );
      return merged.outcome === 'merged'
        ? { ...due, attempt, leaseUntil, pointerUntil: leaseUntil, etag: merged.etag }
        : undefined;
    },
    async release(due, tryAt, pointerUntil, attempt) {
      const row = { partitionKey: due.key.partition, rowKey: due.key.row };
      await table.merge(
        {
          ...row,
          attempt,
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
    async remove({ partition, row }) {
      await table.remove(partition, row);
    },
    async *within(afterMinute, lastMinute) {
      const filter = `PartitionKey gt '${afterMinute}${AFTER_SHARDS}' and PartitionKey le '${lastMinute}${AFTER_SHARDS}'`;
      for await (const row of table.query(filter)) yield storedDueOf(row);
    },
    readHorizon: async () => (await table.get(HORIZON.partitionKey, HORIZON.rowKey))?.horizon,
    writeHorizon: (horizon) => table.upsert({ ...HORIZON, horizon }),
  };
}

/** The earliest minute key there can be, for a scan of everything overdue. */
export const FIRST_MINUTE = minuteKey(0);

function storedDueOf(row: DueRow & { partitionKey: string; rowKey: string; etag: string }): StoredDue {
  const { kind, owner, item, occurrence, attempt, etag } = row;
  const key = { partition: row.partitionKey, row: row.rowKey };
  const [dueAt, tryAt, leaseUntil, pointerUntil] = [
    row.dueAt,
    row.tryAt,
    row.leaseUntil,
    row.pointerUntil,
  ].map((date) => date.getTime()) as [number, number, number, number];
  return { kind, owner, item, occurrence, attempt, etag, key, dueAt, tryAt, leaseUntil, pointerUntil };
}
