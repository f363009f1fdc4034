/** What people do with a watch that they have: stop it, keep it, hear nothing of it for a while. */
import { normaliseId } from '../conversations/shortId';
import { faultFields } from '../log';
import { nameOf } from './checkWatch';
import type { Watch, Wishes } from './watch';
import type { WatchDeps } from './watchDeps';

const PREFIX = /^[0-9a-z]{4,20}$/;

/** Finds a person's own watch by what they typed of its id; those of others do not exist for them. Of two alike, the active one. */
export async function findOwn(
  { store }: Pick<WatchDeps, 'store'>,
  owner: Watch['owner'],
  typed: string,
): Promise<Watch | undefined> {
  const prefix = normaliseId(typed);
  if (!PREFIX.test(prefix)) return undefined;
  const found = (await store.ofOwner(owner)).filter(({ id }) => id.startsWith(prefix));
  return found.find(({ wishes }) => wishes.state === 'active') ?? found.at(-1);
}

export type ChangeDeps = Pick<WatchDeps, 'store' | 'monitors' | 'settings' | 'log'>;

/** `too-many`: it would be checked again, and others take all the room; `too-long`: nothing is silenced for so long. */
export type Changed =
  { outcome: 'changed'; watch: Watch } | { outcome: 'too-many' | 'too-long' | 'is-stopped' };

/** Ends it; what it has to tell is no longer told. */
export function stopWatch(deps: ChangeDeps, watch: Watch, now: number): Promise<Watch> {
  return change(deps, watch, { ...watch.wishes, state: 'stopped', expiresAt: now });
}

/** Lets it go on for as long as it was asked for, from now; one that had ended begins again. */
export function keepWatch(deps: ChangeDeps, watch: Watch, now: number): Promise<Changed> {
  return goOn(deps, watch, { state: 'active', expiresAt: now + watch.durationMs, snoozedUntil: 0 });
}

/** Nothing is told for so long (ms); what lasts longer than the watch lengthens it. One that was stopped stays so. */
export async function snoozeWatch(
  deps: ChangeDeps,
  watch: Watch,
  now: number,
  forMs: number,
): Promise<Changed> {
  if (watch.wishes.state === 'stopped') return { outcome: 'is-stopped' };
  if (forMs > deps.settings.maxDurationMs) return { outcome: 'too-long' };
  const snoozedUntil = now + forMs;
  const expiresAt = Math.max(watch.wishes.expiresAt, snoozedUntil + watch.intervalMs);
  return goOn(deps, watch, { state: 'active', expiresAt, snoozedUntil });
}

async function goOn(deps: ChangeDeps, watch: Watch, wishes: Wishes): Promise<Changed> {
  const { store, settings } = deps;
  if (watch.wishes.state !== 'active' && (await countActive(store, watch.owner)) >= settings.maxActive)
    return { outcome: 'too-many' };
  return { outcome: 'changed', watch: await change(deps, watch, wishes) };
}

async function countActive(store: WatchDeps['store'], owner: Watch['owner']): Promise<number> {
  return (await store.ofOwner(owner)).filter(({ wishes }) => wishes.state === 'active').length;
}

/** Once it is stored it counts: a monitor that could not be told now is repaired. */
async function change({ store, monitors, log }: ChangeDeps, watch: Watch, wishes: Wishes): Promise<Watch> {
  await store.wish(nameOf(watch), wishes);
  const changed = { ...watch, wishes };
  await monitors
    .tell(changed)
    .catch((error: unknown) => log.warn('watches.told-later', { watch: watch.id, ...faultFields(error) }));
  return changed;
}
