/** Lets one storage process at a time serve a data folder: a lock that the operating system frees with its holder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServicePorts } from './protocol';

/** The lock itself: never deleted, since a lock on a deleted file would keep nobody out. */
export const LOCK_FILE = 'storage.lock';
/** Who holds the lock, for people and for those who wait. */
export const HOLDER_FILE = 'storage.json';

/** Who serves the folder. `ending`: it is saving and lets go in a moment. */
export interface FolderHolder {
  pid: number;
  /** ISO 8601, UTC. */
  startedAt: string;
  state: 'starting' | 'serving' | 'ending';
  ports: ServicePorts;
}

export interface FolderLock {
  /** Tells those who wait what the holder is doing. */
  describe(holder: FolderHolder): void;
  release(): void;
}

/** Somebody else serves the folder and is not about to end. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use';

  constructor(
    readonly folder: string,
    readonly holder: FolderHolder | undefined,
  ) {
    const who = holder ? `process ${holder.pid}, since ${holder.startedAt}` : 'another process';
    super(`The storage folder ${folder} is in use by ${who}. Stop that one first.`);
    this.name = 'FolderInUseError';
  }
}

/** How long to wait, in ms. */
export interface Patience {
  /** For a holder that serves: it may not have noticed yet that its starter has died. */
  servingMs: number;
  /** For one that is starting or ending. */
  changingMs: number;
}

const PATIENCE: Patience = { servingMs: 3_000, changingMs: 60_000 };
const POLL_MS = 20;
const SQLITE_BUSY = 5;

/** Takes the folder, which is made if need be; throws FolderInUseError when its holder outlasts our patience. */
export async function lockFolder(folder: string, patience: Patience = PATIENCE): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, LOCK_FILE));
  const startedMs = performance.now();
  while (!tryLock(database)) {
    const holder = readHolder(folder);
    const limitMs = holder?.state === 'serving' ? patience.servingMs : patience.changingMs;
    if (performance.now() - startedMs > limitMs) {
      database.close();
      throw new FolderInUseError(folder, holder);
    }
    await sleep(POLL_MS);
  }
  const holderFile = join(folder, HOLDER_FILE);
  return {
    describe: (holder) => writeFileSync(holderFile, JSON.stringify(holder)),
    release: () => {
      rmSync(holderFile, { force: true });
      database.close();
    },
  };
}

/** The holder that described itself last; it may have died since. */
export function readHolder(folder: string): FolderHolder | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, HOLDER_FILE), 'utf8')) as FolderHolder;
  } catch (error) {
    if (isAbsentOrHalfWritten(error)) return undefined;
    throw error;
  }
}

/** SQLite's exclusive lock is the operating system's: it goes when its process does, however that ends. */
function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}

function isAbsentOrHalfWritten(error: unknown): boolean {
  return error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT';
}
