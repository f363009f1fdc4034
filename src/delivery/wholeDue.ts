/** Reads what was due back from a row that keeps its names. */
import type { Due } from './due';

/** What of a row names something due; storage vouches for none of it. */
export type NamedDue = Partial<Record<keyof Due, unknown>>;

/** Undefined where the row does not tell all of it. */
export function wholeDueOf({ kind, owner, item, occurrence, dueAt }: NamedDue): Due | undefined {
  const at = timeOf(dueAt);
  const isWhole = [kind, owner, item, occurrence].every((text) => typeof text === 'string' && text !== '');
  return isWhole && at !== undefined ? ({ kind, owner, item, occurrence, dueAt: at } as Due) : undefined;
}

/** Epoch ms of what was stored as a time. */
export const timeOf = (value: unknown): number | undefined =>
  value instanceof Date && !Number.isNaN(value.getTime()) ? value.getTime() : undefined;
