/** Monitors that have died, were never started, or were not told: those whose check is overdue are started again. */
import { MINUTE_MS } from '../clock';
import { faultFields } from '../log';
import type { WatchDeps } from './watchDeps';

/** A check, with what storage and the watched server may take, has ended by then. */
const OVERDUE_MS = 10 * MINUTE_MS;
/** Of one run; the next goes on. */
const LIMIT = 500;

type RepairDeps = Pick<WatchDeps, 'store' | 'monitors' | 'clock' | 'log'>;

/** One run. A monitor that is under way, and only late, goes on as it was. */
export async function repairWatches(deps: RepairDeps): Promise<{ repaired: number }> {
  const { store, monitors, clock, log } = deps;
  let repaired = 0;
  for (const name of await store.overdue(clock() - OVERDUE_MS, LIMIT)) {
    try {
      const watch = await store.find(name);
      if (watch?.wishes.state !== 'active') continue;
      await monitors.start(watch);
      repaired += 1;
    } catch (error) {
      log.warn('watches.not-repaired', { watch: name.id, ...faultFields(error) });
    }
  }
  return { repaired };
}
