// Finds orchestration instances by state, time of creation and the beginning of their id, a page at a time.
import type { SQLInputValue } from 'node:sqlite';
import type { DurableDatabase } from './durableDatabase';
import { INSTANCE_COLUMNS, toInstance, type Instance, type InstanceRow } from './instanceTable';

/** What to look for: all conditions hold for what is found; times are epoch ms, both ends included. */
export interface InstanceFilter {
  createdFrom?: number | undefined;
  createdTo?: number | undefined;
  statuses?: readonly string[] | undefined;
  idPrefix?: string | undefined;
}

/** Where a page begins (behind this id) and how much it holds. */
export interface PageRequest {
  afterId?: string | undefined;
  size: number;
}

/** The matching instances in the order of their ids. */
export function findInstances(
  database: DurableDatabase,
  filter: InstanceFilter,
  page?: PageRequest,
): Instance[] {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const where = (condition: string, ...operands: SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...operands);
  };
  if (filter.createdFrom !== undefined) where('created_at >= ?', filter.createdFrom);
  if (filter.createdTo !== undefined) where('created_at <= ?', filter.createdTo);
  if (filter.idPrefix) where('instr(instance_id, ?) = 1', filter.idPrefix);
  if (filter.statuses && filter.statuses.length > 0) {
    where('status IN (SELECT value FROM json_each(?))', JSON.stringify(filter.statuses));
  }
  if (page?.afterId !== undefined) where('instance_id > ?', page.afterId);
  const matching = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  const sql = `SELECT ${INSTANCE_COLUMNS} FROM instances${matching} ORDER BY instance_id LIMIT ?`;
  return database.all<InstanceRow>(sql, ...values, page?.size ?? -1).map(toInstance);
}
