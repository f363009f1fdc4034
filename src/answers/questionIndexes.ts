/** The rows beside the questions by which they are found: those that are open, by who asked, by whom they were put to, and by age. */
import type { Stored, Table } from '../azure/table';
import { tableKey } from '../azure/tableKey';
import type { ConversationAddress } from '../conversations/conversation';
import type { Question } from './question';

/** An index row; `at` is the time of its order. */
export interface IndexRow {
  questionId: string;
  code: string;
  question: string;
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

export interface QuestionIndexes {
  /** A question that was stored is open, and its owner's. Repeating it changes nothing. */
  open(question: Question): Promise<void>;
  /** Something is to follow for this question: if the process dies before `settle`, the repair sees to it. */
  expect(id: string, at: number): Promise<void>;
  /** What was to follow has followed. */
  settle(id: string): Promise<void>;
  /** What should have followed before this time and has not been settled. */
  unsettled(before: number): Promise<Found[]>;
  /** It waits for nothing any more; from now on its age counts from `at`. */
  close(question: Question, at: number): Promise<void>;
  /** Open questions in the order of their asking, from behind this row. */
  listOpen(size: number, after?: string): Promise<{ found: Found[]; next?: string }>;
  /** Open questions whose deadline lies before this time; at most a page. */
  overdue(before: number): Promise<Found[]>;
  /** The newest questions of a person. */
  ofOwner(owner: Question['asker'] | { tenant: string; key: string }, size: number): Promise<Found[]>;
  /** A person's questions whose code begins so. */
  findOwn(owner: { tenant: string; key: string }, prefix: string): Promise<Found[]>;
  /** The question is put to these experts. */
  putTo(experts: ConversationAddress, question: Question): Promise<void>;
  /** Questions that were put to these experts whose code begins so. */
  findPutTo(experts: ConversationAddress, prefix: string): Promise<Found[]>;
  /** Ended before this time; at most a page. */
  closedBefore(before: number): Promise<Found[]>;
  /** It is forgotten, which is remembered from now on. */
  remember(id: string, at: number): Promise<void>;
  /** Removes the closed row. */
  forgetClosed(rowKey: string): Promise<void>;
  /** Removes all other rows that lead to it. */
  forget(question: Question): Promise<void>;
  /** Removes the row of this person, and those by age, of a question that is erased. */
  erase(owner: { tenant: string; key: string }, found: Found): Promise<void>;
}

const OPEN = tableKey('open');
const CLOSED = tableKey('closed');
const ASKED = 'asked|';
const PENDING = 'pending|';
const PAGE = 100;
/** Sorts behind every key with the same beginning. */
const END = '~';
const LATEST_MS = 999_999_999_999_999;

const timeKey = (ms: number): string => String(Math.max(0, Math.trunc(ms))).padStart(15, '0');
const ownerPartition = ({ tenant, key }: { tenant: string; key: string }): string =>
  tableKey('owner', tenant, key);
const expertsPartition = ({ tenant, key }: ConversationAddress): string => tableKey('experts', tenant, key);
const openKey = ({ id, askedAt }: Question): string => `${ASKED}${timeKey(askedAt)}|${id}`;
const ownerKey = ({ askedAt, code }: Question): string => `${timeKey(LATEST_MS - askedAt)}|${code}`;

/** The indexes on their table. */
export function createQuestionIndexes(table: Table<IndexRow>): QuestionIndexes {
  const rows = (filter: string, size: number): Promise<Stored<IndexRow>[]> => firstRows(table, filter, size);
  const list = async (filter: string, size = PAGE): Promise<Found[]> =>
    (await rows(filter, size)).map(foundOf);
  const byCode = (partition: string, prefix: string): Promise<Found[]> =>
    list(`PartitionKey eq '${partition}' and code ge '${prefix}' and code lt '${prefix}${END}'`);
  return {
    async open(question) {
      const row = indexRow(question, question.askedAt);
      await Promise.all([
        table.upsert({ partitionKey: OPEN, rowKey: openKey(question), ...row }),
        table.upsert({ partitionKey: ownerPartition(question.asker), rowKey: ownerKey(question), ...row }),
      ]);
    },
    expect: (questionId, at) =>
      table.upsert({ partitionKey: OPEN, rowKey: PENDING + questionId, questionId, at: new Date(at) }),
    settle: async (id) => void (await table.remove(OPEN, PENDING + id)),
    async unsettled(before) {
      const found = await list(between(OPEN, PENDING, PENDING + END));
      return found.filter(({ at }) => at < before);
    },
    async close(question, at) {
      await table.upsert({
        partitionKey: CLOSED,
        rowKey: `${timeKey(at)}|${question.id}`,
        ...indexRow(question, at),
      });
      await table.remove(OPEN, openKey(question));
    },
    async listOpen(size, after) {
      const found = await list(between(OPEN, after ?? ASKED, ASKED + END), size + 1);
      const items = found.slice(0, size);
      const last = items.at(-1);
      return { found: items, ...(found.length > size && last ? { next: last.rowKey } : {}) };
    },
    overdue: async (before) =>
      (await rows(between(OPEN, ASKED, ASKED + END), PAGE))
        .filter(({ deadlineAt }) => deadlineAt.getTime() < before)
        .map(foundOf),
    ofOwner: (owner, size) => list(`PartitionKey eq '${ownerPartition(owner)}'`, size),
    findOwn: (owner, prefix) => byCode(ownerPartition(owner), prefix),
    putTo: (experts, question) =>
      table.upsert({
        partitionKey: expertsPartition(experts),
        rowKey: question.code,
        ...indexRow(question, question.askedAt),
      }),
    findPutTo: (experts, prefix) => byCode(expertsPartition(experts), prefix),
    closedBefore: (before) => list(between(CLOSED, '', timeKey(before))),
    remember: (questionId, at) =>
      table.upsert({
        partitionKey: CLOSED,
        rowKey: `${timeKey(at)}|${questionId}`,
        questionId,
        at: new Date(at),
      }),
    forgetClosed: async (rowKey) => void (await table.remove(CLOSED, rowKey)),
    async erase(owner, { id, rowKey }) {
      await table.remove(OPEN, PENDING + id);
      for await (const closed of table.query(`PartitionKey eq '${CLOSED}' and questionId eq '${id}'`))
        await table.remove(CLOSED, closed.rowKey);
      await table.remove(ownerPartition(owner), rowKey);
    },
    async forget(question) {
      const { experts } = question;
      await Promise.all([
        table.remove(ownerPartition(question.asker), ownerKey(question)),
        table.remove(OPEN, openKey(question)),
        experts ? table.remove(expertsPartition(experts.address), question.code) : undefined,
      ]);
    },
  };
}

/** A page can end early, even empty, with more behind it. */
async function firstRows(table: Table<IndexRow>, filter: string, size: number): Promise<Stored<IndexRow>[]> {
  const found: Stored<IndexRow>[] = [];
  let next: string | undefined;
  do {
    const page = await table.page(filter, size - found.length, next);
    found.push(...page.rows);
    next = page.next;
  } while (next && found.length < size);
  return found;
}

const between = (partition: string, after: string, before: string): string =>
  `PartitionKey eq '${partition}' and RowKey gt '${after}' and RowKey lt '${before}'`;

function indexRow(question: Question, at: number): IndexRow {
  const { id, code, text, deadlineAt } = question;
  return { questionId: id, code, question: text, at: new Date(at), deadlineAt: new Date(deadlineAt) };
}

function foundOf({ questionId, code, question, at, rowKey }: Stored<IndexRow>): Found {
  return { id: questionId, code: code ?? '', question: question ?? '', at: at.getTime(), rowKey };
}
