/** What the monitor of a watch calls, by name, and what is passed: the contract that running instances hold. */
import type { Watch } from './watch';

/** The orchestrator's function; the number grows when instances that run could no longer be replayed. */
export const WATCH_MONITOR = 'watchMonitorV1';

/** The activities, by their functions' names; their inputs may grow by optional fields only. */
export const ACTIVITIES = {
  check: 'checkWatch',
  refresh: 'refreshWatch',
  expire: 'expireWatch',
} as const;

/** Raised when a person has changed what they want of it. */
export const CHANGED_EVENT = 'changed';

/** The watch as the monitor knows it. */
export interface MonitorInput {
  watch: Watch;
}

/** The watch as it is now; `over` when there is nothing left to check. */
export type Refreshed = { watch: Watch } | 'over';

/** The orchestration of a watch; ids of watches are letters and digits. */
export const monitorId = (id: string): string => `watch-${id}`;
