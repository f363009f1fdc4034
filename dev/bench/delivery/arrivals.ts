/** What of a benchmark's reminders has reached the channel, and when. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalConnector } from '../../chat/connector/localConnector';

export interface Arrival {
  text: string;
  /** By the stage's clock, epoch ms. */
  atMs: number;
}

/** The reminders `r<n>` that have come so far. */
export function arrivals({ calls }: LocalConnector): Arrival[] {
  return calls.flatMap(({ atMs, activity, tookEffect }) => {
    const text = activity?.text ?? (activity as { summary?: string } | undefined)?.summary ?? '';
    const name = /⏰ (r\d+)\b/.exec(text)?.[1];
    return name !== undefined && tookEffect === true ? [{ text: name, atMs }] : [];
  });
}

/** Waits until so many have come, or this time has passed; gives what has come then. */
export async function untilArrived(
  connector: LocalConnector,
  count: number,
  withinMs: number,
): Promise<Arrival[]> {
  const since = Date.now();
  while (connector.calls.length < count && Date.now() - since < withinMs) await sleep(100);
  while (arrivals(connector).length < count && Date.now() - since < withinMs) await sleep(250);
  return arrivals(connector);
}

/** A second, from the first to the last but the slowest hundredth, which waits for leases and polls. */
export function rateOf(came: readonly Arrival[]): number {
  const at = came.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const last = Math.floor(at.length * 0.99) - 1;
  return last / (((at[last] ?? NaN) - (at[0] ?? NaN)) / 1000);
}

/** The most that came within any such time. */
export function mostWithin(came: readonly Arrival[], withinMs: number): number {
  const at = came.map(({ atMs }) => atMs).sort((a, b) => a - b);
  let [count, first] = [0, 0];
  at.forEach((time, index) => {
    while (time - (at[first] ?? 0) >= withinMs) first += 1;
    count = Math.max(count, index - first + 1);
  });
  return count;
}

/** How many came that had come before. */
export const twice = (came: readonly Arrival[]): number =>
  came.length - new Set(came.map(({ text }) => text)).size;
