// Watches the library's executor while it replays an orchestrator, to learn which task got which id. The actions that the
// orchestrator returns do not tell: a task that is used again in a later Task.any stands there twice.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  TaskOrchestrationExecutor,
  type ExecutorTask,
} from 'durable-functions/lib/src/orchestrations/TaskOrchestrationExecutor';
import { EVENT_TYPE, type HistoryEvent } from './historyEvents';
import { stepOf, type RetryStarts, type ScheduledStep } from './scheduledStep';

/** What was seen of one run of an orchestrator. */
export class Observation {
  /** Every task that got an id, by that id: 0, 1, 2, … in the order in which they were first yielded. */
  readonly steps = new Map<number, ScheduledStep>();
  /** How many events the library took in before the orchestrator was done. */
  processedEvents = 0;
  #executor: TaskOrchestrationExecutor | undefined;
  readonly #retryStarts: RetryStarts = new WeakMap();

  /** False when the orchestrator ran in another copy of durable-functions, or did not get as far as its first step. */
  get hasSeenExecutor(): boolean {
    return this.#executor !== undefined;
  }

  /** Attaches to the executor that is about to run. */
  attach(executor: TaskOrchestrationExecutor): void {
    this.#executor = executor;
    const { processEvent, trackOpenTask } = executor;
    executor.processEvent = (event) => {
      this.processedEvents += 1;
      processEvent.call(executor, event);
    };
    executor.trackOpenTask = (task) => {
      const getsId = task.id === false && task.children === undefined;
      const step = getsId
        ? stepOf(task, executor.context.currentUtcDateTime.getTime(), this.#retryStarts)
        : undefined;
      const isKept = !executor.willContinueAsNew; // What is yielded after continueAsNew is never scheduled.
      trackOpenTask.call(executor, task);
      if (step && isKept) this.steps.set(idOf(task), step);
    };
  }

  /** The raised events in the history that no wait of the orchestrator has taken, in order. */
  unconsumedEvents(history: readonly HistoryEvent[]): HistoryEvent[] {
    const deferred = new Map(
      Object.entries(this.#executor?.deferredTasks ?? {}).map(([name, waiting]) => [name, waiting.length]),
    );
    const unconsumed = history.slice(this.processedEvents).filter(isRaised);
    for (const event of history.slice(0, this.processedEvents).filter(isRaised).reverse()) {
      const left = deferred.get(event.Name) ?? 0; // The library hands them out oldest first: the newest are left.
      if (left === 0) continue;
      deferred.set(event.Name, left - 1);
      unconsumed.unshift(event);
    }
    return unconsumed;
  }
}

function isRaised(
  event: HistoryEvent,
): event is HistoryEvent & { EventType: typeof EVENT_TYPE.eventRaised; Name: string; Input: string } {
  return event.EventType === EVENT_TYPE.eventRaised;
}

function idOf(task: ExecutorTask): number {
  if (typeof task.id !== 'number')
    throw new Error('A scheduled task got no id: is durable-functions still 3.5.0?');
  return task.id;
}

const current = new AsyncLocalStorage<Observation>();
const PATCHED = Symbol.for('recado.observedExecutor');

/** Runs the work; an orchestrator that runs inside it is observed. */
export function observed<T>(observation: Observation, work: () => Promise<T>): Promise<T> {
  patchExecutor(TaskOrchestrationExecutor.prototype);
  return current.run(observation, work);
}

function patchExecutor(prototype: TaskOrchestrationExecutor & { [PATCHED]?: true }): void {
  if (prototype[PATCHED]) return;
  const { execute } = prototype;
  prototype.execute = function observedExecute(this: TaskOrchestrationExecutor, ...args) {
    current.getStore()?.attach(this);
    return execute.apply(this, args);
  };
  prototype[PATCHED] = true;
}
