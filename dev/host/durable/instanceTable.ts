// The table of orchestration instances: one row each, its newest state.
import type { DurableDatabase } from './durableDatabase';

/** The states of an instance; the last three are final. */
export type RuntimeStatus = 'Pending' | 'Running' | 'Suspended' | 'Completed' | 'Failed' | 'Terminated';

/** Whether nothing more can happen to an instance in this state. */
export function isFinal(status: RuntimeStatus): boolean {
  return status === 'Completed' || status === 'Failed' || status === 'Terminated';
}

/** Who waits for a sub-orchestration. */
export interface ParentTask {
  instanceId: string;
  executionId: string;
  taskId: number;
}

/** An instance; input, output and custom status are JSON texts, times are epoch ms. */
export interface Instance {
  instanceId: string;
  /** New at each start and each continueAsNew: what was scheduled by an earlier execution is told apart by it. */
  executionId: string;
  name: string;
  version: string;
  status: RuntimeStatus;
  input: string;
  output: string | null;
  customStatus: string | null;
  createdAt: number;
  updatedAt: number;
  parent: ParentTask | undefined;
}

/** A row as SQLite gives it, columns named as in `COLUMNS`. */
export interface InstanceRow extends Omit<Instance, 'parent'> {
  parentInstanceId: string | null;
  parentExecutionId: string | null;
  parentTaskId: number | null;
}

/** The select list that yields an InstanceRow. */
export const INSTANCE_COLUMNS = `instance_id AS instanceId, execution_id AS executionId, name, version, status, input, output,
  custom_status AS customStatus, created_at AS createdAt, updated_at AS updatedAt, parent_instance_id AS parentInstanceId,
  parent_execution_id AS parentExecutionId, parent_task_id AS parentTaskId`;

/** What an episode or a command changes of an instance. */
export type InstanceChange = Partial<
  Pick<Instance, 'executionId' | 'status' | 'input' | 'output' | 'customStatus'>
>;

export function toInstance({
  parentInstanceId,
  parentExecutionId,
  parentTaskId,
  ...row
}: InstanceRow): Instance {
  const hasParent = parentInstanceId !== null && parentExecutionId !== null && parentTaskId !== null;
  return {
    ...row,
    parent: hasParent
      ? { instanceId: parentInstanceId, executionId: parentExecutionId, taskId: parentTaskId }
      : undefined,
  };
}

export class InstanceTable {
  constructor(private readonly database: DurableDatabase) {}

  find(instanceId: string): Instance | undefined {
    const row = this.database.get<InstanceRow>(
      `SELECT ${INSTANCE_COLUMNS} FROM instances WHERE instance_id = ?`,
      instanceId,
    );
    return row && toInstance(row);
  }

  insert(instance: Instance): void {
    this.database.run(
      'INSERT INTO instances VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      instance.instanceId,
      instance.executionId,
      instance.name,
      instance.version,
      instance.status,
      instance.input,
      instance.output,
      instance.customStatus,
      instance.createdAt,
      instance.updatedAt,
      instance.parent?.instanceId ?? null,
      instance.parent?.executionId ?? null,
      instance.parent?.taskId ?? null,
    );
  }

  /** Writes the changed fields of an instance over those of its given state. */
  update(instance: Instance, change: InstanceChange, at: number): void {
    const next = { ...instance, ...change };
    this.database.run(
      `UPDATE instances SET execution_id = ?, status = ?, input = ?, output = ?, custom_status = ?, updated_at = ?
       WHERE instance_id = ?`,
      next.executionId,
      next.status,
      next.input,
      next.output,
      next.customStatus,
      at,
      instance.instanceId,
    );
  }

  /** Whether this very execution of the instance still goes on. */
  isLive(instanceId: string, executionId: string): boolean {
    const instance = this.find(instanceId);
    return instance !== undefined && instance.executionId === executionId && !isFinal(instance.status);
  }

  remove(instanceId: string): void {
    this.database.run('DELETE FROM instances WHERE instance_id = ?', instanceId);
  }
}
