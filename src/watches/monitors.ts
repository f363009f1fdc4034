/** The running monitors of watches: started with the watch as it stands, and told when a person has changed it. */
import type { Orchestrations } from '../azure/durableClient';
import { CHANGED_EVENT, monitorId, WATCH_MONITOR, type MonitorInput } from './steps';
import type { Watch } from './watch';

export interface Monitors {
  /** Starts it; one that is under way goes on. Throws DurableUnavailable. */
  start(watch: Watch): Promise<void>;
  /** Lets it look at what the person has changed; one that has ended is started again. Throws DurableUnavailable. */
  tell(watch: Watch): Promise<void>;
  /** Ends and forgets it. */
  forget(id: string): Promise<void>;
}

export function createMonitors(orchestrations: Orchestrations): Monitors {
  const start = async (watch: Watch): Promise<'started' | 'exists'> =>
    orchestrations.start(WATCH_MONITOR, monitorId(watch.id), { watch } satisfies MonitorInput);
  return {
    start: async (watch) => void (await start(watch)),
    async tell(watch) {
      const isActive = watch.wishes.state === 'active';
      // One that has ended is run again; one that runs hears of the change.
      if (isActive && (await start(watch)) === 'started') return;
      await orchestrations.raise(monitorId(watch.id), CHANGED_EVENT);
    },
    forget: (id) => orchestrations.forget(monitorId(id)),
  };
}
