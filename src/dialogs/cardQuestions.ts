/** Questions with choices as one feature puts them: the message with its buttons, the dialog that reads the answer, and what late presses meet. */
import type { AdaptiveCard, ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import { textCard } from '../conversations/textCard';
import {
  type CardQuestion,
  cardQuestionOf,
  type Choice,
  type PressedChoice,
  pressedChoiceOf,
  type RecordChoice,
} from './cardQuestion';
import type { ChatDialog, Taken } from './chatDialog';
import { readChoice } from './readChoice';

export interface CardQuestions {
  /** To be given to `createDialogs`. */
  dialog: ChatDialog;
  /** To be given to the bot: a button of a question that is no longer open. */
  command: ChatCommand;
  /**
   * The message that puts the question: with `interrupt` it is a dialog of its own, and as the answer of a command it is one too.
   *
   * @param message - what is said with it; else the question alone.
   */
  ask(question: CardQuestion, message?: Utterance): Utterance;
}

/**
 * @param name - names the dialog in what is stored; the feature's own, `watches.alert`.
 * @param record - is given each choice, also late ones.
 */
export function createCardQuestions(name: string, record: RecordChoice): CardQuestions {
  return {
    ask: (question, message = { text: question.text }) => ({
      ...withChoices(message, name, question),
      asks: { dialog: name, state: { ...question } },
    }),
    dialog: {
      name,
      question(state) {
        const question = cardQuestionOf(state);
        return question && withChoices({ text: question.text }, name, question);
      },
      take: (state, turn) => Promise.resolve(take(name, cardQuestionOf(state), turn, record)),
      describe(state) {
        const question = cardQuestionOf(state);
        return question && { title: question.about };
      },
      isPressed: (state, turn) => isOf(pressedChoiceOf(turn), name, cardQuestionOf(state)),
    },
    command: {
      name: `${name}.late`,
      async answer(turn) {
        const pressed = pressedChoiceOf(turn);
        if (pressed?.dialog !== name) return undefined;
        const choice = { id: pressed.choice, title: turn.text };
        return record({ question: pressed.question, choice, isLate: true }, turn);
      },
    },
  };
}

const isOf = (
  pressed: PressedChoice | undefined,
  name: string,
  question: CardQuestion | undefined,
): boolean => pressed !== undefined && pressed.dialog === name && pressed.question === question?.id;

function take(name: string, question: CardQuestion | undefined, turn: ChatTurn, record: RecordChoice): Taken {
  if (!question) return { kind: 'no-answer' };
  const choice = choiceIn(name, question, turn);
  if (!choice) return { kind: 'no-answer' };
  const finish = (): Promise<Utterance> => record({ question: question.id, choice, isLate: false }, turn);
  return { kind: 'ends', isSure: true, isOffered: true, finish };
}

function choiceIn(name: string, question: CardQuestion, turn: ChatTurn): Choice | undefined {
  const pressed = pressedChoiceOf(turn);
  if (!pressed) return readChoice(turn.text, question.choices);
  return isOf(pressed, name, question) ? question.choices.find(({ id }) => id === pressed.choice) : undefined;
}

/** The message with a button for each choice; where there are no cards, with their titles and numbers. */
function withChoices(message: Utterance, dialog: string, question: CardQuestion): Utterance {
  const { choices } = question;
  const listed = choices.map(({ title }, index) => `${index + 1}. ${title}`);
  const buttons = choices.map((choice) => choiceButton(dialog, question.id, choice));
  const text = [message.text, ...listed].join('\n');
  const card = message.card ?? textCard({ lines: message.text.split('\n').map((line) => ({ text: line })) });
  return { ...message, text, card: withActions(card, buttons) };
}

function withActions(card: AdaptiveCard, buttons: readonly object[]): AdaptiveCard {
  const actions = Array.isArray(card['actions']) ? (card['actions'] as unknown[]) : [];
  return { ...card, actions: [...buttons, ...actions] };
}

/** Says the title in the chat as the person's own words, and names its question: an old button is not taken for a new one. */
function choiceButton(dialog: string, question: string, { id, title }: Choice): object {
  const named: PressedChoice & { command: string } = { dialog, question, choice: id, command: title };
  const msteams = { type: 'messageBack', text: title, displayText: title, value: named };
  return { type: 'Action.Submit', title, data: { ...named, msteams } };
}
