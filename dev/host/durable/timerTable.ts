// The table of durable timers that have not fired.
import type { DurableDatabase } from './durableDatabase';

/** A timer of an execution; `fireAt` is epoch ms. */
export interface DurableTimer {
  instanceId: string;
  executionId: string;
  taskId: number;
  fireAt: number;
}

export class TimerTable {
  constructor(private readonly database: DurableDatabase) {}

  add(timer: DurableTimer): void {
    this.database.run(
      'INSERT INTO timers (instance_id, task_id, execution_id, fire_at) VALUES (?, ?, ?, ?)',
      timer.instanceId,
      timer.taskId,
      timer.executionId,
      timer.fireAt,
    );
  }

  /** When the next timer is due, epoch ms. */
  nextFireAt(): number | undefined {
    return this.database.get<{ fireAt: number }>(
      'SELECT fire_at AS fireAt FROM timers ORDER BY fire_at LIMIT 1',
    )?.fireAt;
  }

  /** The timers that are due at `now`, the earliest first. */
  due(now: number, limit: number): DurableTimer[] {
    return this.database.all<DurableTimer>(
      `SELECT instance_id AS instanceId, execution_id AS executionId, task_id AS taskId, fire_at AS fireAt
       FROM timers WHERE fire_at <= ? ORDER BY fire_at, instance_id, task_id LIMIT ?`,
      now,
      limit,
    );
  }

  remove(instanceId: string, taskId: number): void {
    this.database.run('DELETE FROM timers WHERE instance_id = ? AND task_id = ?', instanceId, taskId);
  }

  clear(instanceId: string): void {
    this.database.run('DELETE FROM timers WHERE instance_id = ?', instanceId);
  }
}
