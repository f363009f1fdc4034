// What one task of an orchestrator asks the host to do: read from the library's own task at the moment it gets its id.
import type {
  ExecutorTask,
  RetryOptions,
  TaskAction,
} from 'durable-functions/lib/src/orchestrations/TaskOrchestrationExecutor';
import { retryDelayMs } from './retryDelay';

/** An activity to run; `input` is a JSON text. */
export interface ActivityStep {
  kind: 'activity';
  name: string;
  input: string;
}

/** An orchestration to start, under an id of the orchestrator's choice or one of the host's. */
export interface SubOrchestrationStep {
  kind: 'subOrchestration';
  name: string;
  instanceId: string | undefined;
  version: string;
  input: string;
}

/** A time to wait for, epoch ms. Cancelling takes effect at the end of the episode. */
export interface TimerStep {
  kind: 'timer';
  fireAt: number;
  isCancelled(): boolean;
}

/** What a task with an id is; `unsupported` names what this host does not do. */
export type ScheduledStep =
  ActivityStep | SubOrchestrationStep | TimerStep | { kind: 'unsupported'; what: string };

const ACTION = {
  activity: 0,
  activityWithRetry: 1,
  subOrchestration: 2,
  subOrchestrationWithRetry: 3,
  timer: 5,
};

/** Notices of each retried task when its first attempt began: its time limit runs from there. */
export type RetryStarts = WeakMap<ExecutorTask, number>;

/** The step of a task that is just getting its id, at the orchestrator's time `now` (epoch ms). */
export function stepOf(task: ExecutorTask, now: number, retryStarts: RetryStarts): ScheduledStep {
  const { actionObj: action, parent } = task;
  if (action !== 'noOp') {
    if (parent?.retryOptions && parent.innerTask === task) retryStarts.set(parent, now);
    return stepOfAction(action);
  }
  if (!parent?.retryOptions || !parent.innerTask)
    throw new Error('A task without an action belongs to no retry: is durable-functions still 3.5.0?');
  const position = parent.children?.indexOf(task) ?? -1;
  const isTimer = position % 2 === 1; // children: attempt, timer, attempt, timer, …
  if (!isTimer && parent.innerTask.actionObj !== 'noOp') return stepOfAction(parent.innerTask.actionObj);
  return retryTimer(parent, parent.retryOptions, {
    failedAttempts: (position + 1) / 2,
    now,
    startedAt: retryStarts.get(parent) ?? now,
  });
}

function stepOfAction(action: TaskAction): ScheduledStep {
  const name = action.functionName ?? '';
  switch (action.actionType) {
    case ACTION.activity:
    case ACTION.activityWithRetry:
      return { kind: 'activity', name, input: jsonOfProcessed(action.input) };
    case ACTION.subOrchestration:
    case ACTION.subOrchestrationWithRetry:
      return {
        kind: 'subOrchestration',
        name,
        instanceId: action.instanceId || undefined,
        version: action.version ?? '',
        input: JSON.stringify(action.input ?? null),
      };
    case ACTION.timer:
      return { kind: 'timer', fireAt: Number(action.fireAt), isCancelled: () => action.isCanceled === true };
    default:
      return { kind: 'unsupported', what: `an action of type ${action.actionType}` };
  }
}

/** The library has already turned texts into JSON for activities and continueAsNew, and only those. */
export function jsonOfProcessed(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input ?? null);
}

interface RetryState {
  failedAttempts: number;
  now: number;
  startedAt: number;
}

/**
 * The wait before the next attempt. The library waits for a timer after the last attempt too (the Durable Task Framework lets
 * that one fire at once), and it knows nothing of `retryTimeoutInMilliseconds`: when that has passed, no attempt is left to it.
 */
function retryTimer(
  retried: ExecutorTask,
  options: RetryOptions,
  { failedAttempts, now, startedAt }: RetryState,
): TimerStep {
  const { retryTimeoutInMilliseconds: limitMs } = options;
  const isExpired = limitMs !== undefined && now >= startedAt + limitMs;
  if (isExpired) retried.retryOptions = { ...options, maxNumberOfAttempts: failedAttempts };
  const isLast = isExpired || failedAttempts >= options.maxNumberOfAttempts;
  const delayMs = isLast ? 0 : retryDelayMs(options, failedAttempts);
  return { kind: 'timer', fireAt: now + delayMs, isCancelled: () => false };
}
