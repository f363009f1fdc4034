/** Takes back an occurrence whose due row a retry has moved: looked for in each minute in which it can be tried next. */
import { HOUR_MS, MINUTE_MS } from '../clock';
import { type Due, type DueKey, dueKeyOf } from './due';
import type { DueStore } from './dueStore';
import { forEachRow } from './forEachRow';
import { RETRY_WAITS_MS } from './retrySchedule';

/** The longest wait of the schedule with its jitter, and what a limit or a lease adds. */
const TRIED_WITHIN_MS = 1.1 * Math.max(...RETRY_WAITS_MS) + HOUR_MS;
/** A row whose time came longer ago has been claimed by now, or moved on. */
const OVERDUE_MS = HOUR_MS;

/**
 * Removes the row wherever it lies. Costs an operation a minute of the half day in which it may be, whatever else is due
 * then, so it is for the rare case alone; nothing where it has not been due yet, as no try has moved it.
 */
export async function withdrawMoved(store: DueStore, due: Due, now: number): Promise<void> {
  if (due.dueAt <= now) await forEachRow(places(due, now), (key) => store.remove(key));
}

async function* places(due: Due, now: number): AsyncIterable<DueKey> {
  const from = Math.max(due.dueAt, now - OVERDUE_MS);
  for (let at = from; at <= now + TRIED_WITHIN_MS; at += MINUTE_MS) yield dueKeyOf(due, at);
}
