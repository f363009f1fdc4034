/** Asks before each send whether the channel's limits leave room for it, across instances; and hears what the channel throttles. */
import { type Clock, SECOND_MS } from '../../clock';
import type { Conversation } from '../../conversations/conversation';
import type { ConversationStore } from '../../conversations/conversationStore';
import { createTurns, type Turns } from '../turns';
import type { LimitsStore } from './limitsStore';
import { pauseEnd } from './pauseEnd';
import { createTenantSlots, MAX_SLOT_WAIT_MS, type TenantSlots } from './tenantSlots';
import { earliestSend, withSends } from './threadWindows';

/** Whether to send now, or when to try again (epoch ms). */
export type Admission = { isAdmitted: true } | { isAdmitted: false; until: number };

export interface Limiter {
  /** So many calls of the channel may go together. */
  readonly most: number;
  /**
   * Waits for its turn, up to two seconds.
   *
   * @param sends - how many calls of the channel it takes.
   */
  admit(conversation: Conversation, sends: number, isBulk: boolean): Promise<Admission>;
  /** The same for a call that belongs to no conversation yet: it makes one. */
  admitNew(tenant: string, isBulk: boolean): Promise<Admission>;
  /** The channel said 429 in this conversation: pauses it; and its tenant, when several conversations hear that at once. */
  throttled(conversation: Conversation, retryAfterMs?: number): Promise<void>;
}

export interface LimiterDeps {
  conversations: ConversationStore;
  limits: LimitsStore;
  /** Sends a second in one tenant; 0 turns all limits off. */
  perSecond: number;
  clock: Clock;
  wait(ms: number): Promise<void>;
}

/** Time to note the send in its thread before its slot comes. */
const LEAD_MS = 60;
/** A slot that is missed by more is lost. */
const SLOT_TOLERANCE_MS = 90;
const MAX_TRIES = 6;
/** Sends to one thread that had to wait come back at the pace that its windows allow in the long run. */
const THREAD_PACE_MS = 500;
const THROTTLED_WAIT_MS = 2 * SECOND_MS;
/** So many threads throttled within this time pause their tenant. */
const TENANT_SIGNS = { threads: 3, withinMs: 2 * SECOND_MS };

export function createLimiter(deps: LimiterDeps): Limiter {
  const slots = createTenantSlots(deps.limits, Math.max(deps.perSecond, 1), deps.clock);
  const parts: Parts = { deps, slots, comeBack: new Map(), turns: createTurns() };
  return {
    most: deps.perSecond === 0 ? Infinity : deps.perSecond,
    admit: (conversation, sends, isBulk) =>
      deps.perSecond === 0
        ? Promise.resolve({ isAdmitted: true })
        : admit(parts, { conversation, sends, isBulk }),
    async admitNew(tenant, isBulk) {
      if (deps.perSecond === 0) return { isAdmitted: true };
      const slot = await slots.take(tenant, deps.clock() + LEAD_MS, isBulk);
      if ('until' in slot) return { isAdmitted: false, until: slot.until };
      await deps.wait(Math.max(0, slot.at - deps.clock()));
      return { isAdmitted: true };
    },
    async throttled(conversation, retryAfterMs = THROTTLED_WAIT_MS) {
      if (deps.perSecond === 0) return;
      const now = deps.clock();
      const until = now + retryAfterMs;
      const known = await deps.conversations.find(conversation);
      await deps.conversations.save(conversation, {
        pausedUntil: Math.max(until, pauseEnd(known?.pausedUntil, now)),
      });
      if (await pauseTenant(deps, conversation, until)) slots.forget(conversation.tenant);
    },
  };
}

interface Parts {
  deps: LimiterDeps;
  slots: TenantSlots;
  /** When those come back whom their thread had no room for. */
  comeBack: Map<string, number>;
  turns: Turns;
}

interface Wish {
  conversation: Conversation;
  sends: number;
  isBulk: boolean;
}

async function admit({ deps, slots, comeBack, turns }: Parts, wish: Wish): Promise<Admission> {
  const { clock } = deps;
  const giveUpAt = clock() + MAX_SLOT_WAIT_MS;
  const away = (from: number): Admission => ({ isAdmitted: false, until: paced(comeBack, wish, from) });
  // One after the other in each thread: a tenant's slot that finds no room in its thread is lost to all others.
  const reserved = await turns(nameOf(wish.conversation), (isFirst) =>
    reserve({ deps, slots, away, giveUpAt }, wish, isFirst),
  );
  if (!('at' in reserved)) return reserved;
  const { at } = reserved;
  await deps.wait(Math.max(0, at - clock()));
  return clock() <= at + SLOT_TOLERANCE_MS ? { isAdmitted: true } : away(clock() + MAX_SLOT_WAIT_MS);
}

interface Reserving extends Pick<Parts, 'deps' | 'slots'> {
  away(from: number): Admission;
  giveUpAt: number;
}

/** The instant to send at, which tenant and thread have room for. */
async function reserve(
  { deps, slots, away, giveUpAt }: Reserving,
  { conversation, sends, isBulk }: Wish,
  isFirst: boolean,
): Promise<Admission | { at: number }> {
  const { clock, conversations } = deps;
  let known = isFirst ? conversation : await conversations.find(conversation);
  for (let tries = 0; known && tries < MAX_TRIES; tries += 1) {
    const from = earliestOf(known, clock() + LEAD_MS, sends);
    if (from > giveUpAt) return away(from);
    // Slots are taken near their time only: one far ahead would leave those before it to nobody.
    if (from > clock() + 2 * LEAD_MS) {
      await deps.wait(from - LEAD_MS - clock());
      known = await conversations.find(conversation);
      continue;
    }
    const taken = await Promise.all(
      Array.from({ length: sends }, () => slots.take(conversation.tenant, from, isBulk)),
    );
    const sentAway = taken.find((slot) => 'until' in slot);
    if (sentAway) return { isAdmitted: false, until: sentAway.until };
    const at = Math.max(...taken.map((slot) => ('at' in slot ? slot.at : 0)));
    if (await noteSends(deps, known, at, sends)) return { at };
    known = await conversations.find(conversation); // it was too late, or no room was left
  }
  return away(clock() + MAX_SLOT_WAIT_MS);
}

const nameOf = ({ tenant, key }: Conversation): string => `${tenant}\n${key}`;

const earliestOf = ({ sendTimes, pausedUntil }: Conversation, from: number, sends: number): number =>
  earliestSend(sendTimes, Math.max(from, pauseEnd(pausedUntil, from)), sends);

/** Notes the sends on the conversation's row, for all instances to see; gives the row as it is then, or undefined when there is no room. */
async function noteSends(
  { conversations, clock }: LimiterDeps,
  conversation: Conversation,
  at: number,
  sends: number,
): Promise<Conversation | undefined> {
  let known: Conversation | undefined = conversation;
  for (let tries = 0; known && tries < MAX_TRIES; tries += 1) {
    if (earliestOf(known, at, sends) > at) return undefined;
    const sendTimes = withSends(known.sendTimes, Array<number>(sends).fill(at), clock());
    const etag = await conversations.noteSends(known, sendTimes);
    if (etag !== undefined) return { ...known, sendTimes, etag };
    known = await conversations.find(conversation); // somebody else sent there, or wrote to the bot
  }
  return undefined;
}

function paced(comeBack: Map<string, number>, { conversation, isBulk }: Wish, from: number): number {
  const name = `${nameOf(conversation)}\n${isBulk}`; // bulk stands in a queue of its own
  const until = Math.max(from, (comeBack.get(name) ?? 0) + THREAD_PACE_MS);
  comeBack.delete(name);
  comeBack.set(name, until);
  const [oldest] = comeBack.keys();
  if (comeBack.size > 1000 && oldest !== undefined) comeBack.delete(oldest);
  return Math.round(until);
}

/** Notes that a thread was throttled; true when so many were that the tenant pauses. */
async function pauseTenant(
  { limits, clock }: LimiterDeps,
  { tenant, key }: Conversation,
  until: number,
): Promise<boolean> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const known = await limits.read(tenant);
    const now = clock();
    const recent = known.throttled.filter(
      ({ thread, at }) => thread !== key && Math.abs(now - at) < TENANT_SIGNS.withinMs,
    );
    const throttled = [...recent, { thread: key, at: now }];
    const isPaused = throttled.length >= TENANT_SIGNS.threads;
    const pausedUntil = isPaused ? Math.max(known.pausedUntil, until) : known.pausedUntil;
    if ((await limits.write(tenant, { ...known, throttled, pausedUntil })) !== undefined) return isPaused;
  }
  return false;
}
