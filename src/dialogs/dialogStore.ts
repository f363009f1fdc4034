/** The Dialogs table: in the partition of a place, the row `state` and a row for each delivery that waits there. */
import type { Row, Stored, Table } from '../azure/table';
import {
  contentOf,
  type DialogContent,
  type DialogRow,
  dialogRow,
  STATE_ROW,
  storedDialogOf,
} from './dialogRow';
import type { StoredDialog } from './dialogRow';
import type { DialogPlace } from './dialogPlace';
import {
  isWaitingRow,
  type StoredWaiting,
  type Waiting,
  type WaitingRow,
  waitingOf,
  waitingRow,
  waitingRowKey,
} from './waiting';

export { DIALOGS_TABLE, type DialogRow, type StackedDialog, type StoredDialog } from './dialogRow';

export interface DialogStore {
  find(place: DialogPlace): Promise<StoredDialog | undefined>;
  /** Keeps this where nothing was, or in place of what was read; undefined when it has changed meanwhile. */
  write(place: DialogPlace, content: DialogContent, read?: StoredDialog): Promise<StoredDialog | undefined>;
  /** The state of a place and what waits there, in the order of their commits. */
  look(place: DialogPlace): Promise<{ state: StoredDialog | undefined; waiting: StoredWaiting[] }>;
  /** Stores what waits together with a change of the state that was read, or neither; false when that has changed. */
  keepWaiting(read: StoredDialog, waiting: Waiting, row?: string): Promise<boolean>;
  removeWaiting(waiting: StoredWaiting): Promise<void>;
  /** All rows of the places that begin so. */
  rowsOf(placesBegin: string): AsyncIterable<{ place: DialogPlace; row: string; isOpenUntil: number }>;
  /** Removes whatever lies in this row. */
  erase(place: DialogPlace, row: string): Promise<void>;
  /** Removes what expired before this time (epoch ms), at most so many rows. Returns how many there were. */
  purge(before: number, limit: number): Promise<number>;
}

type AnyRow = DialogRow & WaitingRow;

/** The store on its table. */
export function createDialogStore(rows: Table<DialogRow>): DialogStore {
  const table = rows as Table<AnyRow>;
  const find = async (place: DialogPlace): Promise<StoredDialog | undefined> => {
    const row = await rows.get(place, STATE_ROW);
    return row && storedDialogOf(row);
  };
  return {
    find,
    async write(place, content, read) {
      const row = dialogRow(place, content);
      if (read) {
        const merged = await rows.merge(row, read.etag);
        return merged.outcome === 'merged' ? { ...content, place, etag: merged.etag } : undefined;
      }
      const created = await rows.create(row);
      return created.outcome === 'created' ? { ...content, place, etag: created.etag } : undefined;
    },
    async look(place) {
      let state: StoredDialog | undefined;
      const waiting: StoredWaiting[] = [];
      for await (const row of table.query(`PartitionKey eq '${place}'`)) {
        if (row.rowKey === STATE_ROW) state = storedDialogOf(row);
        else if (isWaitingRow(row.rowKey)) waiting.push(waitingOf(row));
      }
      return { state, waiting };
    },
    async keepWaiting(read, waiting, row) {
      const { etag, place } = read;
      const waits = row === undefined ? read.waits + 1 : read.waits;
      const state = dialogRow(place, { ...contentOf(read), waits });
      const order = row ?? waitingRowKey(read.waits);
      const kept: Row<object> = waitingRow(place, order, waiting);
      const outcome = await table.batch([
        ['update', state as Row<object>, 'Merge', { etag }],
        ['upsert', kept],
      ]);
      return outcome === 'done';
    },
    async removeWaiting({ place, row }) {
      await table.remove(place, row);
    },
    async *rowsOf(begin) {
      // What begins so and goes on with anything that a key can hold.
      const filter = `PartitionKey ge '${begin}' and PartitionKey lt '${begin}\uffff'`;
      for await (const row of table.query(filter))
        yield { place: row.partitionKey, row: row.rowKey, isOpenUntil: openUntil(row) };
    },
    async erase(place, row) {
      await table.remove(place, row);
    },
    async purge(before, limit) {
      let count = 0;
      for await (const { partitionKey, rowKey, etag } of table.query(
        `expiresAt lt datetime'${new Date(before).toISOString()}'`,
      )) {
        await table.remove(partitionKey, rowKey, etag);
        count += 1;
        if (count >= limit) break;
      }
      return count;
    },
  };
}

/** Until when a question of the row may be answered, epoch ms; 0 where it holds none. */
function openUntil(row: Stored<AnyRow>): number {
  if (row.rowKey !== STATE_ROW || row.stack === '[]') return 0;
  return row.expiresAt.getTime();
}
