// Decides what one episode of an orchestration changes: from its history, what is new, and what the orchestrator did.
import { orchestratorFailure } from './failureTexts';
import {
  EVENT_TYPE,
  finishedTaskId,
  historyEvent,
  scheduledTaskId,
  type HistoryEvent,
} from './historyEvents';
import type { Instance } from './instanceTable';
import type { OrchestratorRun } from './orchestratorRun';
import { checkReplay } from './replayCheck';
import type { ScheduledStep } from './scheduledStep';
import type { InstanceEnd } from './durableStore';

/** A step that is scheduled for the first time, by its id. */
export type NewStep = { taskId: number; step: ScheduledStep };

/** How an execution ends with this episode. */
export type ExecutionEnd =
  InstanceEnd | { status: 'ContinuedAsNew'; input: string; carriedEvents: HistoryEvent[] };

/** All that an episode changes; written in one transaction. */
export interface EpisodePlan {
  newSteps: NewStep[];
  cancelledTimers: number[];
  end: ExecutionEnd | undefined;
  customStatus: string | undefined;
  warnings: string[];
  /** In this episode the orchestrator came to its end, but tasks that it started and nobody waits for have not: it ends when they do. */
  beginsToWait: boolean;
}

/** What the plan is made from; `past` and `fresh` are the history before this episode and what this episode adds. */
export interface EpisodeFacts {
  instance: Instance;
  past: readonly HistoryEvent[];
  fresh: readonly HistoryEvent[];
  run: OrchestratorRun;
}

/** Makes the plan. An orchestrator that contradicts its history, or uses what this host does not do, fails at once. */
export function planEpisode({ instance, past, fresh, run }: EpisodeFacts): EpisodePlan {
  const { steps } = run.observation;
  const { contradiction, warnings } = checkReplay(past, steps);
  const nothing = {
    newSteps: [],
    cancelledTimers: [],
    customStatus: run.customStatus,
    warnings,
    beginsToWait: false,
  };
  const refusal = refusalOf(run, instance.name, contradiction);
  if (refusal !== undefined) return { ...nothing, end: failed(instance.name, refusal) };

  const history = [...past, ...fresh];
  const scheduled = new Set(past.map(scheduledTaskId));
  const newSteps = [...steps]
    .filter(([id]) => !scheduled.has(id))
    .map(([taskId, step]) => ({ taskId, step }));
  const cancelledTimers = [...steps].filter(([, step]) => isCancelledTimer(step)).map(([id]) => id);
  const end = endOf(instance, run, history);
  const isWaiting = end !== undefined && hasOpenTasks(history, steps);
  const beginsToWait = isWaiting && run.observation.processedEvents > past.length;
  return { ...nothing, newSteps, cancelledTimers, end: isWaiting ? undefined : end, beginsToWait };
}

/** The events by which the history remembers that a step was scheduled at `at`. */
export function scheduledEvent(
  at: number,
  taskId: number,
  step: ScheduledStep,
  childInstanceId: string,
): HistoryEvent {
  switch (step.kind) {
    case 'activity':
      return historyEvent(at, {
        EventType: EVENT_TYPE.taskScheduled,
        EventId: taskId,
        Name: step.name,
        Input: step.input,
      });
    case 'subOrchestration':
      return historyEvent(at, {
        EventType: EVENT_TYPE.subOrchestrationCreated,
        EventId: taskId,
        Name: step.name,
        InstanceId: childInstanceId,
        Input: step.input,
      });
    case 'timer':
      return historyEvent(at, {
        EventType: EVENT_TYPE.timerCreated,
        EventId: taskId,
        FireAt: new Date(step.fireAt).toISOString(),
      });
    case 'unsupported':
      throw new Error(`${step.what} cannot be scheduled`);
  }
}

/** Whether the step is a timer that the orchestrator has cancelled. */
export function isCancelledTimer(step: ScheduledStep): boolean {
  return step.kind === 'timer' && step.isCancelled();
}

function hasOpenTasks(history: readonly HistoryEvent[], steps: ReadonlyMap<number, ScheduledStep>): boolean {
  const finished = new Set(history.map(finishedTaskId));
  return [...steps].some(([id, step]) => !finished.has(id) && !isCancelledTimer(step));
}

function endOf(
  instance: Instance,
  { outcome, observation }: OrchestratorRun,
  history: readonly HistoryEvent[],
): ExecutionEnd | undefined {
  switch (outcome.kind) {
    case 'returned':
      return { status: 'Completed', output: outcome.output };
    case 'threw':
      return failed(instance.name, outcome.message, outcome.stack);
    case 'continuesAsNew':
      return {
        status: 'ContinuedAsNew',
        input: outcome.input,
        carriedEvents: observation.unconsumedEvents(history),
      };
    default:
      return undefined;
  }
}

function failed(functionName: string, message: string, stack?: string): InstanceEnd {
  return { status: 'Failed', ...orchestratorFailure(functionName, message, stack) };
}

/** Why the instance must fail whatever it still waits for; undefined when all is in order. */
function refusalOf(
  run: OrchestratorRun,
  functionName: string,
  contradiction: string | undefined,
): string | undefined {
  if (!run.observation.hasSeenExecutor) return run.outcome.kind === 'threw' ? run.outcome.message : undefined;
  return contradiction === undefined ? unsupported(run) : nonDeterministic(functionName, contradiction);
}

function nonDeterministic(functionName: string, contradiction: string): string {
  return (
    `Non-deterministic orchestrator '${functionName}': ${contradiction}. An orchestrator must do the same on every replay: ` +
    'no clock, random value, environment or I/O of its own. If its code was changed while instances ran, terminate or purge those.'
  );
}

function unsupported({ outcome, observation }: OrchestratorRun): string | undefined {
  const step = [...observation.steps.values()].find(({ kind }) => kind === 'unsupported');
  const what =
    outcome.kind === 'unsupported' ? outcome.what : step?.kind === 'unsupported' ? step.what : undefined;
  return what && `The embedded host does not do ${what}. Azure Functions Core Tools (func start) does.`;
}
