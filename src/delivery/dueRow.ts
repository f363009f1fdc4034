/** How a due row is written and read; one that cannot be read is told apart, so that it stops no other. */
import { MalformedRow } from '../azure/malformedRow';
import type { Stored } from '../azure/table';
import { type Due, type DueKey, minuteKey } from './due';

export const DUE_TABLE = 'Due';
/** Rows of another version were written by a release that this one does not know. */
export const DUE_ROW_VERSION = 1;

export interface DueRow {
  v: number;
  kind: string;
  owner: string;
  item: string;
  occurrence: string;
  dueAt: Date;
  /** When it is next to be tried: `dueAt`, or later after a failed try. */
  tryAt: Date;
  /** Tries so far that count towards the end of the schedule, the one at hand included. */
  attempt: number;
  /** Those of them whose process ended, or lost storage, before it could say what came of it. */
  lost?: number;
  /** Somebody is sending it until then. */
  leaseUntil: Date;
  /** A pointer is out until then; later the overdue scan sends another. */
  pointerUntil: Date;
  /** The last try's outcome. */
  lastOutcome: string;
  /** Names the last claim, by which whoever made it knows it again. */
  claim?: string;
  /** Present on the horizon's row alone. */
  horizon: string;
}

/** A due row as it was read. */
export interface StoredDue extends Due {
  key: DueKey;
  etag: string;
  tryAt: number;
  attempt: number;
  /** Those of them that came to nothing known; absent where there are none. */
  lost?: number;
  leaseUntil: number;
  pointerUntil: number;
  /** What the last try came to; absent before the first has failed. */
  lastOutcome?: string;
}

/** A due row that cannot be read, with all that it holds. */
export class MalformedDue extends MalformedRow {
  constructor(
    readonly key: DueKey,
    readonly etag: string,
    problem: string,
    /** JSON of its properties. */
    readonly content: string,
  ) {
    super(DUE_TABLE, problem);
    this.name = 'MalformedDue';
  }
}

const TEXTS = ['kind', 'owner', 'item', 'occurrence'] as const;
const TIMES = ['dueAt', 'tryAt', 'leaseUntil', 'pointerUntil'] as const;

/** Reads a row. Throws MalformedDue, which says what is wrong with it. */
export function storedDueOf(row: Stored<DueRow>): StoredDue {
  const problem = problemOf(row) ?? misplacedOf(row);
  const key = { partition: row.partitionKey, row: row.rowKey };
  if (problem) throw new MalformedDue(key, row.etag, problem, contentOf(row));
  const { kind, owner, item, occurrence, attempt, etag, lastOutcome, lost } = row;
  const [dueAt, tryAt, leaseUntil, pointerUntil] = TIMES.map((name) => row[name].getTime()) as [
    number,
    number,
    number,
    number,
  ];
  return {
    ...{ kind, owner, item, occurrence, attempt, etag, key, dueAt, tryAt, leaseUntil, pointerUntil },
    ...(typeof lastOutcome === 'string' && lastOutcome ? { lastOutcome } : {}),
    ...(lost ? { lost } : {}),
  };
}

/** A row in a minute that is not its own would never be looked at when its time comes. */
function misplacedOf({ partitionKey, tryAt }: Stored<DueRow>): string | undefined {
  return partitionKey.startsWith(`${minuteKey(tryAt.getTime())}-`) ? undefined : 'tryAt is of another minute';
}

/** How many claims came to nothing known. Whoever concludes a claim ends its lease, so one that is still there was lost. */
export const lostOf = ({ lost = 0, leaseUntil }: Pick<StoredDue, 'lost' | 'leaseUntil'>): number =>
  lost + (leaseUntil > 0 ? 1 : 0);

/** All that the row holds; storage also has numbers that JSON has not. */
export function contentOf(row: object): string {
  const writable = (_name: string, value: unknown): unknown =>
    typeof value === 'bigint' ? String(value) : value;
  return JSON.stringify(row, writable).slice(0, 8000);
}

/** What of the row cannot be used; undefined when all can. Storage vouches for nothing. */
function problemOf(row: Partial<Record<keyof DueRow, unknown>>): string | undefined {
  if (row.v !== DUE_ROW_VERSION)
    return `version ${typeof row.v === 'string' ? 'in words' : String(row.v)} is not known`;
  const text = TEXTS.find((name) => typeof row[name] !== 'string' || row[name] === '');
  if (text) return `${text} is no text`;
  const time = TIMES.find((name) => !(row[name] instanceof Date) || Number.isNaN(row[name].getTime()));
  if (time) return `${time} is no time`;
  if (!isCount(row.attempt)) return 'attempt is no count';
  return row.lost === undefined || isCount(row.lost) ? undefined : 'lost is no count';
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
