// One owner for the Durable state in a data folder: a lock that the operating system releases when its holder dies.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const LOCK_FILE = 'durable.lock';

/** Another living process owns the folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  readonly code = 'dataFolderInUse';
}

/** A held lock. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder's lock, or throws a DataFolderInUseError that names the owner's process id. The lock is SQLite's own write
 * lock on a small file: it cannot outlive its process, so that no stale lock is ever left behind by a hard kill.
 */
export function lockFolder(folder: string, processId: number): FolderLock {
  mkdirSync(folder, { recursive: true });
  const file = new DatabaseSync(join(folder, LOCK_FILE));
  try {
    file.exec(
      'PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS owner (pid INTEGER NOT NULL);',
    );
    file.exec(`DELETE FROM owner; INSERT INTO owner VALUES (${Number(processId)}); COMMIT; BEGIN IMMEDIATE;`);
  } catch (error) {
    const owner = isBusy(error) ? readOwner(file) : undefined;
    file.close();
    if (!isBusy(error)) throw error;
    throw new DataFolderInUseError(
      `The data folder ${folder} is in use by another host${owner}. Stop that one first, or give this one a folder of its own.`,
      { cause: error },
    );
  }
  return {
    release() {
      if (file.isOpen) file.close();
    },
  };
}

/** SQLITE_BUSY (5) in the low byte of the extended code: somebody else holds the lock. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;
}

function readOwner(file: DatabaseSync): string {
  try {
    const owner = file.prepare('SELECT pid FROM owner').get();
    return owner ? ` (process ${String(owner.pid)})` : '';
  } catch {
    return ''; // The owner is just writing its id: the sentence does without.
  }
}
