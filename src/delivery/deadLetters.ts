/** Deliveries that ended without success, kept with their reason where an operator can see them. */
import { tableKey } from '../azure/tableKey';
import type { Table } from '../azure/table';
import type { StoredDue } from './dueStore';

export const DEAD_LETTERS_TABLE = 'DeadLetters';

export interface DeadLetterRow {
  kind: string;
  owner: string;
  item: string;
  occurrence: string;
  dueAt: Date;
  diedAt: Date;
  attempts: number;
  reason: string;
}

export interface DeadLetters {
  /** Keeps what is known of a delivery that ended; repeating it changes nothing. */
  bury(due: StoredDue, reason: string, at: number): Promise<void>;
}

/** The store on its table: one partition, rows in the order of their names. */
export function createDeadLetters(table: Table<DeadLetterRow>): DeadLetters {
  return {
    bury: ({ kind, owner, item, occurrence, dueAt, attempt, key }, reason, at) =>
      table.upsert({
        partitionKey: tableKey('dead'),
        rowKey: key.row,
        ...{ kind, owner, item, occurrence, reason },
        dueAt: new Date(dueAt),
        diedAt: new Date(at),
        attempts: attempt,
      }),
  };
}
