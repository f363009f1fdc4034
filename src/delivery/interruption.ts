/** What a message does to a dialog that the person is in the middle of. */

/**
 * `inject`: it is sent as it is and the dialog stays untouched; `wait`: it is held until the dialog ends;
 * `cancel`: the dialog ends, with words that say so; `interrupt`: it comes on top, and the dialog goes on after it.
 */
export type InterruptionPolicy = 'inject' | 'wait' | 'cancel' | 'interrupt';

export interface Interruption {
  policy: InterruptionPolicy;
  /** With `wait`: it is sent after this time (ms) even if the dialog is still open. */
  waitAtMostMs?: number;
}
