/** The whole app on a stage of its own, for tests and benchmarks: storage, a local connector, the embedded host, one clock. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnectorServer, type ConnectorServer } from '../chat/connector/connectorServer';
import type { LocalConnector } from '../chat/connector/localConnector';
import { findProjectRoot } from '../projectRoot';
import type { FunctionSummary } from '../host/functionSummary';
import { findFreePort } from '../start/ports';
import { copyApp, neutralEnvironment } from './appFolder';
import { residentBytes } from './residentBytes';
import { createStageClock, type StageClock } from './stageClock';
import { stageHost, type StagedHost } from './stagedHost';
import { stageStorage, type StagedStorage } from './stagedStorage';

export interface StageOptions {
  /** The app to run: a folder with package.json, host.json, node_modules and dist. Default: this project. */
  appRoot?: string;
  /** Settings of the app, on top of an environment that has none. */
  hostEnv?: Readonly<Record<string, string>>;
  /** What the connector waits before each call of the bot takes effect, in ms. */
  latencyMs?: number;
  /** Ask for function keys, as Azure does. */
  enforceKeys?: boolean;
}

/** A running stage. All of it ends and is removed with `stop`, and also when this process dies. */
export interface Stage {
  /** Where all its data lie until it is stopped. */
  readonly folder: string;
  /** `http://127.0.0.1:<port>`; the same over restarts of the host. */
  readonly hostUrl: string;
  readonly messagesUrl: string;
  /** What records the bot's calls, plays faults and knows the people. */
  readonly connector: LocalConnector;
  /** What activities to the bot carry, so that its answers come to the connector. */
  readonly serviceUrl: string;
  /** The same over restarts of storage. */
  readonly storage: { readonly connectionString: string };
  /** Moves storage, host, app and connector together. */
  readonly clock: StageClock;
  /** All that host and app have written. */
  hostLog(): string;
  /** What the host serves; nothing while it does not run. */
  hostFunctions(): readonly FunctionSummary[];
  /** The resident size of the host's process, in bytes. */
  hostMemory(): number;
  /** Ends the host at once (SIGKILL, a crash) or drained (SIGTERM). */
  killHost(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts the host again, and waits until the app is healthy. */
  startHost(): Promise<void>;
  /** Ends storage, its data kept: an outage. */
  stopStorage(): Promise<void>;
  startStorage(): Promise<void>;
  stop(): Promise<void>;
}

interface StageParts {
  folder: string;
  clock: StageClock;
  storage: StagedStorage;
  connector: ConnectorServer;
  host: StagedHost;
}

/** Starts storage, connector and host on free ports, and resolves when the app is healthy. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-stage-'));
  const storage = await stageStorage(join(folder, 'storage'), folder);
  const host = await prepareHost(folder, storage.connectionString, options);
  const clock = createStageClock(() => [storage, host]);
  const connector = await startConnectorServer({ now: clock.now, latencyMs: options.latencyMs ?? 0 });
  const stage = assemble({ folder, clock, storage, connector, host });
  try {
    await stage.startHost();
  } catch (error) {
    await stage.stop();
    throw error;
  }
  return stage;
}

function assemble({ folder, clock, storage, connector, host }: StageParts): Stage {
  return {
    folder,
    hostUrl: host.url,
    messagesUrl: `${host.url}/api/messages`,
    connector: connector.connector,
    serviceUrl: connector.serviceUrl,
    storage: { connectionString: storage.connectionString },
    clock,
    hostLog: () => host.log(),
    hostFunctions: () => host.functions,
    hostMemory: () => residentBytes(host.pid),
    killHost: (signal = 'SIGKILL') => host.stop(signal),
    startHost: () => host.start(clock.offsetMs),
    stopStorage: () => storage.stop(),
    startStorage: () => storage.start(clock.offsetMs),
    stop: async () => {
      await host.stop('SIGTERM');
      await connector.stop();
      await storage.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepareHost(
  folder: string,
  connectionString: string,
  options: StageOptions,
): Promise<StagedHost> {
  const root = join(folder, 'app');
  copyApp(options.appRoot ?? findProjectRoot(), root);
  const env = {
    ...neutralEnvironment(process.env),
    AzureWebJobsStorage: connectionString,
    ...options.hostEnv,
  };
  const port = await findFreePort();
  const enforceKeys = options.enforceKeys ?? false;
  return stageHost(
    { root, port, dataFolder: join(folder, 'host'), enforceKeys, env },
    join(folder, 'host.log'),
  );
}
