// Every run of every function passes here: ids, log lines, the time limit, bindings, and the drain at the end.
import { randomUUID } from 'node:crypto';
import type { LoadedFunction } from './functionTable';
import { HostError, messageOf } from './hostError';
import type { HostLog } from './hostLog';
import type { InvocationResponse, TypedData } from './worker/coreTypes';
import { runInvocation } from './worker/invocation';
import type { Worker } from './worker/worker';

/** What a trigger hands over to have its function run. */
export interface FunctionCall {
  /** The value of the trigger's binding. */
  trigger: TypedData;
  triggerMetadata?: Record<string, TypedData>;
  /** Why it runs, for the log. */
  reason: string;
  /** Chosen by the caller when it must know the id before the run. */
  invocationId?: string;
}

export interface DispatcherOptions {
  worker: Worker;
  log: HostLog;
  /** The longest run of a function; undefined means without limit. */
  timeoutMs: number | undefined;
  /** The value of a Durable client input. */
  durableClient: () => TypedData;
  /** Delivers what a function returned for its output bindings. */
  sendOutputs: (fn: LoadedFunction, response: InvocationResponse) => Promise<void>;
}

/** Runs functions and knows which are running. */
export class Dispatcher {
  #isDraining = false;
  readonly #running = new Map<Promise<unknown>, string>();

  constructor(private readonly options: DispatcherOptions) {}

  /** Runs a function once; rejects with what it threw, or with a HostError when it took too long or the host is draining. */
  invoke(fn: LoadedFunction, call: FunctionCall): Promise<InvocationResponse> {
    if (this.#isDraining) {
      return Promise.reject(new HostError('draining', `The host is stopping: ${fn.name} was not started.`));
    }
    const run = this.#run(fn, call);
    this.#running.set(run, fn.name);
    const forget = () => void this.#running.delete(run);
    run.then(forget, forget);
    return run;
  }

  /** From now on starts nothing more. */
  stopStarting(): void {
    this.#isDraining = true;
  }

  /** Resolves when nothing runs any more; the names of what still does once the time is over. */
  async drained(timeoutMs: number): Promise<string[]> {
    this.stopStarting();
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([Promise.allSettled(this.#running.keys()), timedOut]);
    clearTimeout(timer);
    return [...this.#running.values()];
  }

  async #run(fn: LoadedFunction, call: FunctionCall): Promise<InvocationResponse> {
    const id = call.invocationId ?? randomUUID();
    const category = `Function.${fn.name}`;
    const { log, worker } = this.options;
    const isLogged = log.isEnabled(category, 'information');
    const startedAt = performance.now();
    const tookMs = () => Math.round(performance.now() - startedAt);
    if (isLogged)
      log.write(
        category,
        'information',
        `Executing 'Functions.${fn.name}' (Reason='${call.reason}', Id=${id})`,
      );
    try {
      const response = await this.#limited(
        fn,
        id,
        runInvocation(worker, fn.registered, this.#requestOf(fn, call, id)),
      );
      if (fn.queueOutputs.length > 0) await this.options.sendOutputs(fn, response);
      if (isLogged)
        log.write(
          category,
          'information',
          `Executed 'Functions.${fn.name}' (Succeeded, Id=${id}, Duration=${tookMs()}ms)`,
        );
      return response;
    } catch (error) {
      log.write(
        category,
        'error',
        `Executed 'Functions.${fn.name}' (Failed, Id=${id}, Duration=${tookMs()}ms)\n${detailsOf(error)}`,
      );
      throw error;
    }
  }

  #requestOf(fn: LoadedFunction, call: FunctionCall, invocationId: string) {
    const inputData = [{ name: fn.trigger.bindingName, data: call.trigger }];
    for (const name of fn.clientInputs) inputData.push({ name, data: this.options.durableClient() });
    return { invocationId, inputData, triggerMetadata: call.triggerMetadata ?? {} };
  }

  #limited<T>(fn: LoadedFunction, id: string, run: Promise<T>): Promise<T> {
    const { timeoutMs } = this.options;
    if (timeoutMs === undefined) return run;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(
        () => {
          const limit = `Timeout value of ${timeoutMs / 1000} s exceeded by function 'Functions.${fn.name}' (Id: '${id}').`;
          reject(new HostError('timeout', `${limit} It is not waited for any longer.`));
        },
        Math.min(timeoutMs, 2 ** 31 - 1),
      );
      run.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

function detailsOf(error: unknown): string {
  return error instanceof Error && error.stack && !(error instanceof HostError)
    ? error.stack
    : messageOf(error);
}
