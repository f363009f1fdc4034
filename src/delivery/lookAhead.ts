/** The timer's work each minute: points to all that is due within the look-ahead, and again to what is overdue. */
import { type Clock, MINUTE_MS } from '../clock';
import type { Log } from '../log';
import { minuteKey, minuteOf } from './due';
import { type DueStore, FIRST_MINUTE, type StoredDue } from './dueStore';
import { LOOK_AHEAD_MS, type Outbox } from './outbox';

/** An overdue row gets no second new pointer within this time, so that a long queue does not grow with copies. */
const OVERDUE_POINTER_MS = 10 * MINUTE_MS;
/** Queue operations at one time. */
const CONCURRENCY = 16;

export interface LookAheadDeps {
  store: DueStore;
  outbox: Outbox;
  clock: Clock;
  log: Log;
}

/**
 * One tick. Costs four storage operations when nothing is due: two small scans, and the horizon's read and write.
 * The horizon is the last minute that earlier ticks have put on the queue whole; so waiting rows are read once.
 */
export async function lookAhead({ store, outbox, clock, log }: LookAheadDeps): Promise<void> {
  const now = clock();
  const lastMinute = minuteKey(now + LOOK_AHEAD_MS);
  const horizon = await store.readHorizon();
  // A horizon beyond the look-ahead was written by a clock that ran ahead: begin again at this minute.
  const from = horizon === undefined || horizon > lastMinute ? minuteKey(now - MINUTE_MS) : horizon;
  const ahead = await forEach(aheadRows(store, from, lastMinute, now), (due) =>
    outbox.point(due.key, Math.max(due.tryAt, now)),
  );
  const overdue = await forEach(overdueRows(store, now), async (due) => {
    await outbox.point(due.key, now); // first: a note of a pointer that is not out would hide the row
    await store.notePointer(due, now + OVERDUE_POINTER_MS);
  });
  await store.writeHorizon(lastMinute);
  if (ahead + overdue > 0) log.info('delivery.tick', { ahead, overdue });
}

/** The minute of the last tick that ended well, epoch ms; undefined before the first. */
export async function readLastTick(store: DueStore): Promise<number | undefined> {
  const horizon = await store.readHorizon();
  return horizon === undefined ? undefined : minuteOf(horizon) - LOOK_AHEAD_MS;
}

/** Nobody has a pointer to it, or that one is lost. */
const isOverdue = (due: StoredDue, now: number): boolean => due.pointerUntil <= now && due.tryAt <= now;

async function* aheadRows(
  store: DueStore,
  from: string,
  lastMinute: string,
  now: number,
): AsyncIterable<StoredDue> {
  for await (const due of store.within(from, lastMinute)) if (!isOverdue(due, now)) yield due;
}

async function* overdueRows(store: DueStore, now: number): AsyncIterable<StoredDue> {
  for await (const due of store.within(FIRST_MINUTE, minuteKey(now))) if (isOverdue(due, now)) yield due;
}

/** Runs the work for each row, several at a time; counts the rows. The first failure stops it, and is thrown once all have ended. */
async function forEach(
  rows: AsyncIterable<StoredDue>,
  work: (due: StoredDue) => Promise<unknown>,
): Promise<number> {
  const running = new Set<Promise<unknown>>();
  const failures: unknown[] = [];
  let count = 0;
  for await (const due of rows) {
    count += 1;
    const task = work(due)
      .catch((error: unknown) => failures.push(error))
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= CONCURRENCY) await Promise.race(running);
    if (failures.length > 0) break;
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
  return count;
}
