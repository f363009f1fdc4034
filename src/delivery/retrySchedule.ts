/** When a delivery that failed is tried again: a published schedule, with jitter. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../clock';

/** The wait before each try, from the first; after the last one the delivery is dead. */
export const RETRY_WAITS_MS = [
  0,
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  10 * HOUR_MS,
] as const;

/** At most this part of the wait is added, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * How long to wait after this many tries (1 = the first has failed), in ms; undefined when there is no further try.
 *
 * @param random - from 0 up to 1.
 */
export function waitBeforeRetry(triesSoFar: number, random: number): number | undefined {
  const wait = RETRY_WAITS_MS[triesSoFar];
  return wait === undefined ? undefined : Math.round(wait * (1 + JITTER * random));
}
