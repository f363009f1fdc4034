/** A due row on its way in the pointer to it: whoever claims it by the ETag that it had then needs not read it first. */
import type { StoredDue } from './dueRow';

/** The row as it was when it was pointed to. True only while the row still has this ETag, which the claim asks for. */
export type PointedRow = Pick<
  StoredDue,
  | 'etag'
  | 'kind'
  | 'owner'
  | 'item'
  | 'occurrence'
  | 'dueAt'
  | 'tryAt'
  | 'attempt'
  | 'leaseUntil'
  | 'pointerUntil'
> & { lastOutcome?: string; lost?: number };

const TEXTS = ['etag', 'kind', 'owner', 'item', 'occurrence'] as const;
const NUMBERS = ['dueAt', 'tryAt', 'attempt', 'leaseUntil', 'pointerUntil'] as const;

/** What of the row a pointer takes with it. */
export function pointedRowOf({ key: _key, ...row }: StoredDue): PointedRow {
  return row;
}

/** Reads it from a queue message; undefined when it is not whole: then the row itself is read. */
export function readPointedRow(value: unknown): PointedRow | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const row = value as Partial<Record<keyof PointedRow, unknown>>;
  const isWhole =
    TEXTS.every((name) => typeof row[name] === 'string' && row[name] !== '') &&
    NUMBERS.every((name) => Number.isFinite(row[name])) &&
    ['string', 'undefined'].includes(typeof row.lastOutcome) &&
    ['number', 'undefined'].includes(typeof row.lost);
  return isWhole ? (value as PointedRow) : undefined;
}
