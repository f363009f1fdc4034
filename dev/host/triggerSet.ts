// Everything that starts functions by itself: the app's timers and queue triggers, started and stopped together.
import type { AppSettings } from './appSettings';
import type { Dispatcher } from './dispatcher';
import { functionsOf, type FunctionOf, type LoadedFunction } from './functionTable';
import { HostError } from './hostError';
import type { HostConfig } from './hostJson';
import type { HostLog } from './hostLog';
import { MessageProcessor } from './queues/messageProcessor';
import type { QueueAccount } from './queues/queueAccount';
import { QueueListener } from './queues/queueListener';
import { createScheduleStatusStore } from './timers/scheduleStatus';
import { TimerListener } from './timers/timerListener';
import { parseSchedule } from './timers/timerSchedule';

export interface TriggerSetOptions {
  functions: LoadedFunction[];
  config: HostConfig;
  settings: AppSettings;
  dataFolder: string;
  dispatcher: Dispatcher;
  log: HostLog;
  accountOf: (connection: string) => QueueAccount;
}

const NEVER_RAN = { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false };

/** The listeners of one app. */
export class TriggerSet {
  readonly #timers: TimerListener[];
  readonly #queues: { queueName: string; listener: QueueListener }[];

  /** Throws a HostError that names the function when a schedule or a storage connection is not valid. */
  constructor(private readonly options: TriggerSetOptions) {
    this.#timers = functionsOf(options.functions, 'timer').map((fn) => this.#timerOf(fn));
    this.#queues = functionsOf(options.functions, 'queue').map((fn) => this.#queueOf(fn));
  }

  async start(): Promise<void> {
    for (const timer of this.#timers) await timer.start();
    for (const { listener } of this.#queues) listener.start();
  }

  /** Re-arms the timers by the moved clock and polls each queue at once. */
  clockMoved(): void {
    for (const timer of this.#timers) timer.clockMoved();
    for (const { listener } of this.#queues) listener.wake();
  }

  /** A message was just added to this queue. */
  wakeQueue(name: string): void {
    for (const { queueName, listener } of this.#queues) if (queueName === name) listener.wake();
  }

  /** Starts nothing more; resolves when the polls under way are over. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.stop();
    await Promise.all(this.#queues.map(({ listener }) => listener.stop()));
  }

  /** Resolves when each timer's status is kept and each queue message in hand has been ended. */
  async settled(): Promise<void> {
    const queues = this.#queues.map(({ listener }) => listener.settled());
    await Promise.all([...queues, ...this.#timers.map((timer) => timer.settled())]);
  }

  /** Runs a timer or queue function once, by hand; false when there is none of that name. */
  runByHand(functionName: string, input: string | undefined): boolean {
    const fn = this.options.functions.find(({ name }) => name.toLowerCase() === functionName.toLowerCase());
    if (fn?.trigger.kind !== 'timer' && fn?.trigger.kind !== 'queue') return false;
    const trigger =
      fn.trigger.kind === 'timer' ? { json: JSON.stringify(NEVER_RAN) } : { string: input ?? '' };
    const call = { trigger, reason: 'This function was programmatically called via the host APIs.' };
    // The dispatcher logs how it went: there is nobody else to tell.
    this.options.dispatcher.invoke(fn, call).catch(() => undefined);
    return true;
  }

  #timerOf(fn: FunctionOf<'timer'>): TimerListener {
    const { settings, dispatcher, log, dataFolder } = this.options;
    const schedule = parseSchedule(fn.trigger.schedule, settings.get('WEBSITE_TIME_ZONE') ?? 'UTC');
    if (!schedule) {
      const problem = `the schedule "${fn.trigger.schedule}" is neither a six-field NCRONTAB expression nor a time span`;
      throw new HostError('unsupported', `function "${fn.name}": ${problem}.`);
    }
    const store = createScheduleStatusStore(dataFolder);
    return new TimerListener({ fn, schedule, store, dispatcher, log, now: Date.now });
  }

  #queueOf(fn: FunctionOf<'queue'>) {
    const { accountOf, config, dispatcher, log } = this.options;
    const { queueName, connection } = fn.trigger;
    const { polling, completing } = accountOf(connection);
    const processor = new MessageProcessor({
      fn,
      queue: completing.getQueueClient(queueName),
      poisonQueue: completing.getQueueClient(`${queueName}-poison`),
      settings: config.queues,
      dispatcher,
      log,
    });
    const listener = new QueueListener({
      queue: polling.getQueueClient(queueName),
      processor,
      settings: config.queues,
      log,
    });
    return { queueName, listener };
  }
}
