// The seam between the embedded host and its Durable extension: what each hands the other, so that neither imports
// the other's insides.

/** Durable Functions as the host sees it: an HTTP surface, a client binding, and a life that follows the host's. */
export interface DurableExtension {
  /** Paths below /runtime/webhooks/durabletask (management HTTP API) and the rpc base url that the durable-functions client talks to. */
  handleHttp(request: {
    method: string;
    url: URL;
    headers: Record<string, string>;
    body: string;
  }): Promise<{ status: number; headers: Record<string, string>; body: string }>;
  /** The JSON of the `durableClient` input binding. */
  clientBinding(): Record<string, unknown>;
  /** Called once all functions are registered, with their names by kind. */
  start(functions: { orchestrators: string[]; activities: string[] }): Promise<void>;
  /** The movable clock changed. */
  clockMoved(): void;
  /** No new episodes or activities; resolves when those in flight have finished. */
  drain(): Promise<void>;
  /** Releases files and timers; called after drain. */
  close(): Promise<void>;
}

/** What the host gives the Durable extension. */
export interface DurableHostServices {
  /** `extensions.durableTask.hubName` of host.json, `%SETTING%` resolved. */
  hubName: string;
  /** The host's data folder; the extension keeps its own files below it. */
  dataFolder: string;
  /** `http://127.0.0.1:<port>`. */
  baseUrl: string;
  /** The host's movable clock, epoch ms. */
  now(): number;
  /** One line of the host's log, in the category of the Durable extension. */
  log(level: 'debug' | 'information' | 'warning' | 'error', message: string): void;
  /**
   * Runs a registered function of trigger type orchestrationTrigger or activityTrigger with this JSON input (passed to
   * the worker as typed data `{json}`); resolves with its JSON return value; rejects with the error thrown.
   */
  invoke(functionName: string, bindingInput: unknown): Promise<unknown>;
}

/** Made by the host only when the app registers a Durable trigger or client binding. */
export type CreateDurableExtension = (services: DurableHostServices) => DurableExtension;
