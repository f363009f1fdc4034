/** A delivery that waits for a dialog: its row beside the dialog's own, named by the order in which it came. */
import { MalformedRow } from '../azure/malformedRow';
import type { Row, Stored } from '../azure/table';
import { DAY_MS } from '../clock';
import { DIALOGS_TABLE } from './dialogRow';
import type { DialogPlace } from './dialogPlace';

/** The names of a planned delivery, by which it is found and woken. */
export interface DeliveryNames {
  kind: string;
  owner: string;
  item: string;
  occurrence: string;
  /** Epoch ms. */
  dueAt: number;
}

export interface Waiting {
  delivery: string;
  names: DeliveryNames;
  /** `dialog`: for the end of all dialogs; `question`: for the end of the one that interrupts now. */
  waitsFor: 'dialog' | 'question';
  /** It waits no longer than until then, epoch ms. */
  until: number;
  /** When it looks again by itself, epoch ms: its due row lies in that minute. */
  wakesAt: number;
}

export interface StoredWaiting extends Waiting {
  place: DialogPlace;
  row: string;
}

export interface WaitingRow {
  /** JSON of what waits. */
  waiting: string;
  expiresAt: Date;
}

const PREFIX = 'waiting-';
const ORDER_DIGITS = 10;

export const isWaitingRow = (row: string): boolean => row.startsWith(PREFIX);

/** The row of the wait of this number: they lie in their order. */
export const waitingRowKey = (order: number): string =>
  `${PREFIX}${String(order).padStart(ORDER_DIGITS, '0')}`;

export function waitingRow(place: DialogPlace, rowKey: string, waiting: Waiting): Row<WaitingRow> {
  return {
    partitionKey: place,
    rowKey,
    waiting: JSON.stringify(waiting),
    expiresAt: new Date(waiting.until + DAY_MS),
  };
}

/** Throws MalformedRow. */
export function waitingOf(row: Stored<WaitingRow>): StoredWaiting {
  try {
    return { ...(JSON.parse(row.waiting) as Waiting), place: row.partitionKey, row: row.rowKey };
  } catch (cause) {
    throw new MalformedRow(DIALOGS_TABLE, 'what waits is no JSON', cause);
  }
}
