/** What a feature hands to the dialogs: a question of its own, and how the next message answers it. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';

/** What a dialog keeps between two messages: plain JSON, as it may be read by another instance. */
export type DialogState = Readonly<Record<string, unknown>>;

/** How a dialog reads a message. `isSure`: no command may read it first. */
export type Taken =
  /** It asks, again or for something else, and keeps this. */
  | { kind: 'asks'; state: DialogState; utterance: Utterance; isSure: boolean }
  /** It is over; what it leads to is done once this message alone has been taken as the answer, repeatably. */
  | { kind: 'ends'; finish(): Promise<Utterance>; isSure: boolean }
  | { kind: 'no-answer' };

export interface ChatDialog {
  /** Names it in what is stored; never changes while one may be open. */
  name: string;
  /** Its question, as it is repeated. Where the state is of no form that it knows, undefined: it is then over. */
  question(state: DialogState, turn: ChatTurn): Utterance | undefined;
  /** Reads the message; changes nothing. */
  take(state: DialogState, turn: ChatTurn): Promise<Taken>;
}
