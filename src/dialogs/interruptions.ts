/**
 * What a delivery does at the place of the person whom it reaches: it is sent, held, put on top, or ends what is open. All of
 * it is decided by the state's row: whoever changes that first comes first.
 */
import type { Clock } from '../clock';
import { MINUTE_MS, SECOND_MS } from '../clock';
import type { Language, Utterance } from '../conversations/chatTurn';
import type { ChatDialog } from './chatDialog';
import type { DialogPlace } from './dialogPlace';
import { type Arriving, contentOf, type DialogContent, NOTHING_YET, type StackedDialog } from './dialogRow';
import type { DialogStore, StoredDialog } from './dialogStore';
import { addFirst, droppedWords } from './placeAnswer';
import { arrived, DIALOG_LIFETIME_MS, notArrived, openStack, takenUntil } from './placeRules';
import type { DeliveryNames, StoredWaiting, Waiting } from './waiting';
import { wakeWaiting } from './writeTurn';

/** A delivery that is about to be sent. */
export interface Newcomer {
  place: DialogPlace;
  /** Names the delivery wherever it is met again. */
  delivery: string;
  names: DeliveryNames;
  policy: 'wait' | 'cancel' | 'interrupt';
  waitAtMostMs?: number;
  language: Language;
  utterance: Utterance;
}

export type Reception =
  /** This is sent now. `after`: to be called, repeatably, once it surely was or surely was not. */
  | { kind: 'send'; utterance: Utterance; after(isSent: boolean): Promise<void> }
  /** It comes at this time (epoch ms), or sooner: once it lies there, `keep` lets the dialog's end wake it. */
  | { kind: 'hold'; until: number; keep(): Promise<'kept' | 'over'> }
  /** Somebody is at work there: to be looked at again (epoch ms). */
  | { kind: 'later'; at: number }
  /** The person has seen it. */
  | { kind: 'seen' };

export interface Interruptions {
  receive(newcomer: Newcomer): Promise<Reception>;
}

export interface InterruptionsDeps {
  store: DialogStore;
  dialogs: readonly ChatDialog[];
  clock: Clock;
  wake(names: DeliveryNames, wakesAt: number): Promise<void>;
}

export const WAIT_AT_MOST_MS = 10 * MINUTE_MS;
const LOOK_AGAIN_MS = SECOND_MS;
/** A delivery that is not known to have come or failed by then has died with its process. */
const SENT_WITHIN_MS = MINUTE_MS;
/** So long each of those that waited goes before what comes anew and before what waited behind it. */
const IN_ORDER_MS = 10 * SECOND_MS;

interface Seen {
  deps: InterruptionsDeps;
  newcomer: Newcomer;
  now: number;
  state: StoredDialog | undefined;
  mine: StoredWaiting | undefined;
  ahead: readonly StoredWaiting[];
}

export function createInterruptions(deps: InterruptionsDeps): Interruptions {
  return {
    async receive(newcomer) {
      const { state, waiting } = await deps.store.look(newcomer.place);
      const now = deps.clock();
      const mine = waiting.find(({ delivery }) => delivery === newcomer.delivery);
      const before = mine ? waiting.slice(0, waiting.indexOf(mine)) : waiting;
      // A turn may have put it in its sender's stead.
      const ahead = before.filter(({ delivery }) => !state?.recent.includes(delivery));
      const seen: Seen = { deps, newcomer, now, state, mine, ahead };
      if (state?.recent.includes(newcomer.delivery)) return forget(seen, { kind: 'seen' });
      const arriving = state?.arriving;
      if (arriving && arriving.delivery !== newcomer.delivery && arriving.since + SENT_WITHIN_MS > now)
        return later(seen);
      if (newcomer.policy === 'wait') return receiveWaiting(seen);
      // What nobody answers needs no dialog: it is only said.
      if (newcomer.policy === 'interrupt' && !newcomer.utterance.asks) return forget(seen, plain(seen));
      if (state && takenUntil(state, now) !== undefined) return later(seen);
      return newcomer.policy === 'cancel' ? receiveCancelling(seen) : receiveInterrupting(seen);
    },
  };
}

const later = ({ now }: Seen): Reception => ({ kind: 'later', at: now + LOOK_AGAIN_MS });

/** The dialogs that the person is in. */
const openOf = ({ deps, state, now }: Seen): readonly StackedDialog[] =>
  (state ? openStack(state, now) : []).filter(({ id }) => deps.dialogs.some(({ name }) => name === id));

/** It does not wait any more. */
async function forget({ deps, mine }: Seen, reception: Reception): Promise<Reception> {
  if (mine) await deps.store.removeWaiting(mine);
  return reception;
}

/** Sent as it is; what waited is no more once it was sent. */
function plain({ deps, newcomer, mine }: Seen): Reception {
  return {
    kind: 'send',
    utterance: newcomer.utterance,
    after: async () => {
      if (mine) await deps.store.removeWaiting(mine);
    },
  };
}

function receiveWaiting(seen: Seen): Reception {
  const { state, now, ahead } = seen;
  const until = untilOf(seen);
  if (now >= until) return plain(seen);
  if (state && openOf(seen).length > 0) return hold(seen, state, 'dialog', until);
  return isBehind(seen, ahead) ? later(seen) : plain(seen);
}

/** What waited longer goes first, for as long as that takes where nothing is wrong; and what waits behind two waits for both. */
function isBehind({ state, now }: Seen, ahead: readonly StoredWaiting[]): boolean {
  if (!state) return false;
  const isExpired = state.stack.length > 0 && state.expiresAt <= now;
  return now < (isExpired ? state.expiresAt : state.changedAt) + ahead.length * IN_ORDER_MS;
}

const untilOf = ({ newcomer, mine, now }: Seen): number =>
  mine?.until ?? now + (newcomer.waitAtMostMs ?? WAIT_AT_MOST_MS);

/** A dialog that expires ends without a word: it looks again then. */
function hold(
  { deps, newcomer, mine }: Seen,
  state: StoredDialog,
  waitsFor: Waiting['waitsFor'],
  until: number,
): Reception {
  const { delivery, names } = newcomer;
  const wakesAt = Math.min(until, state.expiresAt);
  const waiting: Waiting = { delivery, names, waitsFor, until, wakesAt };
  return {
    kind: 'hold',
    until: wakesAt,
    keep: async () => ((await deps.store.keepWaiting(state, waiting, mine?.row)) ? 'kept' : 'over'),
  };
}

async function receiveCancelling(seen: Seen): Promise<Reception> {
  const { newcomer, deps } = seen;
  const stack = openOf(seen);
  if (stack.length === 0) return plain(seen);
  const words = droppedWords(deps.dialogs, stack, newcomer.language);
  const utterance = addFirst(newcomer.utterance, words);
  return arrive(seen, { kind: 'drop', words }, utterance);
}

async function receiveInterrupting(seen: Seen): Promise<Reception> {
  const { state, now, newcomer, ahead } = seen;
  const { asks, ...utterance } = newcomer.utterance;
  if (!asks) return plain(seen);
  const until = untilOf(seen);
  const top = openOf(seen).at(-1);
  const queue = ahead.filter(({ waitsFor }) => waitsFor === 'question');
  if (state && top?.delivery !== undefined && now < until) return hold(seen, state, 'question', until);
  if (isBehind(seen, queue)) return later(seen);
  return arrive(seen, { kind: 'push', id: asks.dialog, state: asks.state }, utterance);
}

/** Says on the row what is coming; then it is sent, and then the row says that it has come. */
async function arrive(seen: Seen, change: Arriving['change'], utterance: Utterance): Promise<Reception> {
  const { deps, newcomer, state, now } = seen;
  const { place, delivery } = newcomer;
  const arriving: Arriving = { delivery, since: now, change };
  const content: DialogContent = {
    ...(state ? contentOf(state) : NOTHING_YET),
    ...(state && state.expiresAt > now ? {} : { stack: [], expiresAt: now + DIALOG_LIFETIME_MS }),
    arriving,
  };
  if (!(await deps.store.write(place, content, state))) return later(seen);
  return { kind: 'send', utterance, after: (isSent) => settle(seen, arriving, isSent) };
}

/** Repeatable: what has been settled already, by an earlier call or by a turn, stays so. */
async function settle({ deps, newcomer, mine }: Seen, arriving: Arriving, isSent: boolean): Promise<void> {
  const { store, clock } = deps;
  for (;;) {
    const known = await store.find(newcomer.place);
    const isMine = known?.arriving?.delivery === arriving.delivery;
    if (!known || !isMine) break;
    const content = contentOf(known);
    const next = isSent ? arrived(content, arriving, clock()) : notArrived(content);
    const written = await store.write(newcomer.place, next, known);
    if (!written) continue;
    if (isSent && arriving.change.kind === 'drop' && written.waits > 0) await wakeWaiting(deps, written);
    break;
  }
  if (mine && isSent) await store.removeWaiting(mine);
}
