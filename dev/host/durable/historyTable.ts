// The table of histories: the events of each instance's current execution, in the order in which they happened.
import type { DurableDatabase } from './durableDatabase';
import type { HistoryEvent } from './historyEvents';

export class HistoryTable {
  constructor(private readonly database: DurableDatabase) {}

  /** All events of the current execution, marked as played. */
  read(instanceId: string): HistoryEvent[] {
    const rows = this.database.all<{ events: string }>(
      'SELECT events FROM history WHERE instance_id = ? ORDER BY position',
      instanceId,
    );
    return rows.flatMap((row) => JSON.parse(row.events) as HistoryEvent[]);
  }

  append(instanceId: string, events: readonly HistoryEvent[]): void {
    this.database.run(
      `INSERT INTO history SELECT ?, coalesce(max(position), 0) + 1, ? FROM history WHERE instance_id = ?`,
      instanceId,
      JSON.stringify(events.map((event) => ({ ...event, IsPlayed: true }))),
      instanceId,
    );
  }

  clear(instanceId: string): void {
    this.database.run('DELETE FROM history WHERE instance_id = ?', instanceId);
  }
}
