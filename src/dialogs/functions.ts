/** Registers the purge of questions that nobody answered. */
import { app } from '@azure/functions';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { DialogStore } from './dialogStore';

export const PURGE_DIALOGS_FUNCTION = 'purgeDialogs';
const EARLY_EACH_DAY = '0 29 3 * * *';
/** Rows that one run removes at most; the next day's run goes on. */
const PURGE_LIMIT = 100_000;

export function registerDialogFunctions(store: DialogStore, clock: Clock, log: Log): void {
  app.timer(PURGE_DIALOGS_FUNCTION, {
    schedule: EARLY_EACH_DAY,
    handler: async () => log.info('dialogs.purged', { count: await store.purge(clock(), PURGE_LIMIT) }),
  });
}
