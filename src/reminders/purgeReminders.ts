/** Retention: reminders that ended long ago are removed, with the rows that lead to them. */
import { app } from '@azure/functions';
import { type Clock, DAY_MS } from '../clock';
import type { Log } from '../log';
import type { ReminderStore } from './reminderStore';

export const PURGE_REMINDERS_FUNCTION = 'purgeReminders';
const EARLY_EACH_DAY = '0 37 3 * * *';
/** People look back at what came and what they cancelled for a while. */
export const KEPT_MS = 90 * DAY_MS;
/** Rows that one run removes at most; the next day's run goes on. */
const PURGE_LIMIT = 20_000;

export function registerReminderFunctions(deps: { store: ReminderStore; clock: Clock; log: Log }): void {
  app.timer(PURGE_REMINDERS_FUNCTION, {
    schedule: EARLY_EACH_DAY,
    handler: async () => deps.log.info('reminders.purged', { count: await purgeReminders(deps) }),
  });
}

/** Removes what has ended and was last due more than 90 days ago; tells how many there were. */
export function purgeReminders({ store, clock }: { store: ReminderStore; clock: Clock }): Promise<number> {
  return store.purge(clock() - KEPT_MS, PURGE_LIMIT);
}
