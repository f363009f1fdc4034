/** When a thread may be sent to next: the channel's published windows, over the times of the sends of all instances. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../clock';

/** At most `count` sends within `ms`, as Teams limits one bot in one thread. */
export const THREAD_WINDOWS = [
  { count: 7, ms: SECOND_MS },
  { count: 8, ms: 2 * SECOND_MS },
  { count: 60, ms: 30 * SECOND_MS },
  { count: 1800, ms: HOUR_MS },
] as const;

/** Sends reach the channel a little later than they are meant to, and not all by the same time. */
const JITTER_MS = 300;
const LONGEST_MS = HOUR_MS + JITTER_MS;
/** No send is noted so long before its time: what lies further ahead is an odd row's. */
const FAR_MS = MINUTE_MS;

/**
 * The earliest time from `from` on (epoch ms) that keeps to all windows, given the sends so far and those meant for later.
 *
 * @param sends - how many are to go at that time, few enough for every window.
 */
export function earliestSend(sendTimes: readonly number[], from: number, sends = 1): number {
  const times = sendTimes.filter((at) => at <= from + FAR_MS);
  return THREAD_WINDOWS.reduce((earliest, { count, ms }) => {
    const oldest = times[times.length - count + sends - 1];
    return oldest === undefined ? earliest : Math.max(earliest, oldest + ms + JITTER_MS);
  }, from);
}

/** The times with these added, in order, without those that no window reaches back to. */
export function withSends(times: readonly number[], added: readonly number[], now: number): number[] {
  return [...times, ...added]
    .filter((at) => at > now - LONGEST_MS && at <= now + FAR_MS)
    .sort((a, b) => a - b);
}
