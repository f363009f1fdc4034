/** A question with choices that any feature can put: what it asks, and what the feature is told of the answer. */
import type { ChatTurn, Language, Utterance } from '../conversations/chatTurn';

export interface Choice {
  /** Names the answer to the feature. */
  id: string;
  /** On the button, and what people may type. */
  title: string;
}

/** One question, as it is kept while it is open: plain JSON. */
export interface CardQuestion {
  /** Names this question among all that its dialog has put; its buttons carry it. */
  id: string;
  language: Language;
  /** The question, as it is repeated. */
  text: string;
  /** What it is about, as in “Back to …”. */
  about: string;
  choices: readonly Choice[];
}

/** A choice that a person made. */
export interface ChoiceMade {
  question: string;
  choice: Choice;
  /** The question was no longer open: a button of an old message. The feature says whether it still counts. */
  isLate: boolean;
}

/** Records the answer, repeatably, and gives what is said to it. */
export type RecordChoice = (made: ChoiceMade, turn: ChatTurn) => Promise<Utterance>;
