/** Registers what watches need: the monitor, the repair and the purge. */
import { app } from '@azure/functions';
import { durableClientInput } from '../azure/durableClient';
import { registerMonitor } from './orchestration';
import { purgeWatches } from './purgeWatches';
import { repairWatches } from './repairWatches';
import type { WatchDeps } from './watchDeps';

export const WATCH_FUNCTIONS = { repair: 'repairWatches', purge: 'purgeWatches' } as const;

const EVERY_TEN_MINUTES = '45 */10 * * * *';
const EARLY_EACH_DAY = '0 53 3 * * *';

export function registerWatchFunctions(deps: WatchDeps): void {
  const extraInputs = [durableClientInput];
  registerMonitor(deps);
  app.timer(WATCH_FUNCTIONS.repair, {
    schedule: EVERY_TEN_MINUTES,
    extraInputs,
    handler: async () => {
      const { repaired } = await repairWatches(deps);
      if (repaired > 0) deps.log.info('watches.repaired', { repaired });
    },
  });
  app.timer(WATCH_FUNCTIONS.purge, {
    schedule: EARLY_EACH_DAY,
    extraInputs,
    handler: async () => {
      const { purged } = await purgeWatches(deps);
      if (purged > 0) deps.log.info('watches.purged', { purged });
    },
  });
}
