// Mounts the loaded app on the HTTP server: its routes, the keys, and the host's own paths.
import type { Dispatcher } from './dispatcher';
import type { DurableExtension } from './durableSeam';
import { messageOf } from './hostError';
import type { HostLog } from './hostLog';
import type { HostOptions, HostParts } from './host';
import { enforceKeys, keysAreOff, loadHostKeys } from './http/accessKeys';
import { createBuiltInPaths } from './http/builtInPaths';
import { DEFAULT_BODY_LIMIT_BYTES } from './http/requestBody';
import type { RouteTable } from './http/routeTable';
import type { TriggerSet } from './triggerSet';

/** What serves the requests. */
export interface Serving {
  routes: RouteTable;
  dispatcher: Dispatcher;
  triggers: TriggerSet;
  durable: DurableExtension | undefined;
}

/** From here on requests are answered. */
export function mountHttp(
  options: HostOptions,
  { config, log, server, port, settings, app }: HostParts,
  serving: Serving,
): void {
  const { routes, dispatcher, triggers, durable } = serving;
  const checkKey = options.enforceKeys ? enforceKeys(announcedKeys(options.dataFolder, log)) : keysAreOff;
  const bodyLimitBytes =
    Number(settings.get('FUNCTIONS_REQUEST_BODY_SIZE_LIMIT')) || DEFAULT_BODY_LIMIT_BYTES;
  const builtIn = createBuiltInPaths({
    checkKey,
    baseUrl: `http://127.0.0.1:${port}`,
    bodyLimitBytes,
    status: () => ({
      id: 'embedded',
      state: 'Running',
      version: app.worker.hostVersion,
      processUptime: Math.round(process.uptime() * 1000),
    }),
    trigger: (name, input) => triggers.runByHand(name, input),
    durable,
  });
  const onFault = (error: unknown) =>
    log.write('Host.Http', 'error', `A request could not be answered: ${messageOf(error)}`);
  const { customHeaders } = config;
  server.mount({
    routes,
    dispatcher,
    checkKey,
    builtIn,
    customHeaders,
    bodyLimitBytes,
    streamingPort: app.streamingPort,
    onFault,
  });
}

function announcedKeys(dataFolder: string, log: HostLog) {
  const keys = loadHostKeys(dataFolder);
  log.write('Host.Startup', 'information', `Keys are enforced. Host key (x-functions-key): ${keys.default}`);
  log.write('Host.Startup', 'information', `Master key: ${keys.master}`);
  return keys;
}
