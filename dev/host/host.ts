// The embedded host: runs an unmodified Azure Functions app (Node programming model v4) in this process, on loopback.
import type { MovableDate } from '../clock/movableDate';
import { settingsOf, type AppSettings } from './appSettings';
import { Dispatcher } from './dispatcher';
import { linkDurable, startDurable } from './durableLink';
import type { CreateDurableExtension } from './durableSeam';
import { summaryOf, type FunctionSummary } from './functionSummary';
import { functionsOf } from './functionTable';
import { applyHostSettings, applyLocalSettings } from './hostEnvironment';
import { readHostJson, type HostConfig } from './hostJson';
import type { HostLog } from './hostLog';
import { mountHttp } from './mountHttp';
import { stopHost } from './hostStop';
import { HttpServer } from './http/httpServer';
import { RouteTable } from './http/routeTable';
import { loadApp, type LoadedApp } from './loadedApp';
import { createQueueAccounts } from './queues/queueAccount';
import { sendQueueOutputs } from './queues/queueOutputs';
import { TriggerSet } from './triggerSet';

export interface HostOptions {
  /** The folder with package.json, host.json and local.settings.json; absolute. */
  appFolder: string;
  /** 0 picks a free one. */
  port: number;
  /** Where keys, timer status and Durable state are kept; absolute. */
  dataFolder: string;
  /** Asks for function keys, as in Azure; without it none are needed, as with a local `func`. */
  enforceKeys: boolean;
  clock: MovableDate;
  /** Makes the host's log, once host.json is read. */
  createLog: (config: HostConfig) => HostLog;
  /** Loads what makes the Durable extension; called only when the app uses Durable Functions. */
  loadDurable: () => Promise<CreateDurableExtension>;
}

/** A host that serves. */
export interface RunningHost {
  port: number;
  functions: FunctionSummary[];
  log: HostLog;
  /** Starts nothing more, lets what runs finish for at most `graceMs`, and closes everything. */
  stop(graceMs: number): Promise<void>;
}

const LOG_CATEGORY = 'Host.Startup';

/**
 * Starts the app: settings reach process.env (what is set there wins), then the port is taken, the app loaded, its triggers
 * started. Rejects with a HostError in clear words when any of it fails. One host in a process.
 */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const config = readHostJson(options.appFolder);
  const log = options.createLog(config);
  applyLocalSettings(options.appFolder);
  const server = new HttpServer();
  const port = await server.listen(options.port);
  try {
    applyHostSettings(options.appFolder, port);
    const settings = settingsOf(process.env);
    const app = await loadApp(options.appFolder, settings, log);
    return await serveApp(options, { config, log, server, port, settings, app });
  } catch (error) {
    server.stopAccepting();
    server.closeConnections();
    throw error;
  }
}

/** What a host is made of once its app is loaded. */
export interface HostParts {
  config: HostConfig;
  log: HostLog;
  server: HttpServer;
  port: number;
  settings: AppSettings;
  app: LoadedApp;
}

async function serveApp(options: HostOptions, parts: HostParts): Promise<RunningHost> {
  const { config, log, server, port, app } = parts;
  const { dispatcher, triggers, durable } = await triggersOf(options, parts);
  const routes = new RouteTable(functionsOf(app.functions, 'http'), config.routePrefix);
  for (const [name, reason] of routes.refused) {
    log.write(LOG_CATEGORY, 'error', `The '${name}' function is in error: ${reason}`);
  }
  mountHttp(options, parts, { routes, dispatcher, triggers, durable });
  const clockBeforeMs = options.clock.offsetMs;
  if (durable) await startDurable(durable, app.functions);
  await triggers.start();
  const follow = () => {
    triggers.clockMoved();
    durable?.clockMoved();
  };
  const stopFollowing = options.clock.onChange(follow);
  if (options.clock.offsetMs !== clockBeforeMs) follow();
  return {
    port,
    log,
    functions: app.functions.map((fn) => summaryOf(fn, routes)),
    stop: (graceMs) => {
      stopFollowing();
      return stopHost({ app, server, dispatcher, triggers, durable, log }, graceMs);
    },
  };
}

async function triggersOf(options: HostOptions, parts: HostParts) {
  const { config, log, settings, app } = parts;
  const accountOf = createQueueAccounts(settings);
  const encoding = config.queues.messageEncoding;
  const dispatcher: Dispatcher = new Dispatcher({
    worker: app.worker,
    log,
    timeoutMs: config.functionTimeoutMs,
    durableClient: () => ({ json: JSON.stringify(durable?.clientBinding() ?? null) }),
    sendOutputs: (fn, response) =>
      sendQueueOutputs(fn, response, accountOf, encoding, (name) => triggers.wakeQueue(name)),
  });
  const durable = await durableOf(options, parts, dispatcher);
  const { functions } = app;
  const { dataFolder } = options;
  const triggers: TriggerSet = new TriggerSet({
    functions,
    config,
    settings,
    dataFolder,
    dispatcher,
    log,
    accountOf,
  });
  return { dispatcher, triggers, durable };
}

function durableOf(
  options: HostOptions,
  { config, log, port, settings, app }: HostParts,
  dispatcher: Dispatcher,
) {
  return linkDurable({
    functions: app.functions,
    dispatcher,
    log,
    loadDurable: options.loadDurable,
    hubName: settings.resolve(config.taskHubName),
    dataFolder: options.dataFolder,
    baseUrl: `http://127.0.0.1:${port}`,
    now: Date.now,
  });
}
