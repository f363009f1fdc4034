// The running task hub: episodes, activities and timers, each waking the others.
import type { DurableHostServices } from '../durableSeam';
import { ActivityDispatcher } from './activityDispatcher';
import type { DurableStore } from './durableStore';
import { DurableTimers } from './durableTimers';
import { runEpisode } from './episode';
import type { FunctionNames } from './functionNames';
import { KeyedDispatcher } from './keyedDispatcher';

/** How many run at once, as in host.json's extensions.durableTask. */
export interface ConcurrencyLimits {
  maxConcurrentActivityFunctions: number;
  maxConcurrentOrchestratorFunctions: number;
}

/** After a fault of the store an episode is tried again this much later. */
const RETRY_AFTER_FAULT_MS = 1000;

export class TaskHub {
  readonly #episodes: KeyedDispatcher;
  readonly #activities: ActivityDispatcher;
  readonly #timers: DurableTimers;

  constructor(
    private readonly store: DurableStore,
    private readonly services: DurableHostServices,
    private readonly functions: FunctionNames,
    limits: ConcurrencyLimits,
  ) {
    const wake = (instanceId: string) => this.#episodes.wake(instanceId);
    this.#episodes = new KeyedDispatcher({
      limit: limits.maxConcurrentOrchestratorFunctions,
      work: (instanceId) => this.#runEpisode(instanceId),
    });
    this.#activities = new ActivityDispatcher({
      store,
      services,
      functions,
      limit: limits.maxConcurrentActivityFunctions,
      onResult: wake,
    });
    this.#timers = new DurableTimers({ store, now: () => services.now(), onFired: wake });
  }

  /** Goes on where the last process stopped, however it ended. */
  start(): void {
    for (const instanceId of this.store.inbox.instanceIds()) this.wake(instanceId);
    this.#activities.wake();
    this.#timers.review();
  }

  /** Something lies in the inbox of this instance. */
  wake(instanceId: string): void {
    this.#episodes.wake(instanceId);
  }

  clockMoved(): void {
    this.#timers.review();
  }

  /** Whether no episode runs or is due, and every activity that could be started is running. */
  get isSettled(): boolean {
    return this.#episodes.isIdle && !this.#activities.hasWaiting;
  }

  get runningActivities(): number {
    return this.#activities.runningCount;
  }

  /** Starts nothing more; resolves when the episodes and activities in flight have ended and are stored. */
  async drain(): Promise<void> {
    this.#timers.stop();
    await Promise.all([this.#episodes.stop(), this.#activities.stop()]);
  }

  async #runEpisode(instanceId: string): Promise<void> {
    try {
      const effects = await runEpisode(
        { store: this.store, services: this.services, functions: this.functions },
        instanceId,
      );
      if (!effects) return;
      for (const woken of effects.instancesToWake) this.#episodes.wake(woken);
      if (effects.hasNewActivities) this.#activities.wake();
      if (effects.hasNewTimers) this.#timers.review();
    } catch (error) {
      this.services.log(
        'error',
        `An episode of orchestration ${instanceId} could not be run or stored; it is tried again: ${String(error)}`,
      );
      setTimeout(() => this.#episodes.wake(instanceId), RETRY_AFTER_FAULT_MS).unref();
    }
  }
}
