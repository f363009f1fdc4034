/** Questions by how far they have come: open ones in the order of their asking, what is expected of them, and ended ones by age. */
import type { Table } from '../azure/table';
import { tableKey } from '../azure/tableKey';
import {
  between,
  earlierThan,
  END,
  firstFound,
  type Found,
  indexRow,
  type IndexRow,
  timeKey,
} from './indexRow';
import type { Question } from './question';

export interface CourseIndex {
  /** Something is to follow for this question: if the process dies before `settle`, the repair sees to it. */
  expect(id: string, at: number): Promise<void>;
  /** What was to follow has followed. */
  settle(id: string): Promise<void>;
  /** What should have followed before this time and has not been settled; at most a page. */
  unsettled(before: number): Promise<Found[]>;
  /** It waits for nothing any more; from now on its age counts from `at`. */
  close(question: Question, at: number): Promise<void>;
  /** Open questions in the order of their asking, of one tenant or of all, from behind this row. */
  listOpen(
    size: number,
    from: { after?: string; tenant?: string },
  ): Promise<{ found: Found[]; next?: string }>;
  /** Open questions whose deadline lies before this time; at most a page. */
  overdue(before: number): Promise<Found[]>;
  /** Ended before this time; at most a page. */
  closedBefore(before: number): Promise<Found[]>;
  /** It is forgotten, which is remembered from now on. */
  remember(id: string, at: number): Promise<void>;
  /** Removes the closed row. */
  forgetClosed(rowKey: string): Promise<void>;
}

const OPEN = tableKey('open');
const CLOSED = tableKey('closed');
const ASKED = 'asked|';
const PENDING = 'pending|';
const OPEN_ROWS = between(OPEN, ASKED, ASKED + END);

const openKey = ({ id, askedAt }: Question): string => `${ASKED}${timeKey(askedAt)}|${id}`;

/** The row of an open question. */
export const openRow = (question: Question) => ({
  partitionKey: OPEN,
  rowKey: openKey(question),
  ...indexRow(question, question.askedAt),
});

export function createCourseIndex(table: Table<IndexRow>): CourseIndex {
  return {
    expect: (questionId, at) =>
      table.upsert({ partitionKey: OPEN, rowKey: PENDING + questionId, questionId, at: new Date(at) }),
    settle: async (id) => void (await table.remove(OPEN, PENDING + id)),
    unsettled: (before) =>
      firstFound(table, between(OPEN, PENDING, PENDING + END) + earlierThan('at', before)),
    async close(question, at) {
      const row = { partitionKey: CLOSED, rowKey: `${timeKey(at)}|${question.id}` };
      await table.upsert({ ...row, ...indexRow(question, at) });
      await table.remove(OPEN, openKey(question));
    },
    async listOpen(size, { after = ASKED, tenant }) {
      const ofTenant = tenant === undefined ? '' : ` and tenant eq '${tenant.replaceAll("'", "''")}'`;
      const found = await firstFound(table, between(OPEN, after, ASKED + END) + ofTenant, size + 1);
      const items = found.slice(0, size);
      const last = items.at(-1);
      return { found: items, ...(found.length > size && last ? { next: last.rowKey } : {}) };
    },
    overdue: (before) => firstFound(table, OPEN_ROWS + earlierThan('deadlineAt', before)),
    closedBefore: (before) => firstFound(table, between(CLOSED, '', timeKey(before))),
    remember: (questionId, at) => {
      const row = { partitionKey: CLOSED, rowKey: `${timeKey(at)}|${questionId}` };
      return table.upsert({ ...row, questionId, at: new Date(at) });
    },
    forgetClosed: async (rowKey) => void (await table.remove(CLOSED, rowKey)),
  };
}

/** Removes the row of an open question, if it is there. */
export async function removeOpenRow(table: Table<IndexRow>, question: Question): Promise<void> {
  await table.remove(OPEN, openKey(question));
}

/** Removes whatever these rows hold of a question of which nothing else is known. */
export async function eraseFromCourse(table: Table<IndexRow>, id: string): Promise<void> {
  await table.remove(OPEN, PENDING + id);
  for await (const closed of table.query(`PartitionKey eq '${CLOSED}' and questionId eq '${id}'`))
    await table.remove(CLOSED, closed.rowKey);
}
