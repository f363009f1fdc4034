/** The way in to delivery: what a feature plans is stored as a due row and, when it is due soon, pointed to on the queue. */
import type { MessageQueue } from '../azure/messageQueue';
import { type Clock, MINUTE_MS, SECOND_MS } from '../clock';
import { faultFields, type Log } from '../log';
import { type Due, type DueKey, dueKeyOf } from './due';
import type { StoredDue } from './dueRow';
import type { DueStore } from './dueStore';
import { createManyPointers } from './manyPointers';
import { DELIVERY_POINTER_VERSION, type DeliveryPointer, type ShardPointer } from './deliveryPointer';
import { pointedRowOf } from './pointedRow';
import { withdrawMoved } from './withdrawMoved';

/** How far the timer looks ahead; what is due sooner is put on the queue when it is planned. */
export const LOOK_AHEAD_MS = 5 * MINUTE_MS;
/** Clocks of instances differ, and the timer ticks by the minute: planning puts a little more on the queue itself. */
const PLANNING_MARGIN_MS = 2 * MINUTE_MS;
/** A pointer that has not led to a delivery this long after it became visible is taken for lost. */
export const POINTER_GRACE_MS = 90 * SECOND_MS;

/** What a pointer takes with it of its row, as JSON; of more the row is read. A message holds 64 KiB of base64. */
const MAX_CARRIED = 8000;

/** As long as one step of work may take, the wait for its lease and a tick. */
const MANY_GRACE_MS = 3 * MINUTE_MS;

export interface Outbox {
  /** How far apart the channel's limit wants the sends of one tenant, ms; 0 without a limit. */
  readonly paceMs: number;
  /**
   * Stores the occurrence; a second call with the same names changes nothing, and gives undefined. Throws StorageUnavailable
   * when it is not stored.
   */
  store(due: Due): Promise<StoredDue | undefined>;
  /** Puts a pointer to a stored occurrence on the queue if the timer's look-ahead may have passed it; never throws. `row`: what `store` gave. */
  pointIfSoon(due: Due, row?: StoredDue): Promise<void>;
  /** Both: stores it, and points to it if it is soon. `tryAt`: not before then, where it was due earlier. */
  plan(due: Due, tryAt?: number): Promise<void>;
  /**
   * The same for what comes back after it had ended: whoever has just ended it, and is about to remove its row, leaves the row
   * that was planned now.
   */
  planAgain(due: Due, tryAt?: number): Promise<void>;
  /**
   * Stores many for a fraction of an operation each; what is stored already stays. Where they are pointed to only after something
   * else, that has three minutes' time until the overdue scan points to them.
   *
   * @param from - the first comes then at the earliest, the others one after the other at the pace of the limit; epoch ms.
   */
  storeMany(dues: readonly Due[], from?: number): Promise<void>;
  /**
   * Points to those of them that are soon: to each when they are few, else to many at once for all instances to share; never
   * throws.
   *
   * @param from - as it was given to `storeMany`.
   */
  pointToMany(dues: readonly Due[], from?: number): Promise<void>;
  /** Both. */
  planMany(dues: readonly Due[]): Promise<void>;
  /**
   * Moves a claimed occurrence to the minute of its next try: the new row first, so that none is lost between.
   *
   * @param attempt - the tries that count so far.
   * @param lastOutcome - what the last of them came to; left out, what the row says stays.
   */
  replan(due: StoredDue, tryAt: number, attempt: number, lastOutcome?: string): Promise<void>;
  /** Takes back what was planned. */
  withdraw(due: Due): Promise<void>;
  /** The same wherever a retry may have moved it: many operations where it has been due. */
  withdrawMoved(due: Due): Promise<void>;
  /**
   * Puts a pointer on the queue, visible at this time (epoch ms).
   *
   * @param row - as it is stored; it then needs not be read again, unless it changes meanwhile.
   */
  point(key: DueKey, atMs: number, row?: StoredDue): Promise<void>;
  /** Asks on the queue that somebody points to all rows of this partition. */
  pointToShard(partition: string): Promise<void>;
}

interface OutboxDeps {
  store: DueStore;
  queue: MessageQueue;
  clock: Clock;
  log: Log;
  /** 0 unless it is given. */
  paceMs?: number;
}

export function createOutbox({ store, queue, clock, log, paceMs = 0 }: OutboxDeps): Outbox {
  const point = async ({ partition, row: r }: DueKey, atMs: number, row?: StoredDue): Promise<void> => {
    const now = clock();
    const d = row && pointedRowOf(row);
    const pointer: DeliveryPointer = {
      ...{ v: DELIVERY_POINTER_VERSION, p: partition, r, at: Math.max(atMs, now) },
      ...(d && JSON.stringify(d).length <= MAX_CARRIED ? { d } : {}),
    };
    await queue.send(pointer, atMs - now);
  };
  const pointSoon = async (key: DueKey, at: number, row?: StoredDue): Promise<void> => {
    if (at > clock() + LOOK_AHEAD_MS + PLANNING_MARGIN_MS) return;
    // The row is the truth: without its pointer the overdue scan finds it, only later.
    await point(key, at, row).catch((error: unknown) =>
      log.warn('delivery.pointer-lost', faultFields(error)),
    );
  };
  const keep = async (due: Due, tryAt = due.dueAt): Promise<StoredDue | undefined> => {
    const stored = await store.insert(due, tryAt, tryAt + POINTER_GRACE_MS);
    return stored === 'exists' ? undefined : stored;
  };
  const many = createManyPointers({
    ...{ point, queue, clock, log, paceMs },
    soonMs: LOOK_AHEAD_MS + PLANNING_MARGIN_MS,
  });
  const storeMany = (dues: readonly Due[], from = 0): Promise<void> => {
    const lastAt = from + Math.round(dues.length * paceMs);
    return store.insertMany(dues, ({ dueAt }) => Math.max(dueAt, clock(), lastAt) + MANY_GRACE_MS);
  };
  return {
    paceMs,
    point,
    storeMany,
    pointToMany: many,
    async planMany(dues) {
      await storeMany(dues);
      await many(dues);
    },
    pointToShard: (partition) =>
      queue.send({ v: DELIVERY_POINTER_VERSION, s: partition } satisfies ShardPointer),
    store: (due) => keep(due),
    pointIfSoon: (due, row) => pointSoon(dueKeyOf(due), due.dueAt, row),
    async plan(due, tryAt = due.dueAt) {
      await pointSoon(dueKeyOf(due, tryAt), tryAt, await keep(due, tryAt));
    },
    async planAgain(due, tryAt = due.dueAt) {
      const key = dueKeyOf(due, tryAt);
      // A row that is there is changed, so that its removal by an older ETag fails; one that goes meanwhile is stored anew.
      for (let isOurs = false; !isOurs;) {
        if (await keep(due, tryAt)) break;
        const there = await store.find(key);
        isOurs = there !== undefined && (await store.notePointer(there, tryAt + POINTER_GRACE_MS));
      }
      await pointSoon(key, tryAt);
    },
    async replan(due, tryAt, attempt, lastOutcome = due.lastOutcome) {
      const key = dueKeyOf(due, tryAt);
      const isSameRow = key.partition === due.key.partition;
      if (isSameRow) await store.release(due, tryAt, tryAt + POINTER_GRACE_MS, { attempt, lastOutcome });
      else {
        await store.insert(due, tryAt, tryAt + POINTER_GRACE_MS, { attempt, lastOutcome, lost: due.lost });
        await removeClaimed(store, due);
      }
      await pointSoon(key, tryAt);
    },
    async withdraw(due) {
      await store.remove(dueKeyOf(due));
    },
    withdrawMoved: (due) => withdrawMoved(store, due, clock()),
  };
}

/** Takes a claimed row away; where storage says that it has changed, once more if the claim is still the same one. */
async function removeClaimed(store: DueStore, { key, etag, attempt, leaseUntil }: StoredDue): Promise<void> {
  if (await store.remove(key, etag)) return;
  const there = await store.find(key);
  if (there?.attempt === attempt && there.leaseUntil === leaseUntil) await store.remove(key, there.etag);
}
