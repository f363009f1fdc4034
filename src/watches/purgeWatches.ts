/** Retention: watches that ended long ago are forgotten, with their monitor and all that they told. */
import { faultFields } from '../log';
import type { WatchDeps } from './watchDeps';

/** Of one run; the next day's goes on. */
const LIMIT = 5000;

/** Forgets what ended more than `keepMs` ago. */
export async function purgeWatches({
  store,
  monitors,
  clock,
  log,
  settings,
}: WatchDeps): Promise<{ purged: number }> {
  let purged = 0;
  for (const name of await store.endedBefore(clock() - settings.keepMs, LIMIT)) {
    try {
      await monitors.forget(name.id);
      await store.erase(name);
      purged += 1;
    } catch (error) {
      log.warn('watches.not-purged', { watch: name.id, ...faultFields(error) });
    }
  }
  return { purged };
}
