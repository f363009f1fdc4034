/** Send slots of a tenant: single instants, reserved in blocks for whoever waits in this process, so that instances share one rate. */
import { type Clock, MINUTE_MS, SECOND_MS } from '../../clock';
import type { LimitsStore, TenantLimits } from './limitsStore';
import { pauseEnd } from './pauseEnd';
import { type LastBack, timesBack } from './timesBack';

/** Longer waits give the message back to the queue. */
export const MAX_SLOT_WAIT_MS = 2 * SECOND_MS;
/** Bulk reserves no further ahead, on no instance: what a person waits for finds slots behind it, and none of it in between. */
const BULK_SLOT_WAIT_MS = SECOND_MS;
/** Sends reach the channel so much later than their slots, at most: the slots are that much further apart. */
const JITTER_MS = 140;
/** No instance reserves slots that are further ahead, whatever its clock's error is. */
const FAR_MS = MINUTE_MS;
/** No instance reserves more than this part of a second at once, so that none starves. */
const BLOCK_SECONDS = 0.4;
/** Several instances that reserve at the same moment try again. */
const MAX_TRIES = 8;

/** An instant to send at, or when to ask again; both epoch ms. */
export type Slot = { at: number } | { until: number };

interface Waiter {
  from: number;
  isBulk: boolean;
  resolve(slot: Slot): void;
  reject(error: unknown): void;
}

interface TenantState {
  limits?: TenantLimits;
  slots: number[];
  waiters: Waiter[];
  isReserving: boolean;
}

export interface TenantSlots {
  /** @param from - not earlier, epoch ms. @param isBulk - lets the others go first. */
  take(tenant: string, from: number, isBulk: boolean): Promise<Slot>;
  /** Forgets what is known of the tenant: it was paused. */
  forget(tenant: string): void;
}

/** How far apart the slots of one tenant are, ms. @param perSecond - sends a second, of all instances together. */
const slotSpacingMs = (perSecond: number): number => (SECOND_MS + JITTER_MS) / perSecond;

/** How far apart many of one tenant are put on the queue, ms: a little closer than the slots, so that none stays empty. */
export const crowdPaceMs = (perSecond: number): number =>
  perSecond === 0 ? 0 : 0.95 * slotSpacingMs(perSecond);

const mostWaitMs = ({ isBulk }: Waiter): number => (isBulk ? BULK_SLOT_WAIT_MS : MAX_SLOT_WAIT_MS);

/** @param perSecond - sends a second in one tenant, of all instances together. */
export function createTenantSlots(store: LimitsStore, perSecond: number, clock: Clock): TenantSlots {
  const spacing = slotSpacingMs(perSecond);
  const maxBlock = Math.max(1, Math.floor(perSecond * BLOCK_SECONDS));
  const tenants = new Map<string, TenantState>();
  const stateOf = (tenant: string): TenantState => {
    const known = tenants.get(tenant);
    if (known) return known;
    const fresh: TenantState = { slots: [], waiters: [], isReserving: false };
    tenants.set(tenant, fresh);
    return fresh;
  };

  /** Writes the tenant's row for all instances to see; false when another one was faster. */
  const write = async (tenant: string, state: TenantState, next: TenantLimits): Promise<boolean> => {
    const etag = await store.write(tenant, next);
    if (etag === undefined) delete state.limits;
    else state.limits = { ...next, etag };
    return etag !== undefined;
  };

  /** Reserves a block for those who wait, or sends those away for whom it would come too late. */
  const reserve = async (tenant: string, state: TenantState): Promise<void> => {
    let lastBack: LastBack = { bulk: 0, others: 0 };
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const limits = (state.limits ??= await store.read(tenant));
      ({ lastBack } = limits);
      const now = clock();
      const wanted = Math.min(...state.waiters.map(({ from }) => from));
      const start = Math.max(wanted, firstFree(limits, now));
      const tooLate = state.waiters.filter((waiter) => start > now + mostWaitMs(waiter));
      if (tooLate.length > 0) {
        const from = Math.max(start, now + MAX_SLOT_WAIT_MS);
        const back = timesBack(lastBack, tooLate, { now, from, spacing });
        if (!(await write(tenant, state, { ...limits, lastBack: back.last }))) continue;
        sendAway(state, tooLate, back.times);
        if (state.waiters.length === 0) delete state.limits; // by then others may have let it run dry
        return;
      }
      const count = Math.min(state.waiters.length, maxBlock);
      if (!(await write(tenant, state, { ...limits, nextSlotAt: start + count * spacing }))) continue;
      for (let index = 0; index < count; index += 1) state.slots.push(start + index * spacing);
      return;
    }
    const now = clock();
    const { times } = timesBack(lastBack, state.waiters, { now, from: now + MAX_SLOT_WAIT_MS, spacing });
    sendAway(state, state.waiters, times);
  };

  const pump = async (tenant: string, state: TenantState): Promise<void> => {
    if (state.isReserving) return;
    state.isReserving = true;
    try {
      for (hand(state, clock()); state.waiters.length > 0; hand(state, clock())) await reserve(tenant, state);
    } catch (error) {
      delete state.limits;
      for (const waiter of state.waiters.splice(0)) waiter.reject(error);
    } finally {
      state.isReserving = false;
    }
  };

  return {
    take(tenant, from, isBulk) {
      const state = stateOf(tenant);
      return new Promise((resolve, reject) => {
        state.waiters.push({ from, isBulk, resolve, reject });
        void pump(tenant, state);
      });
    },
    forget(tenant) {
      tenants.get(tenant)?.slots.splice(0);
      delete tenants.get(tenant)?.limits;
    },
  };
}

/** When the first slot can be, by what is stored. Slots far ahead are nobody's: a wrong clock, or an odd row, had them. */
function firstFree({ nextSlotAt, pausedUntil }: TenantLimits, now: number): number {
  return Math.max(now, nextSlotAt <= now + FAR_MS ? nextSlotAt : 0, pauseEnd(pausedUntil, now));
}

function sendAway(state: TenantState, gone: readonly Waiter[], times: readonly number[]): void {
  state.waiters = state.waiters.filter((waiter) => !gone.includes(waiter));
  gone.forEach((waiter, index) => waiter.resolve({ until: times[index] as number }));
}

/** Gives the slots that are still ahead to those who wait: what people wait for first, then in the order in which they came. */
function hand(state: TenantState, now: number): void {
  state.slots = state.slots.filter((at) => at >= now);
  state.waiters.sort((a, b) => Number(a.isBulk) - Number(b.isBulk));
  state.waiters = state.waiters.filter((waiter) => {
    const index = state.slots.findIndex((at) => at >= waiter.from);
    if (index < 0) return true;
    waiter.resolve({ at: state.slots.splice(index, 1)[0] as number });
    return false;
  });
}
