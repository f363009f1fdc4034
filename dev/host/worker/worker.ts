// The language worker: what the app registers with it while it loads, offered as the module @azure/functions-core.
import type { HostLog } from '../hostLog';
import type {
  FunctionCallback,
  FunctionMetadata,
  ProgrammingModel,
  WorkerLogCategory,
  WorkerLogLevel,
} from './coreTypes';
import { Disposable } from './disposable';
import { Hooks } from './hooks';
import { WorkerError } from './workerError';

const WORKER_VERSION = '3.12.0';
const HOST_VERSION = '4.1045.0';
const LOG_CATEGORY = 'Host.Worker';

/** A function as the app registered it. */
export interface RegisteredFunction {
  metadata: FunctionMetadata;
  callback: FunctionCallback;
}

/** Takes the app's registrations and logs; one in a process. */
export class Worker {
  readonly hooks = new Hooks();
  readonly hostVersion = HOST_VERSION;
  readonly functions = new Map<string, RegisteredFunction>();
  programmingModel: ProgrammingModel | undefined;
  #isLocked = false;
  #isInLogHook = false;

  constructor(private readonly hostLog: HostLog) {}

  /** From now on nothing more can be registered or taken back: the app has started. */
  lock(): void {
    this.#isLocked = true;
  }

  /** The object that `require('@azure/functions-core')` gives. */
  coreModule(): Record<string, unknown> {
    return {
      version: WORKER_VERSION,
      hostVersion: this.hostVersion,
      Disposable,
      registerHook: this.hooks.register.bind(this.hooks),
      registerFunction: this.#registerFunction.bind(this),
      setProgrammingModel: (model: ProgrammingModel) => {
        this.programmingModel = model;
      },
      getProgrammingModel: () => this.programmingModel,
      log: (level: WorkerLogLevel, category: WorkerLogCategory, message: string) =>
        this.log(LOG_CATEGORY, level, category, message),
    };
  }

  /** Writes a line of the app or the library to the host's log, after the app's log hooks have seen it. */
  log(
    hostCategory: string,
    level: WorkerLogLevel,
    category: WorkerLogCategory,
    message: string,
    context?: unknown,
  ): void {
    if (!this.hooks.has('log') || this.#isInLogHook) return this.hostLog.write(hostCategory, level, message);
    const line = this.hooks.contextOf(
      { level, message },
      { category, invocationContext: context, hookData: {} },
    );
    this.#isInLogHook = true;
    try {
      this.hooks.runLog(line);
    } finally {
      this.#isInLogHook = false;
    }
    if (category === 'user') this.hostLog.write(hostCategory, line.level, line.message);
    else this.hostLog.write(hostCategory, level, message);
  }

  #registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    if (this.#isLocked) throw new WorkerError('A function can only be registered during app startup.');
    const id = metadata.functionId ?? metadata.name;
    if (this.functions.has(id))
      throw new WorkerError(`A function with id "${id}" has already been registered.`);
    this.functions.set(id, { metadata, callback });
    return new Disposable(() => {
      if (this.#isLocked) throw new WorkerError('A function can only be disposed during app startup.');
      this.functions.delete(id);
    });
  }
}
