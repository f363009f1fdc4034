/** Pointers to many rows: to each of a few by a message of its own, else by messages that each name many rows of one shard. */
import type { MessageQueue } from '../azure/messageQueue';
import type { Clock } from '../clock';
import { faultFields, type Log } from '../log';
import { DELIVERY_POINTER_VERSION, type ShardPointer } from './deliveryPointer';
import { type Due, type DueKey, dueKeyOf } from './due';
import { forEachRow } from './forEachRow';

/** Up to so many get a message each. */
const FEW = 32;
/** So many characters of row keys fit into one message, whatever they are escaped to on the way. */
const MAX_NAMED = 8000;

interface ManyPointersDeps {
  point(key: DueKey, atMs: number): Promise<void>;
  queue: Pick<MessageQueue, 'send'>;
  clock: Clock;
  log: Log;
  /** What is due later than this is left to the ticks, ms. */
  soonMs: number;
  /** How far apart they come, ms. */
  paceMs: number;
}

/** A pointer that is lost leaves its row to the overdue scan. */
export function createManyPointers({
  point,
  queue,
  clock,
  log,
  soonMs,
  paceMs,
}: ManyPointersDeps): (dues: readonly Due[], from?: number) => Promise<void> {
  const lost = (error: unknown): void => log.warn('delivery.pointer-lost', faultFields(error));
  return async (dues, from = 0) => {
    const soon = dues.filter(({ dueAt }) => dueAt <= clock() + soonMs);
    if (soon.length <= FEW)
      await forEachRow(each([...soon.entries()]), ([index, due]) =>
        point(dueKeyOf(due), Math.max(due.dueAt, from + Math.round(index * paceMs))).catch(lost),
      );
    else
      await forEachRow(each(paced(shardPointers(soon), from, paceMs)), (pointer) =>
        queue.send(pointer).catch(lost),
      );
  };
}

type NamedRows = ShardPointer & { r: string[]; at: number };

/** Each names rows of one shard that are due at one time. */
function shardPointers(dues: readonly Due[]): NamedRows[] {
  const groups = new Map<string, NamedRows>();
  const full: NamedRows[] = [];
  for (const due of dues) {
    const { partition, row } = dueKeyOf(due);
    const name = `${partition} ${due.dueAt}`;
    const empty = { v: DELIVERY_POINTER_VERSION, s: partition, r: [] as string[], at: due.dueAt } as const;
    const group = groups.get(name) ?? empty;
    group.r.push(row);
    groups.set(name, group);
    if (group.r.join('').length < MAX_NAMED) continue;
    full.push(group);
    groups.delete(name);
  }
  return [...full, ...groups.values()];
}

/** The first of each goes on where the last of the one before has ended. */
function paced(pointers: readonly NamedRows[], from: number, paceMs: number): ShardPointer[] {
  let next = from;
  return pointers.map((pointer) => {
    const at = Math.max(pointer.at, Math.round(next));
    next += pointer.r.length * paceMs;
    return { ...pointer, at, ...(paceMs > 0 ? { e: paceMs } : {}) };
  });
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
