// The SQLite file behind Durable Functions in the embedded host: opened once, its schema made, written in transactions.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const SCHEMA_VERSION = 1;

/**
 * History is kept by episode: one row holds the events of one run, as a JSON array. The inbox holds what has happened to an
 * instance and was not yet shown to its orchestrator; `carried` events come from before a continueAsNew and go first.
 */
const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE instances (
  instance_id TEXT PRIMARY KEY, execution_id TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, custom_status TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  parent_instance_id TEXT, parent_execution_id TEXT, parent_task_id INTEGER);
CREATE INDEX instances_by_creation ON instances (created_at);
CREATE TABLE history (
  instance_id TEXT NOT NULL, position INTEGER NOT NULL, events TEXT NOT NULL,
  PRIMARY KEY (instance_id, position));
CREATE TABLE inbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, execution_id TEXT,
  carried INTEGER NOT NULL DEFAULT 0, event TEXT NOT NULL);
CREATE INDEX inbox_by_instance ON inbox (instance_id, carried DESC, seq);
CREATE TABLE activities (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, execution_id TEXT NOT NULL,
  task_id INTEGER NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL);
CREATE INDEX activities_by_instance ON activities (instance_id);
CREATE TABLE timers (
  instance_id TEXT NOT NULL, task_id INTEGER NOT NULL, execution_id TEXT NOT NULL, fire_at INTEGER NOT NULL,
  PRIMARY KEY (instance_id, task_id)) WITHOUT ROWID;
CREATE INDEX timers_by_time ON timers (fire_at, instance_id, task_id);
`;

/**
 * The open file. Writes are in WAL mode with synchronous=NORMAL: a committed transaction is in the operating system's hands,
 * so that it survives the death of this process at any moment; only a crash of the machine itself can take the last
 * commits (never half of one).
 */
export class DurableDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens or makes the file; throws when it was made by another version of this project. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#database = new DatabaseSync(path);
    this.#database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;',
    );
    this.#migrate(path);
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  /** Runs the work as one transaction: all of it is stored, or (when it throws) nothing. Not nestable. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Executes a statement; returns the number of rows that it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** All rows of a query, with the columns as named in it. */
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  /** The first row of a query, if there is one. */
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #migrate(path: string): void {
    const version = this.get<{ user_version: number }>('PRAGMA user_version')?.user_version;
    if (version === SCHEMA_VERSION) return;
    if (version !== 0) {
      throw new Error(
        `${path} was written by another version (schema ${version}, this one reads ${SCHEMA_VERSION}): delete it, or use that version.`,
      );
    }
    this.transaction(() => this.#database.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`));
  }
}
