// The outbox of activities: each row is one run that is owed; it goes in the same transaction as its result comes.
import type { DurableDatabase } from './durableDatabase';

/** An activity to run; `input` is a JSON text. */
export interface ActivityWork {
  seq: number;
  instanceId: string;
  executionId: string;
  taskId: number;
  name: string;
  input: string;
}

export class ActivityTable {
  constructor(private readonly database: DurableDatabase) {}

  add(work: Omit<ActivityWork, 'seq'>): void {
    this.database.run(
      'INSERT INTO activities (instance_id, execution_id, task_id, name, input) VALUES (?, ?, ?, ?, ?)',
      work.instanceId,
      work.executionId,
      work.taskId,
      work.name,
      work.input,
    );
  }

  /** The next rows behind `seq`, oldest first. */
  after(seq: number, limit: number): ActivityWork[] {
    return this.database.all<ActivityWork>(
      `SELECT seq, instance_id AS instanceId, execution_id AS executionId, task_id AS taskId, name, input
       FROM activities WHERE seq > ? ORDER BY seq LIMIT ?`,
      seq,
      limit,
    );
  }

  /** Returns false when the row is gone: its instance was purged meanwhile. */
  remove(seq: number): boolean {
    return this.database.run('DELETE FROM activities WHERE seq = ?', seq) > 0;
  }

  clear(instanceId: string): void {
    this.database.run('DELETE FROM activities WHERE instance_id = ?', instanceId);
  }
}
