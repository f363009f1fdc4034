/** The process that runs the programs: durable-functions over the embedded host's Durable extension, told what to do over IPC. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { settingsOf } from '../../host/appSettings';
import { Dispatcher } from '../../host/dispatcher';
import {
  createDurableExtension,
  type InspectableDurableExtension,
} from '../../host/durable/durableExtension';
import { linkDurable, startDurable } from '../../host/durableLink';
import { loadFunctions } from '../../host/functionTable';
import { createHostLog } from '../../host/hostLog';
import { messageOf } from '../../host/hostError';
import { seedCoreModule } from '../../host/worker/coreModuleSeed';
import { Worker } from '../../host/worker/worker';
import { ACTIVITY_NAME, ORCHESTRATOR_NAME, type ActivityOutcome } from './program';
import type { ProofAnswer, ProofCall, ProofCalls } from './proofMessages';
import { runProgram, type ProgramContext } from './runProgram';

const UNLIMITED = 100_000;

class ProofWorker {
  readonly #log = createHostLog({ default: 'none', 'Host.Triggers.DurableTask': 'none' }, console.error);
  readonly #worker = new Worker(this.#log);
  #durable: InspectableDurableExtension | undefined;
  #now = 0;
  /** Ends that are known and ends that are waited for, by the activity's label. */
  readonly #outcomes = new Map<string, ActivityOutcome>();
  readonly #waiting = new Map<string, (outcome: ActivityOutcome) => void>();

  readonly calls: {
    [K in keyof ProofCalls]: (...args: Parameters<ProofCalls[K]>) => Promise<ReturnType<ProofCalls[K]>>;
  } = {
    open: async (folder, now) => {
      this.#now = now;
      await this.#open(folder);
    },
    request: async (method, path, body) => {
      const base = String(this.#extension.clientBinding().rpcBaseUrl);
      const headers = { 'content-type': 'application/json' };
      return this.#extension.handleHttp({ method, url: new URL(path, base), headers, body });
    },
    setClock: async (now) => {
      this.#now = now;
      this.#extension.clockMoved();
    },
    endActivity: async (label, outcome) => {
      const waiting = this.#waiting.get(label);
      this.#waiting.delete(label);
      if (waiting) waiting(outcome);
      else this.#outcomes.set(label, outcome);
    },
    settle: async () => {
      while (!this.#extension.isSettled || this.#extension.runningActivities > this.#waiting.size)
        await nextTurn();
      this.#outcomes.clear(); // Told twice after a kill, of an activity whose result was stored: of no use to a later run.
      return [...this.#waiting.keys()].sort();
    },
  };

  get #extension(): InspectableDurableExtension {
    if (!this.#durable) throw new Error('The task hub is not open.');
    return this.#durable;
  }

  async #open(folder: string): Promise<void> {
    seedCoreModule(this.#worker.coreModule());
    const df = await import('durable-functions'); // After the seed: it loads the worker's module.
    df.app.orchestration(ORCHESTRATOR_NAME, function* (context) {
      return yield* runProgram(context.df as unknown as ProgramContext) as Generator<never, unknown, unknown>;
    });
    df.app.activity(ACTIVITY_NAME, { handler: (label: string) => this.#work(label) });
    const functions = loadFunctions(this.#worker.functions.values(), settingsOf({}));
    const dispatcher = new Dispatcher({
      worker: this.#worker,
      log: this.#log,
      timeoutMs: undefined,
      durableClient: () => ({}),
      sendOutputs: async () => undefined,
    });
    await linkDurable({
      functions,
      dispatcher,
      log: this.#log,
      hubName: 'Proof',
      dataFolder: folder,
      baseUrl: 'http://127.0.0.1:1',
      now: () => this.#now,
      loadDurable: async () => (services) =>
        (this.#durable = createDurableExtension(services, { maxConcurrentActivityFunctions: UNLIMITED })),
    });
    await startDurable(this.#extension, functions);
  }

  async #work(label: string): Promise<string> {
    const known = this.#outcomes.get(label);
    this.#outcomes.delete(label);
    const outcome =
      known ?? (await new Promise<ActivityOutcome>((resolve) => this.#waiting.set(label, resolve)));
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.value;
  }
}

/** Answers the driver's calls until it goes away. */
export function runProofWorker(): void {
  const worker = new ProofWorker();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message) => void answer(worker, message as ProofCall));
}

async function answer(worker: ProofWorker, { args, call, id }: ProofCall): Promise<void> {
  const run = worker.calls[call] as (...args: unknown[]) => Promise<unknown>;
  const reply: ProofAnswer = await run(...args).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: messageOf(error) }),
  );
  process.send?.(reply);
}
