/** The messages on the queue: they only point to due rows, and may be lost, doubled or late without harm. */
import { canBeKey } from '../azure/tableKey';
import { type PointedRow, readPointedRow } from './pointedRow';

export const DELIVERY_QUEUE = 'deliveries';
/** Where the Functions host puts a message that has failed too often. */
export const POISON_QUEUE = `${DELIVERY_QUEUE}-poison`;
export const DELIVERY_POINTER_VERSION = 1;

/** Points to one due row. */
export interface DeliveryPointer {
  v: typeof DELIVERY_POINTER_VERSION;
  /** Partition and row of the due row. */
  p: string;
  r: string;
  /** From when on it can be seen, epoch ms. */
  at?: number;
  /** The row as it was then; without it the row is read. */
  d?: PointedRow;
}

/** Points to rows of one minute and shard, for whoever is free to point to each. */
export interface ShardPointer {
  v: typeof DELIVERY_POINTER_VERSION;
  /** The partition, `yyyyMMddHHmm-07`. */
  s: string;
  /** These rows alone; left out, all rows that are there. */
  r?: readonly string[];
  /** When the first of these rows is to be tried, epoch ms. */
  at?: number;
  /** How much later each of the others is, ms; left out, they are to be tried with the first. */
  e?: number;
}

/** Whether it can be a key of a due row; their partitions begin with the year. */
const isRow = (key: unknown): key is string => typeof key === 'string' && canBeKey(key);
const isPartition = (key: unknown): key is string => isRow(key) && /^\d/.test(key);

type Fields = Partial<Record<'v' | 'p' | 'r' | 'at' | 'd' | 's' | 'e', unknown>>;

const fieldsOf = (message: unknown): Fields =>
  typeof message === 'object' && message !== null ? message : {};

/** Reads a queue message; undefined when it is no pointer of a known version, or points to where no due row can be. */
export function readDeliveryPointer(message: unknown): DeliveryPointer | undefined {
  const { v, p, r, at, d } = fieldsOf(message);
  if (v !== DELIVERY_POINTER_VERSION || !isPartition(p) || !isRow(r)) return undefined;
  const row = readPointedRow(d);
  return { v, p, r, ...(typeof at === 'number' ? { at } : {}), ...(row ? { d: row } : {}) };
}

/** Reads a queue message; undefined when it does not point to a shard. */
export function readShardPointer(message: unknown): ShardPointer | undefined {
  const { v, s, r, at, e } = fieldsOf(message);
  if (v !== DELIVERY_POINTER_VERSION || typeof s !== 'string' || !/^\d{12}-\d\d$/.test(s)) return undefined;
  if (r === undefined) return { v, s };
  const isList = Array.isArray(r) && r.every(isRow);
  if (!isList) return undefined;
  return { v, s, r, ...(typeof at === 'number' ? { at } : {}), ...(typeof e === 'number' ? { e } : {}) };
}
