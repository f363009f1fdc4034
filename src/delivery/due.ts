/** One thing that is due: what a feature plans, and the keys under which delivery keeps it. */
import { createHash } from 'node:crypto';
import { tableKey } from '../azure/tableKey';
import { MINUTE_MS } from '../clock';

/** Names one occurrence of something to deliver. The same names make the same row, so planning twice plans once. */
export interface Due {
  /** Which feature it belongs to. */
  kind: string;
  /** The feature's own partition and row. */
  owner: string;
  item: string;
  /** Tells this occurrence from the others of the item. */
  occurrence: string;
  /** Epoch ms; never delivered earlier. */
  dueAt: number;
}

/** Where a due row lies. */
export interface DueKey {
  partition: string;
  row: string;
}

const SHARDS = 64;
/** The names of a minute's shards, in order. */
export const SHARD_NAMES: readonly string[] = Array.from({ length: SHARDS }, (_, shard) =>
  String(shard).padStart(2, '0'),
);

/** The minute's part of a partition key: `yyyyMMddHHmm` in UTC. */
export function minuteKey(atMs: number): string {
  const iso = new Date(Math.floor(atMs / MINUTE_MS) * MINUTE_MS).toISOString();
  return iso.slice(0, 16).replace(/[-T:]/g, '');
}

/** The beginning of the minute that `minuteKey` named, epoch ms. */
export function minuteOf(minute: string): number {
  const [year, month, day, hour, min] = [0, 4, 6, 8, 10].map((at, i) =>
    Number(minute.slice(at, i === 0 ? 4 : at + 2)),
  ) as [number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, min);
}

/** The row of this occurrence, in the partition of the minute in which it is next to be tried. */
export function dueKeyOf(due: Due, tryAtMs: number = due.dueAt): DueKey {
  const row = tableKey(due.kind, due.owner, due.item, due.occurrence);
  return { partition: `${minuteKey(tryAtMs)}-${shardOf(row)}`, row };
}

function shardOf(row: string): string {
  const byte = createHash('sha256').update(row).digest()[0] ?? 0;
  return SHARD_NAMES[byte % SHARDS] as string;
}
