/** What a feature hands to the dialogs: a question of its own, and how the next message answers it. */
import type { ChatTurn, Language, Utterance } from '../conversations/chatTurn';

/** What a dialog keeps between two messages: plain JSON, as it may be read by another instance. */
export type DialogState = Readonly<Record<string, unknown>>;

/** How a dialog reads a message. `isSure`: no command may read it first. */
export type Taken =
  /** It asks, again or for something else, and keeps this. */
  | { kind: 'asks'; state: DialogState; utterance: Utterance; isSure: boolean }
  /**
   * It is over; what it leads to is done once this message alone has been taken as the answer, repeatably. `isOffered`: it is an
   * answer that was offered in these words, which then mean nothing else (“Stop”).
   */
  | { kind: 'ends'; finish(): Promise<Utterance>; isSure: boolean; isOffered?: boolean }
  | { kind: 'no-answer' };

/** A dialog in the words of the person. */
export interface DialogDescription {
  /** As in “Back to …”: “your reminder “book the hotel””. */
  title: string;
  /** What begins it again; undefined when nothing can. */
  again?: string;
}

export interface ChatDialog {
  /** Names it in what is stored; never changes while one may be open. */
  name: string;
  /** Its question, as it is repeated. Where the state is of no form that it knows, undefined: it is then over. */
  question(state: DialogState, turn: ChatTurn): Utterance | undefined;
  /** Reads the message; changes nothing. */
  take(state: DialogState, turn: ChatTurn): Promise<Taken>;
  /** What it is about, for the words around an interruption. */
  describe?(state: DialogState, language: Language): DialogDescription | undefined;
  /** Whether the pressed button belongs to this very question. */
  isPressed?(state: DialogState, turn: ChatTurn): boolean;
}
