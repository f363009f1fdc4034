// Runs the activities that orchestrations have scheduled, at least once each: a row leaves the outbox together with its result.
import type { DurableHostServices } from '../durableSeam';
import type { ActivityWork } from './activityTable';
import type { DurableStore } from './durableStore';
import { activityFailure } from './failureTexts';
import type { FunctionNames } from './functionNames';
import { EVENT_TYPE, historyEvent, type EventBody } from './historyEvents';

export interface ActivityDispatcherOptions {
  store: DurableStore;
  services: DurableHostServices;
  functions: FunctionNames;
  /** How many activities run at once. */
  limit: number;
  /** A result lies in the inbox of this instance. */
  onResult: (instanceId: string) => void;
}

export class ActivityDispatcher {
  /** The last row that was taken: rows up to here are running or done. */
  #taken = 0;
  readonly #running = new Set<Promise<void>>();
  #mayHaveMore = true;
  #nextTurn: NodeJS.Immediate | undefined;
  #isStopped = false;

  constructor(private readonly options: ActivityDispatcherOptions) {}

  get runningCount(): number {
    return this.#running.size;
  }

  /** Whether rows may wait that could be started now. */
  get hasWaiting(): boolean {
    return this.#nextTurn !== undefined;
  }

  /** There are new rows in the outbox. */
  wake(): void {
    this.#mayHaveMore = true;
    if (this.#isStopped || this.#nextTurn) return;
    this.#nextTurn = setImmediate(() => {
      this.#nextTurn = undefined;
      this.#turn();
    });
  }

  /** Starts nothing more; resolves when what runs has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearImmediate(this.#nextTurn);
    await Promise.all(this.#running);
  }

  #turn(): void {
    const free = this.options.limit - this.#running.size;
    if (free <= 0 || !this.#mayHaveMore) return;
    const rows = this.options.store.activities.after(this.#taken, free);
    this.#mayHaveMore = rows.length === free;
    for (const row of rows) {
      this.#taken = row.seq;
      const run = this.#run(row).finally(() => {
        this.#running.delete(run);
        if (this.#mayHaveMore) this.wake();
      });
      this.#running.add(run);
    }
  }

  async #run(work: ActivityWork): Promise<void> {
    const { services, store } = this.options;
    const result = await this.#resultOf(work);
    if (!store.database.isOpen) return; // Closed meanwhile: the row is still there and runs again at the next start.
    try {
      const isDelivered = store.database.transaction(
        () =>
          store.activities.remove(work.seq) &&
          store.deliver(work.instanceId, work.executionId, historyEvent(services.now(), result)),
      );
      if (isDelivered) this.options.onResult(work.instanceId);
    } catch (error) {
      services.log(
        'error',
        `The result of activity '${work.name}' of ${work.instanceId} could not be stored; it runs again at the next start: ${String(error)}`,
      );
    }
  }

  async #resultOf({ input, name, taskId }: ActivityWork): Promise<EventBody> {
    const { functions, services } = this.options;
    try {
      const value = await services.invoke(functions.resolve('activity', name), JSON.parse(input));
      return {
        EventType: EVENT_TYPE.taskCompleted,
        TaskScheduledId: taskId,
        Result: JSON.stringify(value ?? null),
      };
    } catch (error) {
      const { details, reason } = activityFailure(name, error);
      return { EventType: EVENT_TYPE.taskFailed, TaskScheduledId: taskId, Reason: reason, Details: details };
    }
  }
}
