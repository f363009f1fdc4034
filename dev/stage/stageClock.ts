/** One clock for all parts of the local stage, which can be moved forward: storage, host and app, and the chat together. */

/** Whatever keeps time in a process of its own. */
export interface ClockPart {
  setClockOffset(offsetMs: number): Promise<void>;
}

export interface StageClock {
  /** Epoch ms, UTC. */
  now(): number;
  /** How far this clock is ahead of the real one, in ms. */
  readonly offsetMs: number;
  /** Moves all parts by this many ms, one after the other; resolves when the last one has moved. */
  advance(ms: number): Promise<void>;
}

/** The real clock, also where a bundle has replaced `Date`. */
const realNow = Date.now;

/**
 * A clock over the parts that `parts` lists at each move, in that order: storage before the host, so that what the host
 * looks for when it wakes is already visible.
 */
export function createStageClock(parts: () => readonly ClockPart[]): StageClock {
  let offsetMs = 0;
  let lastMove = Promise.resolve();
  return {
    now: () => realNow() + offsetMs,
    get offsetMs() {
      return offsetMs;
    },
    advance(ms) {
      if (!Number.isFinite(ms))
        throw new RangeError(`The clock moves by a finite number of milliseconds, not ${ms}.`);
      const move = lastMove.then(async () => {
        offsetMs += ms;
        for (const part of parts()) await part.setClockOffset(offsetMs);
      });
      lastMove = move.catch(() => undefined);
      return move;
    },
  };
}
