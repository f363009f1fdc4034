/** Deliveries that ended without success, kept with their reason where an operator can see them and have them sent again. */
import { createHash } from 'node:crypto';
import { canBeKey, tableKey } from '../azure/tableKey';
import type { Stored, Table } from '../azure/table';
import type { Due } from './due';
import { contentOf, type MalformedDue, type StoredDue } from './dueRow';
import { timeOf, wholeDueOf } from './wholeDue';

export const DEAD_LETTERS_TABLE = 'DeadLetters';

/** How the reason of what has come, though nothing says so, begins. */
export const SENT_UNRECORDED = 'sent, but not recorded';

export interface DeadLetterRow {
  kind: string;
  owner: string;
  item: string;
  occurrence: string;
  /** The epoch's beginning where that cannot be read. */
  dueAt: Date;
  diedAt: Date;
  attempts: number;
  reason: string;
  /** What the last try before the end came to; empty where there was none. */
  lastError: string;
  /** What could not be read, as it was found; empty for a delivery that can be sent again. */
  content: string;
}

/** A delivery that ended without success. */
export interface DeadLetter {
  /** Names it in addresses. */
  id: string;
  /** What was due; absent when that could not be read. */
  due?: Due;
  /** Epoch ms. */
  diedAt: number;
  attempts: number;
  reason: string;
  lastError?: string;
  content?: string;
}

/** What is known of a delivery at its end. */
export type Ended = Due & Pick<StoredDue, 'key' | 'attempt' | 'lastOutcome'>;

export interface DeadLetters {
  /** Keeps what is known of a delivery that ended; repeating it changes nothing. */
  bury(due: Ended, reason: string, at: number): Promise<void>;
  /** Keeps a due row that cannot be read. */
  buryRow(row: MalformedDue, at: number): Promise<void>;
  /** Keeps a message of the queue that is none; the same one again changes nothing. */
  buryMessage(message: unknown, reason: string, at: number): Promise<void>;
  find(id: string): Promise<DeadLetter | undefined>;
  /** In the order of their names, so many at a time. */
  page(size: number, next?: string): Promise<{ letters: DeadLetter[]; next?: string }>;
  remove(id: string): Promise<void>;
}

const PARTITION = tableKey('dead');
const NOTHING = { kind: '', owner: '', item: '', occurrence: '', dueAt: new Date(0), attempts: 0 };

/** The store on its table: one partition, rows in the order of their names. */
export function createDeadLetters(table: Table<DeadLetterRow>): DeadLetters {
  const keep = (rowKey: string, row: DeadLetterRow): Promise<void> =>
    table.upsert({ partitionKey: PARTITION, rowKey, ...row });
  return {
    bury: ({ kind, owner, item, occurrence, dueAt, attempt, key, lastOutcome = '' }, reason, at) =>
      keep(key.row, {
        ...{ kind, owner, item, occurrence, reason, lastError: lastOutcome, content: '' },
        dueAt: new Date(dueAt),
        diedAt: new Date(at),
        attempts: attempt,
      }),
    buryRow: ({ key, problem, content }, at) =>
      keep(tableKey('unreadable', key.partition, key.row), {
        ...NOTHING,
        ...{ reason: `the due row cannot be read: ${problem}`, lastError: '', content },
        diedAt: new Date(at),
      }),
    buryMessage(message, reason, at) {
      const content = (JSON.stringify(message) ?? String(message)).slice(0, 8000);
      const name = createHash('sha256').update(content).digest('hex').slice(0, 32);
      return keep(tableKey('message', name), {
        ...NOTHING,
        ...{ reason, lastError: '', content },
        diedAt: new Date(at),
      });
    },
    async find(id) {
      const rowKey = rowKeyOf(id);
      const row = rowKey ? await table.get(PARTITION, rowKey) : undefined;
      return row && letterOf(row);
    },
    async page(size, next) {
      const { rows, next: following } = await table.page(`PartitionKey eq '${PARTITION}'`, size, next);
      return { letters: rows.map(letterOf), ...(following ? { next: following } : {}) };
    },
    async remove(id) {
      const rowKey = rowKeyOf(id);
      if (rowKey) await table.remove(PARTITION, rowKey);
    },
  };
}

/** Row keys hold what stands in no address. */
const idOf = (rowKey: string): string => Buffer.from(rowKey).toString('base64url');
/** Undefined where no letter can have this id: storage is not asked for a key that it does not take. */
function rowKeyOf(id: string): string | undefined {
  const rowKey = Buffer.from(id, 'base64url').toString();
  return idOf(rowKey) === id && canBeKey(rowKey) ? rowKey : undefined;
}

/** Storage vouches for nothing: what is not whole is shown as it is, and cannot be sent again. */
function letterOf(row: Stored<DeadLetterRow>): DeadLetter {
  const { attempts, reason, lastError, content }: Partial<Record<keyof DeadLetterRow, unknown>> = row;
  const due = wholeDueOf(row);
  return {
    ...{ id: idOf(row.rowKey), diedAt: timeOf(row.diedAt) ?? 0 },
    attempts: typeof attempts === 'number' ? attempts : 0,
    reason: textOf(reason) ?? 'unknown: the dead letter cannot be read',
    ...(textOf(content) ? { content: textOf(content) } : due ? { due } : { content: contentOf(row) }),
    ...(textOf(lastError) ? { lastError: textOf(lastError) } : {}),
  };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
