/** The Dialogs table: in the partition of a place, the row `state` holds its stack of dialogs. */
import { MalformedRow } from '../azure/malformedRow';
import type { Stored, Table } from '../azure/table';
import type { DialogPlace } from './dialogPlace';

export const DIALOGS_TABLE = 'Dialogs';
const STATE_ROW = 'state';

export interface DialogRow {
  /** JSON of the stack, the dialog that reads the next message last. */
  stack: string;
  expiresAt: Date;
  /** The activity that answers it just now, and since when; the epoch's beginning when there is none. */
  takenBy: string;
  takenAt: Date;
}

/** One dialog of the stack, as botbuilder-dialogs keeps it. */
export interface StackedDialog {
  id: string;
  state: unknown;
}

/** A dialog as it was read, with the ETag that guards its change. Times in epoch ms. */
export interface StoredDialog {
  place: DialogPlace;
  stack: readonly StackedDialog[];
  expiresAt: number;
  takenBy?: string;
  takenAt: number;
  etag: string;
}

export interface DialogStore {
  find(place: DialogPlace): Promise<StoredDialog | undefined>;
  /** Keeps this stack where there is none, or in place of the one that was read. */
  save(
    place: DialogPlace,
    stack: readonly StackedDialog[],
    expiresAt: number,
    read?: StoredDialog,
  ): Promise<'saved' | 'changed'>;
  /** Takes the answer for one activity; undefined when the dialog has changed since it was read. */
  claim(read: StoredDialog, takenBy: string, takenAt: number): Promise<StoredDialog | undefined>;
  /** Ends it; false when it has changed since it was read. */
  remove(read: StoredDialog): Promise<boolean>;
  /** All rows of the places that begin so. */
  rowsOf(placesBegin: string): AsyncIterable<{ place: DialogPlace; row: string; expiresAt: number }>;
  /** Removes whatever lies in this row. */
  erase(place: DialogPlace, row: string): Promise<void>;
  /** Removes what expired before this time (epoch ms), at most so many rows. Returns how many there were. */
  purge(before: number, limit: number): Promise<number>;
}

/** The store on its table. */
export function createDialogStore(table: Table<DialogRow>): DialogStore {
  return {
    async find(place) {
      const row = await table.get(place, STATE_ROW);
      return row && dialogOf(row);
    },
    async save(place, stack, expiresAt, read) {
      const row = { partitionKey: place, rowKey: STATE_ROW, ...rowOf(stack, expiresAt) };
      if (read) return (await table.merge(row, read.etag)).outcome === 'merged' ? 'saved' : 'changed';
      return (await table.insert(row)) === 'created' ? 'saved' : 'changed';
    },
    async claim(read, takenBy, takenAt) {
      const row = { partitionKey: read.place, rowKey: STATE_ROW, takenBy, takenAt: new Date(takenAt) };
      const merged = await table.merge(row, read.etag);
      return merged.outcome === 'merged' ? { ...read, takenBy, takenAt, etag: merged.etag } : undefined;
    },
    remove: async ({ place, etag }) => (await table.remove(place, STATE_ROW, etag)) !== 'changed',
    async *rowsOf(begin) {
      // What begins so and goes on with anything that a key can hold.
      const filter = `PartitionKey ge '${begin}' and PartitionKey lt '${begin}\uffff'`;
      for await (const { partitionKey, rowKey, expiresAt } of table.query(filter))
        yield { place: partitionKey, row: rowKey, expiresAt: expiresAt?.getTime() ?? 0 };
    },
    async erase(place, row) {
      await table.remove(place, row);
    },
    async purge(before, limit) {
      let count = 0;
      const filter = `RowKey eq '${STATE_ROW}' and expiresAt lt datetime'${new Date(before).toISOString()}'`;
      for await (const { partitionKey, rowKey, etag } of table.query(filter)) {
        await table.remove(partitionKey, rowKey, etag);
        count += 1;
        if (count >= limit) break;
      }
      return count;
    },
  };
}

function rowOf(stack: readonly StackedDialog[], expiresAt: number): DialogRow {
  return {
    stack: JSON.stringify(stack),
    expiresAt: new Date(expiresAt),
    takenBy: '',
    takenAt: new Date(0),
  };
}

function dialogOf(row: Stored<DialogRow>): StoredDialog {
  return {
    place: row.partitionKey,
    stack: stackOf(row.stack),
    expiresAt: row.expiresAt.getTime(),
    ...(row.takenBy ? { takenBy: row.takenBy } : {}),
    takenAt: row.takenAt.getTime(),
    etag: row.etag,
  };
}

function stackOf(json: string): StackedDialog[] {
  try {
    return JSON.parse(json) as StackedDialog[];
  } catch (cause) {
    throw new MalformedRow(DIALOGS_TABLE, 'the stack is no JSON', cause);
  }
}
