/** Send slots of a tenant: single instants, reserved in blocks for whoever waits in this process, so that instances share one rate. */
import { type Clock, MINUTE_MS, SECOND_MS } from '../../clock';
import type { LimitsStore, TenantLimits } from './limitsStore';
import { pauseEnd } from './pauseEnd';

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
  /** Those who are sent away come back one after the other: bulk, and all others. */
  comeBackAt: { bulk: number; others: number };
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
    const fresh: TenantState = {
      slots: [],
      waiters: [],
      isReserving: false,
      comeBackAt: { bulk: 0, others: 0 },
    };
    tenants.set(tenant, fresh);
    return fresh;
  };

  const sendAway = (state: TenantState, from: number, gone: readonly Waiter[] = state.waiters): void => {
    state.waiters = state.waiters.filter((waiter) => !gone.includes(waiter));
    for (const waiter of gone) {
      const queue = waiter.isBulk ? 'bulk' : 'others';
      const at = Math.max(state.comeBackAt[queue], from, clock() + MAX_SLOT_WAIT_MS) + spacing;
      state.comeBackAt[queue] = at;
      waiter.resolve({ until: Math.round(at) });
    }
  };

  /** Reserves a block for those who wait; false when they were sent away instead. */
  const reserve = async (tenant: string, state: TenantState): Promise<boolean> => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      state.limits ??= await store.read(tenant);
      const { limits } = state;
      const wanted = Math.min(...state.waiters.map(({ from }) => from));
      const start = Math.max(wanted, firstFree(limits, clock()));
      const tooLate = state.waiters.filter((waiter) => start > clock() + mostWaitMs(waiter));
      sendAway(state, start, tooLate);
      if (state.waiters.length === 0) {
        delete state.limits; // by then others may have let it run dry
        return false;
      }
      const count = Math.min(state.waiters.length, maxBlock);
      const next = { ...limits, nextSlotAt: start + count * spacing };
      const etag = await store.write(tenant, next);
      if (etag === undefined) {
        delete state.limits;
        continue;
      }
      state.limits = { ...next, etag };
      for (let index = 0; index < count; index += 1) state.slots.push(start + index * spacing);
      return true;
    }
    sendAway(state, clock());
    return false;
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
