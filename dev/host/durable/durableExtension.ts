// Durable Functions for the embedded host: one task hub in a SQLite file, run against the unmodified durable-functions.
import { availableParallelism } from 'node:os';
import type { DurableExtension, DurableHostServices } from '../durableSeam';
import { DurableStore } from './durableStore';
import { lockFolder, type FolderLock } from './folderLock';
import { FunctionNames } from './functionNames';
import { InstanceControl } from './instanceControl';
import { InstanceEndpoints } from './instanceEndpoints';
import { TaskHub, type ConcurrencyLimits } from './taskHub';
import { WebhookApi } from './webhookApi';
import { errorReply, type WebhookReply } from './webhookReply';
import type { WebhookRequest } from './webhookRequest';
import { WebhookUrls } from './webhookUrls';

/** What is running after start(). */
interface RunningParts {
  lock: FolderLock;
  store: DurableStore;
  hub: TaskHub;
  api: WebhookApi;
  urls: WebhookUrls;
}

/** The extension, with what tests and benchmarks look at beside the seam. */
export interface InspectableDurableExtension extends DurableExtension {
  /** Whether no episode runs or is due, and every activity that could be started is running. */
  readonly isSettled: boolean;
  readonly runningActivities: number;
}

/** As in Azure: ten times the number of processors. */
function defaultLimits(): ConcurrencyLimits {
  const limit = 10 * availableParallelism();
  return { maxConcurrentActivityFunctions: limit, maxConcurrentOrchestratorFunctions: limit };
}

/** Makes the extension; nothing is opened before start(), which throws a DataFolderInUseError when another host owns the folder. */
export function createDurableExtension(
  services: DurableHostServices,
  limits: Partial<ConcurrencyLimits> = {},
): InspectableDurableExtension {
  return new EmbeddedDurableExtension(services, { ...defaultLimits(), ...limits });
}

class EmbeddedDurableExtension implements InspectableDurableExtension {
  #parts: RunningParts | undefined;

  constructor(
    private readonly services: DurableHostServices,
    private readonly limits: ConcurrencyLimits,
  ) {}

  async start(functions: { orchestrators: string[]; activities: string[] }): Promise<void> {
    if (this.#parts) throw new Error('The Durable extension has been started before.');
    const { dataFolder } = this.services;
    const lock = lockFolder(dataFolder, process.pid);
    try {
      this.#parts = this.#open(lock, new FunctionNames(functions));
    } catch (error) {
      lock.release();
      throw error;
    }
    this.#parts.hub.start();
  }

  async handleHttp(request: WebhookRequest): Promise<WebhookReply> {
    if (!this.#parts) return errorReply(503, 'Durable Functions have not started yet, or have ended.');
    return this.#parts.api.handle(request);
  }

  clientBinding(): Record<string, unknown> {
    return this.#running.urls.clientBinding();
  }

  clockMoved(): void {
    this.#parts?.hub.clockMoved();
  }

  get isSettled(): boolean {
    return this.#running.hub.isSettled;
  }

  get runningActivities(): number {
    return this.#running.hub.runningActivities;
  }

  async drain(): Promise<void> {
    await this.#parts?.hub.drain();
  }

  /** What is still in flight is left without an answer: it runs again at the next start. */
  async close(): Promise<void> {
    const parts = this.#parts;
    this.#parts = undefined;
    if (!parts) return;
    void parts.hub.drain();
    parts.store.database.close();
    parts.lock.release();
  }

  #open(lock: FolderLock, functions: FunctionNames): RunningParts {
    const { dataFolder, hubName } = this.services;
    const store = new DurableStore(dataFolder, hubName);
    const systemKey = store.systemKey();
    const urls = new WebhookUrls(this.services, systemKey);
    const hub = new TaskHub(store, this.services, functions, this.limits);
    const control = new InstanceControl({
      store,
      functions,
      now: () => this.services.now(),
      wake: (instanceId) => hub.wake(instanceId),
    });
    const api = new WebhookApi({
      control,
      instances: new InstanceEndpoints(store, control),
      urls,
      systemKey,
      hubName,
    });
    return { lock, store, hub, api, urls };
  }

  get #running(): RunningParts {
    if (!this.#parts) throw new Error('The Durable extension is not running.');
    return this.#parts;
  }
}
