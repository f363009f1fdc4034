// The private parts of durable-functions 3.5.0 that tell which task got which id: the returned actions do not say it.

declare module 'durable-functions/lib/src/orchestrations/TaskOrchestrationExecutor' {
  /** An action as the orchestrator's context makes it; NoOp tasks of retries have a text instead. */
  export interface TaskAction {
    actionType: number;
    functionName?: string;
    input?: unknown;
    instanceId?: string;
    version?: string;
    fireAt?: Date;
    isCanceled?: boolean;
  }

  export interface RetryOptions {
    firstRetryIntervalInMilliseconds: number;
    maxNumberOfAttempts: number;
    backoffCoefficient?: number;
    maxRetryIntervalInMilliseconds?: number;
    retryTimeoutInMilliseconds?: number;
  }

  /** A task: atomic (with an id once it is yielded), compound (`children`), or retryable (`innerTask`, `retryOptions`). */
  export interface ExecutorTask {
    id: number | string | false;
    actionObj: TaskAction | 'noOp';
    parent?: ExecutorTask;
    children?: ExecutorTask[];
    innerTask?: ExecutorTask;
    retryOptions?: RetryOptions;
  }

  /** Replays one orchestrator over its history. */
  export class TaskOrchestrationExecutor {
    context: { currentUtcDateTime: Date };
    willContinueAsNew: boolean;
    /** Events that nobody has waited for yet, by name. */
    deferredTasks: Record<string, unknown[]>;
    execute(context: unknown, history: unknown, schemaVersion: unknown, fn: unknown): Promise<unknown>;
    processEvent(event: unknown): void;
    trackOpenTask(task: ExecutorTask): void;
  }
}
