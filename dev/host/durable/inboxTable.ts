// The inbox of each instance: what has happened to it and its orchestrator has not seen yet.
import type { DurableDatabase } from './durableDatabase';
import type { HistoryEvent } from './historyEvents';

/** A waiting event; `executionId` is set when only that execution may see it. */
export interface InboxMessage {
  seq: number;
  executionId: string | null;
  event: HistoryEvent;
}

export class InboxTable {
  constructor(private readonly database: DurableDatabase) {}

  add(instanceId: string, executionId: string | null, event: HistoryEvent): void {
    this.#insert(instanceId, executionId, false, event);
  }

  /** Keeps an event that was not consumed before a continueAsNew: it goes before all that came later. */
  carryOver(instanceId: string, event: HistoryEvent): void {
    this.#insert(instanceId, null, true, event);
  }

  /** The oldest messages of an instance, in order. */
  read(instanceId: string, limit: number): InboxMessage[] {
    const rows = this.database.all<{ seq: number; executionId: string | null; event: string }>(
      'SELECT seq, execution_id AS executionId, event FROM inbox WHERE instance_id = ? ORDER BY carried DESC, seq LIMIT ?',
      instanceId,
      limit,
    );
    return rows.map((row) => ({ ...row, event: JSON.parse(row.event) as HistoryEvent }));
  }

  remove(messages: readonly InboxMessage[]): void {
    for (const { seq } of messages) this.database.run('DELETE FROM inbox WHERE seq = ?', seq);
  }

  clear(instanceId: string): void {
    this.database.run('DELETE FROM inbox WHERE instance_id = ?', instanceId);
  }

  /** Every instance that has something to read. */
  instanceIds(): string[] {
    return this.database
      .all<{ instanceId: string }>(
        'SELECT instance_id AS instanceId FROM inbox GROUP BY instance_id ORDER BY min(seq)',
      )
      .map((row) => row.instanceId);
  }

  #insert(instanceId: string, executionId: string | null, isCarried: boolean, event: HistoryEvent): void {
    this.database.run(
      'INSERT INTO inbox (instance_id, execution_id, carried, event) VALUES (?, ?, ?, ?)',
      instanceId,
      executionId,
      isCarried ? 1 : 0,
      JSON.stringify(event),
    );
  }
}
