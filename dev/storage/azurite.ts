/** Azurite's table, queue and blob services inside this process: started, drained and saved as one. */
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { shortenAutosave, type DatabaseClass } from './autosave';
import { type CollectionClass, skipEmptyRemovals } from './emptyRemovals';
import { SERVICES, type Service, type ServicePorts } from './protocol';

/** What is used of one of Azurite's servers. */
interface AzuriteServer {
  httpServer: Server;
  start(): Promise<void>;
}

export interface Azurite {
  /** The ports that the services listen on. */
  ports: ServicePorts;
  /** Takes no new requests, lets those in flight finish, and writes everything to disk. */
  close(): Promise<void>;
}

/** A service's port is somebody else's. */
export class PortTakenError extends Error {
  readonly code = 'port-taken';

  constructor(
    readonly service: Service,
    readonly port: number,
    cause: unknown,
  ) {
    super(`Port ${port} (${service} storage) is taken.`, { cause });
    this.name = 'PortTakenError';
  }
}

const HOST = '127.0.0.1';
/** Longer than the SDKs keep an idle connection, so that none is closed under a request. */
const KEEP_ALIVE_S = 60;
const DRAIN_MS = 5000;

/**
 * Starts a service for every port that is given, its data in `folder`. Throws PortTakenError. `onSaveFailure` hears of
 * data that could not be written; the next save tries again.
 */
export async function startAzurite(
  folder: string,
  ports: ServicePorts,
  onSaveFailure: (error: Error) => void,
): Promise<Azurite> {
  const load = azuriteLoader();
  const loki = load('lokijs') as DatabaseClass & { Collection: CollectionClass };
  const autosave = shortenAutosave(loki, onSaveFailure);
  skipEmptyRemovals(loki.Collection);
  const wanted = SERVICES.filter((service) => ports[service] !== undefined);
  const servers = wanted.map((service) => ({
    service,
    server: createServer(load, service, folder, ports[service] ?? 0),
  }));
  const requests = servers.map(({ server }) => countRequests(server.httpServer));
  await Promise.all(servers.map(({ service, server }) => listen(server, service, ports[service] ?? 0)));
  return {
    ports: Object.fromEntries(
      servers.map(({ service, server }) => [service, (server.httpServer.address() as AddressInfo).port]),
    ),
    close: async () => {
      await Promise.all(requests.map((counted) => counted.drain()));
      await autosave.saveAll();
    },
  };
}

/**
 * Loads what Azurite is made of. Its telemetry library stays out: it is 4/5 of the start time and half of the memory,
 * and nothing here reports to anybody.
 */
function azuriteLoader(): (id: string) => unknown {
  const load = createRequire(createRequire(__filename).resolve('azurite/package.json'));
  const telemetry = load.resolve('applicationinsights');
  load.cache[telemetry] = { id: telemetry, filename: telemetry, loaded: true, exports: {} } as NodeJS.Module;
  return load;
}

type Make<T> = { default: new (...args: unknown[]) => T };
type LockedConfiguration = Record<string, unknown>;

function createServer(
  load: (id: string) => unknown,
  service: Service,
  folder: string,
  port: number,
): AzuriteServer {
  const name = `${service[0]?.toUpperCase()}${service.slice(1)}`;
  const { default: Configuration } = load(
    `./dist/src/${service}/${name}Configuration`,
  ) as Make<LockedConfiguration>;
  const { default: AzuriteService } = load(`./dist/src/${service}/${name}Server`) as Make<AzuriteServer>;
  const configuration = Object.assign(new Configuration(HOST, port), {
    metadataDBPath: join(folder, `__azurite_db_${service}__.json`),
    extentDBPath: join(folder, `__azurite_db_${service}_extent__.json`),
    persistencePathArray: [
      { locationId: 'Default', locationPath: join(folder, `__${service}storage__`), maxConcurrency: 1 },
    ],
    keepAliveTimeout: KEEP_ALIVE_S,
    enableAccessLog: false,
    enableDebugLog: false,
    skipApiVersionCheck: true,
  });
  return new AzuriteService(configuration);
}

async function listen(server: AzuriteServer, service: Service, port: number): Promise<void> {
  try {
    await server.start();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new PortTakenError(service, port, error);
    throw error;
  }
}

/** Knows which requests are being answered, so that none is acknowledged after the last save. */
function countRequests(server: Server): { drain(): Promise<void> } {
  let inFlight = 0;
  server.prependListener('request', (_request, response) => {
    inFlight += 1;
    response.once('close', () => (inFlight -= 1));
  });
  return {
    drain: async () => {
      server.removeAllListeners('request');
      server.on('request', refuse);
      const startedMs = performance.now();
      while (inFlight > 0 && performance.now() - startedMs < DRAIN_MS) await sleep(5);
    },
  };
}

const refuse: RequestListener = (_request, response) => {
  response.writeHead(503, { connection: 'close', 'x-ms-error-code': 'ServerBusy' }).end();
};
