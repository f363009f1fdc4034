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
  /** The question with all that one must know to answer it, as it is repeated. */
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

/** What a choice's button brings besides its title. */
export interface PressedChoice {
  /** The dialog that put the question, the question and the choice, by their names. */
  dialog: string;
  question: string;
  choice: string;
}

/** The choice whose button was pressed; undefined where the message is none. */
export function pressedChoiceOf({ inputs }: ChatTurn): PressedChoice | undefined {
  const { dialog, question, choice } = inputs;
  return typeof dialog === 'string' && typeof question === 'string' && typeof choice === 'string'
    ? { dialog, question, choice }
    : undefined;
}

/** The question that was kept, or undefined when it has another form. */
export function cardQuestionOf(state: Readonly<Record<string, unknown>>): CardQuestion | undefined {
  const { id, text, about, choices, language } = state as Partial<CardQuestion>;
  const isQuestion =
    typeof id === 'string' &&
    typeof text === 'string' &&
    typeof about === 'string' &&
    (language === 'en' || language === 'es') &&
    Array.isArray(choices);
  return isQuestion ? { id, text, about, choices, language } : undefined;
}
