/** What a message does to a dialog that the person is in the middle of. */
import type { Language } from '../conversations/chatTurn';

/**
 * `inject`: it is sent as it is and the dialog stays untouched; `wait`: it is held until the dialog ends;
 * `cancel`: the dialog ends, with words that say so; `interrupt`: it comes on top, and the dialog goes on after it.
 */
export type InterruptionPolicy = 'inject' | 'wait' | 'cancel' | 'interrupt';

/** All of them, as settings and callers name them. */
export const INTERRUPTION_POLICIES: readonly InterruptionPolicy[] = ['inject', 'wait', 'cancel', 'interrupt'];

export interface Interruption {
  policy: InterruptionPolicy;
  /** With `wait`: it is sent after this time (ms) even if the dialog is still open; ten minutes unless it is given. */
  waitAtMostMs?: number;
}

/**
 * The interruption of one delivery: of whose dialog. Where nobody in particular is spoken to (a group, a channel) there is none,
 * and it is sent as it is.
 */
export interface PersonalInterruption extends Interruption {
  /** The person's key in the registry (`Person.key`). */
  person: string;
  /** In which the words around the message are said. */
  language: Language;
}
