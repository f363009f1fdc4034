// The embedded host with an app of many orchestrators, driven through the client of durable-functions.
import { join } from 'node:path';
import { aFolder, startHost, type HostUnderTest } from '../hostUnderTest';

/** What the client's getStatus resolves with. */
export interface Status {
  name: string;
  instanceId: string;
  runtimeStatus: string;
  input: unknown;
  output: unknown;
  customStatus: unknown;
  createdTime: string;
  lastUpdatedTime: string;
  history?: Record<string, unknown>[];
}

const FINAL = ['Completed', 'Failed', 'Terminated'];

/** A host, and the client as its app has it. */
export class DurableUnderTest {
  constructor(readonly host: HostUnderTest) {}

  static async start(dataFolder = aFolder()): Promise<DurableUnderTest> {
    return new DurableUnderTest(await startHost({ appFolder: join(__dirname, 'fixture'), dataFolder }));
  }

  /** Calls a method of the client in the app; rejects with the message with which it rejected there. */
  async client<T = unknown>(operation: string, ...args: unknown[]): Promise<T> {
    const response = await this.host.fetch(`/api/client/${operation}`, {
      method: 'POST',
      body: JSON.stringify(args),
    });
    const { error, result } = (await response.json()) as { error?: string; result: T };
    if (error !== undefined) throw new Error(error);
    return result;
  }

  start(orchestrator: string, input?: unknown, instanceId?: string): Promise<string> {
    return this.client('startNew', orchestrator, { input, instanceId });
  }

  status(instanceId: string, options: Record<string, boolean> = {}): Promise<Status> {
    return this.client('getStatus', instanceId, options);
  }

  /** Resolves once the instance is as described; rejects with its last state when it does not come to that in time. */
  async statusOnce(instanceId: string, isRight: (status: Status) => boolean, options = {}): Promise<Status> {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const status = await this.status(instanceId, options);
      if (isRight(status)) return status;
      if (performance.now() > deadline) throw new Error(`It never came to that: ${JSON.stringify(status)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Resolves with the state in which the instance has ended. */
  ended(instanceId: string, options = {}): Promise<Status> {
    return this.statusOnce(instanceId, ({ runtimeStatus }) => FINAL.includes(runtimeStatus), options);
  }

  /** Starts an orchestration and waits for its end. */
  async run(orchestrator: string, input?: unknown): Promise<Status> {
    return this.ended(await this.start(orchestrator, input));
  }

  /** Resolves once the orchestrator waits for something: its first episode is behind it. */
  running(instanceId: string): Promise<Status> {
    return this.statusOnce(instanceId, ({ runtimeStatus }) => runtimeStatus === 'Running');
  }

  /** Calls the management API by an address that the client hands out, with `{text}` and `{eventName}` filled in. */
  async manage(
    instanceId: string,
    uri: string,
    {
      method = 'GET',
      body,
      changes = {},
      headers = { 'content-type': 'application/json' },
    }: ManageOptions = {},
  ): Promise<Response> {
    const urls = await this.client<Record<string, string>>('createHttpManagementPayload', instanceId);
    let address = urls[uri] ?? '';
    for (const [from, to] of Object.entries(changes)) address = address.replace(from, to);
    return fetch(address, { method, headers, body: body ?? null });
  }
}

interface ManageOptions {
  method?: string;
  body?: string;
  changes?: Record<string, string>;
  headers?: Record<string, string>;
}
