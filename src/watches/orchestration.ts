/** Registers the monitor of watches and its activities. */
import * as df from 'durable-functions';
import { checkWatch, expireWatch, refreshWatch } from './checkWatch';
import { watchMonitor } from './monitor';
import { ACTIVITIES, type MonitorInput, type Refreshed, WATCH_MONITOR } from './steps';
import type { WatchDeps } from './watchDeps';

export function registerMonitor(deps: WatchDeps): void {
  const activity = (name: string, handler: (input: MonitorInput) => Promise<Refreshed>): void =>
    void df.app.activity(name, { handler: (input: MonitorInput) => handler(input) });
  df.app.orchestration(WATCH_MONITOR, watchMonitor);
  activity(ACTIVITIES.check, ({ watch }) => checkWatch(deps, watch));
  activity(ACTIVITIES.refresh, ({ watch }) => refreshWatch(deps, watch));
  activity(ACTIVITIES.expire, ({ watch }) => expireWatch(deps, watch));
}
