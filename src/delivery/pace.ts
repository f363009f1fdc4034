/** Many that belong together come one after the other, so that the queue stays free for what others wait for. */
import type { DeliverDeps } from './deliverDeps';
import { type Due, SHARD_NAMES } from './due';
import { isDueWork } from './deliveryKind';
import { LOOK_AHEAD_MS } from './outbox';

/** How much later than the first of its crowd this one comes, ms; 0 for what belongs to none. */
export type Pace = (due: Due) => number;

interface PaceDeps extends Pick<DeliverDeps, 'kinds'> {
  outbox: Pick<DeliverDeps['outbox'], 'paceMs'>;
}

/**
 * So much later than the first comes one that so many of its crowd come before, ms. Within the look-ahead, where ticks need not
 * look at what waits: of more than can go out meanwhile, several come at each time, and the limit gives them times of their own.
 */
export const paceOf = (before: number, apartMs: number): number =>
  Math.round((before * apartMs) % LOOK_AHEAD_MS);

/** Counts each crowd from its first on. `isOneShard`: as many shards are pointed to at the same time as there are. */
export function createPace({ kinds, outbox }: PaceDeps, isOneShard = false): Pace {
  const apartMs = outbox.paceMs * (isOneShard ? SHARD_NAMES.length : 1);
  const before = new Map<string, number>();
  return (due) => {
    const kind = kinds.get(due.kind);
    const crowd = kind && !isDueWork(kind) ? kind.crowdOf?.(due) : undefined;
    if (crowd === undefined || apartMs === 0) return 0;
    const count = before.get(crowd) ?? 0;
    before.set(crowd, count + 1);
    return paceOf(count, apartMs);
  };
}
