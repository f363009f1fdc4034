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
