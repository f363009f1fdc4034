// Runs one timer function on its schedule: never twice at once, once for what was missed, again when the clock moves.
import type { Dispatcher } from '../dispatcher';
import type { FunctionOf } from '../functionTable';
import { HostError, messageOf } from '../hostError';
import type { HostLog } from '../hostLog';
import { setAlarm, type Alarm } from './alarm';
import { toJson, type ScheduleStatus, type ScheduleStatusStore } from './scheduleStatus';
import type { TimerSchedule } from './timerSchedule';

export interface TimerListenerOptions {
  fn: FunctionOf<'timer'>;
  schedule: TimerSchedule;
  store: ScheduleStatusStore;
  dispatcher: Dispatcher;
  log: HostLog;
  /** The host's movable clock, epoch ms. */
  now: () => number;
}

const LOG_CATEGORY = 'Host.Triggers.Timer';

type Occasion = 'schedule' | 'pastDue' | 'startup';

/** The schedule of one timer function. */
export class TimerListener {
  readonly #isMonitored: boolean;
  #status: ScheduleStatus;
  #alarm: Alarm | undefined;
  #run: Promise<void> | undefined;
  #movedWhileRunning = false;
  #isStopped = false;

  constructor(private readonly options: TimerListenerOptions) {
    const { fn, schedule, now } = options;
    this.#isMonitored = fn.trigger.useMonitor && !schedule.isSubMinute(now());
    this.#status = this.#statusFrom(now());
  }

  /** Reads the kept status and arms the timer: at once when an occurrence was missed or the function runs on startup. */
  async start(): Promise<void> {
    const { fn, store, now } = this.options;
    const stored = this.#isMonitored ? await store.read(fn.name) : undefined;
    if (stored) this.#status = this.#notLaterThanDue(this.#adopt(stored));
    if (this.#isMonitored) await this.#keep();
    if (stored && now() > this.#status.nextMs) this.#arm(now(), 'pastDue');
    else if (fn.trigger.runOnStartup) this.#arm(now(), 'startup');
    else this.#arm(this.#status.nextMs, 'schedule');
  }

  /** Re-arms the timer by the moved clock; what became overdue starts before this returns, once, as past due. */
  clockMoved(): void {
    if (this.#isStopped) return;
    if (this.#run) {
      this.#movedWhileRunning = true;
      return;
    }
    const nowMs = this.options.now();
    this.#alarm?.cancel();
    if (nowMs >= this.#status.nextMs) {
      return this.#begin(nowMs > this.#status.nextMs ? 'pastDue' : 'schedule');
    }
    this.#status = this.#notLaterThanDue(this.#status);
    this.#arm(this.#status.nextMs, 'schedule');
  }

  /** Starts no further run. */
  stop(): void {
    this.#isStopped = true;
    this.#alarm?.cancel();
  }

  /** Resolves when the run under way, if any, is over and its status is kept. */
  async settled(): Promise<void> {
    await this.#run;
  }

  /** A status whose `next` no longer follows from the schedule was kept for another schedule. */
  #adopt(stored: ScheduleStatus): ScheduleStatus {
    const { schedule, now } = this.options;
    const expectedMs = schedule.nextAfter(stored.lastMs ?? stored.lastUpdatedMs);
    if (stored.nextMs === expectedMs) return stored;
    return now() > expectedMs
      ? this.#statusFrom(now())
      : { ...stored, lastMs: undefined, nextMs: expectedMs };
  }

  /** A clock that was moved back leaves a `next` that lies too far ahead. */
  #notLaterThanDue(status: ScheduleStatus): ScheduleStatus {
    const { schedule, now } = this.options;
    return { ...status, nextMs: Math.min(status.nextMs, schedule.nextAfter(now())) };
  }

  #statusFrom(nowMs: number): ScheduleStatus {
    return { lastMs: undefined, nextMs: this.options.schedule.nextAfter(nowMs), lastUpdatedMs: nowMs };
  }

  #arm(dueMs: number, occasion: Occasion): void {
    if (!this.#isStopped) this.#alarm = setAlarm(dueMs, this.options.now, () => this.#begin(occasion));
  }

  #begin(occasion: Occasion): void {
    this.#run = this.#fire(occasion).finally(() => {
      this.#run = undefined;
      this.#goOn();
    });
  }

  /** Runs the function and keeps the status that follows. */
  async #fire(occasion: Occasion): Promise<void> {
    const { schedule, now } = this.options;
    const startedMs = now();
    if (!(await this.#invoke(occasion))) return this.stop();
    const dueMs = this.#status.nextMs;
    const lastMs = occasion === 'schedule' ? Math.max(startedMs, dueMs) : startedMs;
    this.#status = { lastMs, nextMs: schedule.nextAfter(lastMs), lastUpdatedMs: lastMs };
    if (this.#isMonitored) await this.#keep();
  }

  #goOn(): void {
    const wasMoved = this.#movedWhileRunning;
    this.#movedWhileRunning = false;
    if (wasMoved) this.clockMoved();
    else this.#arm(this.#status.nextMs, 'schedule');
  }

  /** False when the function was not started, because the host is draining. */
  async #invoke(occasion: Occasion): Promise<boolean> {
    const { fn, dispatcher, now } = this.options;
    const isPastDue = occasion === 'pastDue';
    const info = {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: this.#isMonitored ? toJson(this.#status) : null,
      IsPastDue: isPastDue,
    };
    const reason = `Timer fired at ${new Date(now()).toISOString()}${isPastDue ? ' (past due)' : ''}`;
    try {
      await dispatcher.invoke(fn, { trigger: { json: JSON.stringify(info) }, reason });
      return true;
    } catch (error) {
      // The dispatcher has logged what the function threw; its schedule goes on.
      return !(error instanceof HostError && error.code === 'draining');
    }
  }

  async #keep(): Promise<void> {
    const { fn, store, log } = this.options;
    await store.write(fn.name, this.#status).catch((error: unknown) => {
      log.write(
        LOG_CATEGORY,
        'warning',
        `The schedule status of '${fn.name}' could not be kept: ${messageOf(error)}`,
      );
    });
  }
}
