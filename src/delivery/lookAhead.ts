/** The timer's work each minute: points to all that is due within the look-ahead, and again to what is overdue. */
import { MINUTE_MS } from '../clock';
import { isolate } from './deliver';
import type { DeliverDeps } from './deliverDeps';
import type { ShardPointer } from './deliveryPointer';
import { minuteKey, minuteOf, SHARD_NAMES } from './due';
import { MalformedDue, type StoredDue } from './dueRow';
import { type DueStore, FIRST_MINUTE } from './dueStore';
import { forEachRow } from './forEachRow';
import { isHeldUntil } from './lease';
import { LOOK_AHEAD_MS } from './outbox';
import { createPace } from './pace';

/** An overdue row gets no second new pointer within this time, so that a long queue does not grow with copies. */
const OVERDUE_POINTER_MS = 10 * MINUTE_MS;
/** One tick points to about so many rows itself; the shards of the rest go to the queue, for all instances to share. */
const HAND_OVER_ABOVE = 2000;
/** One tick repairs so many rows; the next one goes on. */
const MAX_OVERDUE = 10_000;

export interface LookAheadDeps extends Pick<
  DeliverDeps,
  'store' | 'outbox' | 'deadLetters' | 'kinds' | 'clock' | 'metrics' | 'log'
> {
  /** Above so many rows their shards are handed to the queue; 2,000 unless it is given. */
  handOverAbove?: number;
}

/**
 * One tick. Costs four storage operations when nothing is due: two small scans, and the horizon's read and write.
 * The horizon is the last minute that earlier ticks have put on the queue whole; so waiting rows are read once.
 */
export async function lookAhead(deps: LookAheadDeps): Promise<void> {
  const { store, outbox, clock, log } = deps;
  // First: storage's answer tells a process that has just begun what time it is.
  const horizon = await store.readHorizon();
  const now = clock();
  const lastMinute = minuteKey(now + LOOK_AHEAD_MS);
  // A horizon beyond the look-ahead was written by a clock that ran ahead: begin again at this minute.
  const from = horizon === undefined || horizon > lastMinute ? minuteKey(now - MINUTE_MS) : horizon;
  const handedOver: string[] = [];
  const [aheadPace, overduePace] = [createPace(deps), createPace(deps)];
  const ahead = await forEachRow(aheadRows(deps, { from, lastMinute, now }, handedOver), (due) =>
    outbox.point(due.key, Math.max(due.tryAt, now) + aheadPace(due), due),
  );
  const overdue = await forEachRow(overdueRows(deps, now, handedOver), (due) =>
    pointToOverdue(deps, due, now + overduePace(due)),
  );
  await forEachRow(each([...new Set(handedOver)]), (partition) => outbox.pointToShard(partition));
  await store.writeHorizon(lastMinute);
  deps.metrics.ticked(ahead, overdue);
  // Each time: an alert fires when this line stays away.
  log.info('delivery.tick', { ahead, overdue, shards: handedOver.length });
}

/** The minute of the last tick that ended well, epoch ms; undefined before the first. */
export async function readLastTick(store: DueStore): Promise<number | undefined> {
  const horizon = await store.readHorizon();
  return horizon === undefined ? undefined : minuteOf(horizon) - LOOK_AHEAD_MS;
}

/** Points to each row that is named, or to all of the minute and shard as the tick would have done. Returns how many there are. */
export async function expandShard(
  deps: LookAheadDeps & Pick<DeliverDeps, 'surely'>,
  { s: partition, r: rows, at = 0, e: apartMs = 0 }: Pick<ShardPointer, 's' | 'r' | 'at' | 'e'>,
): Promise<number> {
  // First: as for a tick, storage's answer tells a process that has just begun what time it is.
  if (deps.surely() === undefined) await deps.store.readHorizon();
  const now = deps.clock();
  const pace = createPace(deps, true);
  if (rows)
    return forEachRow(each([...rows.entries()]), ([index, row]) =>
      deps.outbox.point({ partition, row }, Math.max(at + Math.round(index * apartMs), now)),
    );
  return forEachRow(readableRows(deps, deps.store.inShard(partition)), (due) =>
    isOverdue(due, now)
      ? pointToOverdue(deps, due, now + pace(due))
      : deps.outbox.point(due.key, Math.max(due.tryAt, now) + pace(due), due),
  );
}

/** First the pointer: a note of one that is not out would hide the row. */
async function pointToOverdue({ outbox, store }: LookAheadDeps, due: StoredDue, at: number): Promise<void> {
  await outbox.point(due.key, at);
  await store.notePointer(due, at + OVERDUE_POINTER_MS);
}

/** Nobody has a pointer to it, or that one is lost. */
const isOverdue = (due: StoredDue, now: number): boolean =>
  !isHeldUntil(due.pointerUntil, now) && due.tryAt <= now;

interface Span {
  /** Minute keys: after the first, up to the last. */
  from: string;
  lastMinute: string;
  now: number;
}

/** The rows that this tick points to itself; above the threshold the rest of the shards is named in `handedOver`. */
async function* aheadRows(
  deps: LookAheadDeps,
  { from, lastMinute, now }: Span,
  handedOver: string[],
): AsyncIterable<StoredDue> {
  const { handOverAbove = HAND_OVER_ABOVE } = deps;
  let [count, partition] = [0, ''];
  for await (const due of readableRows(deps, deps.store.within(from, lastMinute))) {
    if (count >= handOverAbove && due.key.partition !== partition) {
      handedOver.push(...shardsFrom(due.key.partition, lastMinute, now));
      return;
    }
    partition = due.key.partition;
    if (isOverdue(due, now)) continue;
    count += 1;
    yield due;
  }
}

/** All shards from this one on; those of minutes long past have nothing that is not overdue. */
function shardsFrom(partition: string, lastMinute: string, now: number): string[] {
  const shards: string[] = [];
  const first = Math.max(minuteOf(partition), minuteOf(minuteKey(now)) - 2 * MINUTE_MS);
  for (let minute = first; minute <= minuteOf(lastMinute); minute += MINUTE_MS)
    shards.push(...SHARD_NAMES.map((shard) => `${minuteKey(minute)}-${shard}`));
  return shards.filter((shard) => shard >= partition);
}

/** The overdue rows that this tick points to itself; above the limit the rest of that minute's shards is named in `handedOver`. */
async function* overdueRows(
  deps: LookAheadDeps,
  now: number,
  handedOver: string[],
): AsyncIterable<StoredDue> {
  let [count, partition] = [0, ''];
  for await (const due of readableRows(deps, deps.store.within(FIRST_MINUTE, minuteKey(now)))) {
    if (!isOverdue(due, now)) continue;
    if (count >= MAX_OVERDUE && due.key.partition !== partition) {
      const [minute] = due.key.partition.split('-');
      const shards = SHARD_NAMES.map((shard) => `${minute}-${shard}`);
      handedOver.push(...shards.filter((shard) => shard >= due.key.partition));
      return;
    }
    partition = due.key.partition;
    count += 1;
    yield due;
  }
}

/** The rows that can be read; the others are put aside, so that they hold up none. */
async function* readableRows(
  deps: LookAheadDeps,
  rows: AsyncIterable<StoredDue | MalformedDue>,
): AsyncIterable<StoredDue> {
  for await (const row of rows)
    if (row instanceof MalformedDue) await isolate(deps, row);
    else yield row;
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
