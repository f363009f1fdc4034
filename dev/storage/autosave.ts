/** Saves Azurite's databases soon after they change, and all of them before its process ends. */

/** What is used of a LokiJS database, in which Azurite keeps tables, messages and its index of their contents. */
export interface Database {
  filename: string;
  autosave: boolean;
  /** The next save; null once the database is closed. */
  autosaveHandle: NodeJS.Timeout | null;
  collections: { dirty: boolean }[];
  autosaveDirty(): boolean;
  /** Writes the whole database; calls back once it is on disk, after any save that was under way. */
  saveDatabase(callback: (error?: unknown) => void): void;
}

/** The LokiJS class, whose instances Azurite makes for itself. */
export interface DatabaseClass {
  prototype: { autosaveEnable(this: Database): void };
}

export interface Autosave {
  /** Writes every database that Azurite keeps on disk; rejects when one could not be written. */
  saveAll(): Promise<void>;
}

const SHORTEST_MS = 250;
const LONGEST_MS = 5000;
/** At most this share of the time goes into saving: a database that takes 50 ms to write is written every second. */
const SAVING_SHARE = 0.05;

/** The pause in ms before the next save, by how long the last one took. */
export function pauseAfterSave(tookMs: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, tookMs / SAVING_SHARE));
}

/**
 * Takes the place of LokiJS's fixed interval of 5 s for every database that is made from now on. A save that fails is
 * reported and tried again after the next pause.
 */
export function shortenAutosave(databaseClass: DatabaseClass, onFailure: (error: Error) => void): Autosave {
  const databases = new Set<Database>();
  databaseClass.prototype.autosaveEnable = function (this: Database): void {
    this.autosave = true;
    databases.add(this);
    saveAfter(this, SHORTEST_MS, onFailure);
  };
  return {
    saveAll: async () => {
      await Promise.all([...databases].filter(isOpen).map(save));
    },
  };
}

function isOpen(database: Database): boolean {
  return database.autosaveHandle !== null;
}

function saveAfter(database: Database, pauseMs: number, onFailure: (error: Error) => void): void {
  database.autosaveHandle = setTimeout(() => {
    const startedMs = performance.now();
    const saved = database.autosaveDirty() ? save(database).catch(onFailure) : Promise.resolve();
    void saved.then(() => {
      if (isOpen(database)) saveAfter(database, pauseAfterSave(performance.now() - startedMs), onFailure);
    });
  }, pauseMs);
}

function save(database: Database): Promise<void> {
  return new Promise((resolve, reject) => {
    database.saveDatabase((cause) => {
      if (!cause) return resolve();
      for (const collection of database.collections) collection.dirty = true;
      reject(new Error(`Storage could not write ${database.filename}: ${String(cause)}`, { cause }));
    });
  });
}
