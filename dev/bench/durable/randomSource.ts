/** Seeded randomness: a printed seed brings back the same run. */

export interface RandomSource {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True with this chance (0 to 1). */
  chance(part: number): boolean;
  /** One of the entries; throws a RangeError when there is none. */
  pick<T>(entries: readonly T[]): T;
}

/** The sequence that belongs to a 32-bit seed. */
export function randomSource(seed: number): RandomSource {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (part) => next() < part,
    pick: (entries) => {
      if (entries.length === 0) throw new RangeError('There is nothing to pick from.');
      return entries[between(0, entries.length - 1)] as (typeof entries)[number];
    },
  };
}
