/** What people say to ask: the question is taken, and acknowledged before anything slow. */
import { commandButton } from '../conversations/cardButton';
import type { AdaptiveCard, ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import type { AnswerDeps } from './answerDeps';
import { ANSWER_TEXTS } from './answerTexts';
import { askQuestion } from './askQuestion';
import { ASK, said } from './phrases';
import { type Question, shortIdOf } from './question';
import { namedOf, timeFor } from './quote';

/** Longer ones are no questions any more. */
export const MAX_QUESTION_LENGTH = 4000;

/** A question has at least a letter or a digit. */
const HAS_WORDS = /[\p{L}\p{N}]/u;

export interface AskingDeps extends AnswerDeps {
  settings: { deadlineMs: number };
}

/** `ask …` and `pregunta …`. */
export function createAskCommand(deps: AskingDeps): ChatCommand {
  return {
    name: 'answers.ask',
    readsFreely: true,
    async answer(turn) {
      const asked = said(ASK, turn);
      return asked && ask(deps, turn, asked.parts['question'] ?? '', asked.language);
    },
  };
}

/** Takes any message as a question. */
export function createAsking(deps: AskingDeps): (turn: ChatTurn) => Promise<Utterance> {
  return (turn) => ask(deps, turn, turn.text, turn.language);
}

async function ask(deps: AskingDeps, turn: ChatTurn, typed: string, language: Language): Promise<Utterance> {
  const texts = ANSWER_TEXTS[language];
  const text = typed.trim();
  const { length } = text;
  if (!HAS_WORDS.test(text)) return { text: texts.emptyQuestion };
  if (length > MAX_QUESTION_LENGTH) return { text: texts.tooLong(MAX_QUESTION_LENGTH, length) };
  const { deadlineMs } = deps.settings;
  const [question] = await Promise.all([
    askQuestion(deps, turn, { text, language, deadlineMs }),
    turn.showTyping(),
  ]);
  return question ? acknowledgement(question) : { text: texts.emptyQuestion };
}

/** That it was taken, under which id, what happens next, and how to stop it. */
export function acknowledgement(question: Question): Utterance {
  const { language, deadlineAt } = question;
  const texts = ANSWER_TEXTS[language];
  const id = shortIdOf(question);
  const deadline = timeFor(question, language, deadlineAt);
  const told = namedOf(question);
  const lines = [texts.ack, texts.next({ ...told, deadline })];
  const { cancelButton, statusButton } = texts;
  const buttons = [
    commandButton(cancelButton.title, cancelButton.command(id)),
    commandButton(statusButton.title, statusButton.command),
  ];
  return { text: [...lines, texts.how(told)].join('\n'), card: ackCard(lines, buttons) };
}

function ackCard(lines: readonly string[], actions: object[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: lines.map((text, index) => ({
      type: 'TextBlock',
      text,
      wrap: true,
      ...(index === 0 ? { weight: 'Bolder' } : { spacing: 'Small' }),
    })),
    actions,
  };
}
