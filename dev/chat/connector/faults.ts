// The script of faults: which calls of the bot the local connector fails, how often, and how.
import type { ConnectorCall } from './connectorCalls';
import type { FaultKind } from './faultKinds';

/** Which calls are meant: a predicate, or a method and a path (a piece of it, or a pattern). */
export type CallMatch =
  ((call: ConnectorCall) => boolean) | { readonly method?: string; readonly path?: string | RegExp };

/** A fault for the calls that match; without `match` for every call. */
export interface FaultRule {
  readonly match?: CallMatch;
  /** How many calls it hits; 1 unless said, Infinity for all. */
  readonly times?: number;
  readonly kind: FaultKind;
  /** The call takes effect first, and only its answer is lost or wrong. */
  readonly afterEffect?: boolean;
}

/** Random faults. The probabilities (0–1) of one mix add up to at most 1. */
export interface FaultMix {
  /** The same seed and the same calls give the same faults. */
  readonly seed: number;
  readonly match?: CallMatch;
  readonly of: readonly {
    readonly kind: FaultKind;
    readonly probability: number;
    readonly afterEffect?: boolean;
  }[];
}

/** The fault that a call is given. */
export interface ChosenFault {
  readonly kind: FaultKind;
  readonly afterEffect: boolean;
}

/** A rule that was added. */
export interface FaultHandle {
  /** How many calls it has hit. */
  readonly hits: number;
  remove(): void;
}

/** The faults of one connector. Scripted ones go before random ones, earlier before later. */
export interface Faults {
  add(rule: FaultRule): FaultHandle;
  mix(mix: FaultMix): FaultHandle;
  clear(): void;
  /** Chooses, and uses up, the fault of this call. */
  choose(call: ConnectorCall): ChosenFault | undefined;
}

type Chooser = FaultHandle & { choose(call: ConnectorCall): ChosenFault | undefined };

/** Creates an empty script. */
export function createFaults(): Faults {
  const scripted: Chooser[] = [];
  const random: Chooser[] = [];
  const put = (list: Chooser[], choose: Chooser['choose']): FaultHandle => {
    let hits = 0;
    const chooser: Chooser = {
      get hits() {
        return hits;
      },
      remove: () => void (list.includes(chooser) && list.splice(list.indexOf(chooser), 1)),
      choose(call) {
        const chosen = choose(call);
        if (chosen) hits += 1;
        return chosen;
      },
    };
    list.push(chooser);
    return chooser;
  };
  return {
    add: (rule) => put(scripted, scriptedChooser(rule)),
    mix: (mix) => put(random, randomChooser(mix)),
    clear() {
      scripted.length = 0;
      random.length = 0;
    },
    choose(call) {
      for (const chooser of [...scripted, ...random]) {
        const chosen = chooser.choose(call);
        if (chosen) return chosen;
      }
      return undefined;
    },
  };
}

function scriptedChooser({ match, times = 1, kind, afterEffect = false }: FaultRule): Chooser['choose'] {
  let left = times;
  return (call) => {
    if (left <= 0 || !matches(call, match)) return undefined;
    left -= 1;
    return { kind, afterEffect };
  };
}

function randomChooser({ seed, match, of }: FaultMix): Chooser['choose'] {
  const total = of.reduce((sum, { probability }) => sum + probability, 0);
  if (total > 1) throw new RangeError(`The probabilities of a fault mix add up to ${total}, more than 1.`);
  const next = createRandom(seed);
  return (call) => {
    if (!matches(call, match)) return undefined;
    let drawn = next();
    for (const { kind, probability, afterEffect = false } of of) {
      if (drawn < probability) return { kind, afterEffect };
      drawn -= probability;
    }
    return undefined;
  };
}

function matches(call: ConnectorCall, match: CallMatch | undefined): boolean {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(call);
  if (match.method !== undefined && match.method !== call.method) return false;
  if (match.path === undefined) return true;
  const path = decodeURIComponent(call.path);
  return typeof match.path === 'string' ? path.includes(match.path) : match.path.test(path);
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
