// Loads the app into this process: settings, core module, entry point, start hooks; what results is what it registered.
import type { AppSettings } from './appSettings';
import { loadFunctions, type LoadedFunction } from './functionTable';
import type { HostLog } from './hostLog';
import { streamingPort } from './http/streamProxy';
import { seedCoreModule } from './worker/coreModuleSeed';
import { loadEntryPoint } from './worker/entryPoint';
import { Worker } from './worker/worker';

/** An app that has started. */
export interface LoadedApp {
  worker: Worker;
  /** Sorted by name. */
  functions: LoadedFunction[];
  /** Where the library serves streamed HTTP requests; undefined when the app does not stream. */
  streamingPort: number | undefined;
}

/** Loads and starts the app; throws a HostError when its code throws or registers what is not supported. */
export async function loadApp(appFolder: string, settings: AppSettings, log: HostLog): Promise<LoadedApp> {
  const worker = new Worker(log);
  seedCoreModule(worker.coreModule());
  await loadEntryPoint(appFolder);
  const { hooks } = worker;
  const context = { functionAppDirectory: appFolder };
  await hooks.run('appStart', hooks.contextOf(context, { hookData: hooks.appLevelHookData }));
  worker.lock();
  const port = await streamingPort(worker.programmingModel);
  const functions = loadFunctions(worker.functions.values(), settings);
  if (functions.length === 0)
    log.write('Host.Startup', 'warning', 'No functions found: the app registered none.');
  return { worker, functions, streamingPort: port };
}

/** Runs the app's terminate hooks. */
export async function terminateApp({ worker: { hooks } }: LoadedApp): Promise<void> {
  await hooks.run('appTerminate', hooks.contextOf({}, { hookData: hooks.appLevelHookData }));
}
