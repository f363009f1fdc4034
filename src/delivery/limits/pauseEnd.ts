/** Until when a pause holds that somebody stored: none is longer than what a channel may ask for. */
import { HOUR_MS, MINUTE_MS } from '../../clock';

/** The longest wait that is taken from a channel, and what clocks may differ by. */
const LONGEST_MS = HOUR_MS + 5 * MINUTE_MS;

/** The end of the pause, epoch ms; 0 where there is none, or where it ends later than any pause that was ever asked for. */
export const pauseEnd = (pausedUntil: number | undefined, now: number): number =>
  pausedUntil !== undefined && pausedUntil <= now + LONGEST_MS ? pausedUntil : 0;
