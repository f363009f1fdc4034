// Fires durable timers when the host's clock reaches them, however far it was moved and however long the host was down.
import type { DurableStore } from './durableStore';
import { EVENT_TYPE, historyEvent } from './historyEvents';

/** setTimeout takes 32 bits; later times are looked at again on the way. */
const MAX_DELAY_MS = 2 ** 31 - 1;
const BATCH = 500;

export interface DurableTimersOptions {
  store: DurableStore;
  /** The host's clock, epoch ms. */
  now: () => number;
  /** A timer has fired into the inbox of this instance. */
  onFired: (instanceId: string) => void;
}

export class DurableTimers {
  #alarm: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly options: DurableTimersOptions) {}

  /** Fires what is due and sets the alarm for what comes next. Call it when timers were added or the clock was moved. */
  review(): void {
    if (this.#isStopped) return;
    while (this.#fireDue() === BATCH);
    clearTimeout(this.#alarm);
    const next = this.options.store.timers.nextFireAt();
    if (next === undefined) return;
    const delayMs = Math.min(Math.max(next - this.options.now(), 1), MAX_DELAY_MS);
    this.#alarm = setTimeout(() => this.review(), delayMs);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#alarm);
  }

  #fireDue(): number {
    const { onFired, store } = this.options;
    const now = this.options.now();
    const due = store.timers.due(now, BATCH);
    if (due.length === 0) return 0;
    store.database.transaction(() => {
      for (const { executionId, fireAt, instanceId, taskId } of due) {
        const fired = {
          EventType: EVENT_TYPE.timerFired,
          TimerId: taskId,
          FireAt: new Date(fireAt).toISOString(),
        };
        store.timers.remove(instanceId, taskId);
        store.deliver(instanceId, executionId, historyEvent(now, fired));
      }
    });
    for (const { instanceId } of due) onFired(instanceId);
    return due.length;
  }
}
