/** The rows by which questions are found, as all indexes have them. */
import type { Stored, Table } from '../azure/table';
import type { Question } from './question';

/** An index row; `at` is the time of its order. */
export interface IndexRow {
  questionId: string;
  code: string;
  question: string;
  /** Whose people asked it. */
  tenant: string;
  at: Date;
  deadlineAt: Date;
}

/** What an index row tells. Times in epoch ms. */
export interface Found {
  id: string;
  code: string;
  question: string;
  at: number;
  /** Its row, to go on behind it. */
  rowKey: string;
}

/** Rows that are read at one time. */
export const PAGE = 100;
/** Sorts behind every key with the same beginning. */
export const END = '~';

/** The time as a part of a key that sorts by it. */
export const timeKey = (ms: number): string => String(Math.max(0, Math.trunc(ms))).padStart(15, '0');

export function indexRow(question: Question, at: number): IndexRow {
  const { id, code, text, deadlineAt, asker } = question;
  return {
    ...{ questionId: id, code, question: text, tenant: asker.tenant },
    ...{ at: new Date(at), deadlineAt: new Date(deadlineAt) },
  };
}

/** The first rows that the filter lets through; a page of the table can end early, even empty, with more behind it. */
export async function firstFound(table: Table<IndexRow>, filter: string, size = PAGE): Promise<Found[]> {
  const found: Found[] = [];
  let next: string | undefined;
  do {
    const page = await table.page(filter, size - found.length, next);
    found.push(...page.rows.map(foundOf));
    next = page.next;
  } while (next && found.length < size);
  return found;
}

/** The rows of a partition between two keys, both left out. */
export const between = (partition: string, after: string, before: string): string =>
  `PartitionKey eq '${partition}' and RowKey gt '${after}' and RowKey lt '${before}'`;

/** Of those, the ones whose time in this column lies before. */
export const earlierThan = (column: 'at' | 'deadlineAt', ms: number): string =>
  ` and ${column} lt datetime'${new Date(ms).toISOString()}'`;

function foundOf({ questionId, code, question, at, rowKey }: Stored<IndexRow>): Found {
  return { id: questionId, code: code ?? '', question: question ?? '', at: at.getTime(), rowKey };
}
