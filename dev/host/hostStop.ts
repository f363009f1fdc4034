// The end of a host: nothing new starts, what runs finishes within a grace, then everything is closed.
import type { Dispatcher } from './dispatcher';
import type { DurableExtension } from './durableSeam';
import { messageOf } from './hostError';
import type { HostLog } from './hostLog';
import type { HttpServer } from './http/httpServer';
import { terminateApp, type LoadedApp } from './loadedApp';
import type { TriggerSet } from './triggerSet';

/** The parts of a host that have to be stopped. */
export interface StoppableHost {
  app: LoadedApp;
  server: HttpServer;
  dispatcher: Dispatcher;
  triggers: TriggerSet;
  durable: DurableExtension | undefined;
  log: HostLog;
}

const LOG_CATEGORY = 'Host.Shutdown';

/** Stops the host in order; never rejects, and takes little longer than `graceMs`. */
export async function stopHost(host: StoppableHost, graceMs: number): Promise<void> {
  const { app, server, dispatcher, triggers, durable, log } = host;
  const deadline = performance.now() + graceMs;
  const leftMs = () => Math.max(deadline - performance.now(), 0);
  const step = (what: string, run: () => Promise<unknown>) => attempt(what, run, leftMs(), log);
  server.stopAccepting();
  // Durable first stops by itself: an activity that the dispatcher refused would look like one that failed.
  await step('the triggers', () => Promise.all([triggers.stop(), durable?.drain()]));
  const running = await dispatcher.drained(leftMs());
  if (running.length > 0)
    log.write(LOG_CATEGORY, 'warning', `Still running, and cut off: ${running.join(', ')}`);
  await step('timers and queue messages in hand', () => triggers.settled());
  await step('the app', () => terminateApp(app));
  await server.closed(leftMs());
  await step('Durable Functions', async () => durable?.close());
}

async function attempt(
  what: string,
  run: () => Promise<unknown>,
  limitMs: number,
  log: HostLog,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it took too long')), Math.max(limitMs, 250));
  });
  try {
    await Promise.race([run(), tooLong]);
  } catch (error) {
    log.write(LOG_CATEGORY, 'warning', `Stopping ${what} did not end well: ${messageOf(error)}`);
  } finally {
    clearTimeout(timer);
  }
}
