/** What must never be, by its kind. */

export type FaultKind =
  /** A dialog has read what was meant for another, or was left by words that were. */
  | 'wrong-dialog'
  | 'lost-step'
  /** A dialog has gone without an end that its person knows. */
  | 'lost-dialog'
  | 'lost-notification'
  | 'out-of-order'
  | 'unanswered';

export interface Fault {
  kind: FaultKind;
  what: string;
}
