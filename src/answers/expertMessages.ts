/** What experts see of a question: its card, which shows how it stands, and the reminders that it still waits. */
import { cardAction } from '../conversations/cardButton';
import type { AdaptiveCard, Utterance } from '../conversations/chatTurn';
import { ANSWER_TEXTS, type ExpertTexts } from './answerTexts';
import type { Experts, Question } from './question';
import { namedOf, textOf } from './quote';

/** An answer that a person writes is at most this long. */
export const MAX_TYPED_ANSWER = 4000;
/** The name of the card's input. */
export const ANSWER_INPUT = 'answer';
/** What the card's buttons carry, so that a press is told from a typed command. */
const ON_CARD = { isOnCard: true };

/** Whether the command was pressed on the card. */
export const isOnCard = (inputs: Readonly<Record<string, unknown>>): boolean => inputs['isOnCard'] === true;

/** The question as a card; also what a press on it is answered with. */
export function cardMessage(question: Question, experts: Experts): Utterance {
  const texts = ANSWER_TEXTS[experts.language].experts;
  const status = statusOf(question, experts, texts);
  const told = namedOf(question);
  const text = texts.asText({ ...told, asker: question.asker.name, status: status.join('\n') });
  return { text, card: expertsCard(question, texts, status) };
}

export function nudgeMessage(question: Question, { language, takenBy }: Experts): Utterance {
  const told = { ...namedOf(question), asker: question.asker.name };
  return {
    text: ANSWER_TEXTS[language].experts.nudge({ ...told, ...(takenBy ? { takenBy: takenBy.name } : {}) }),
  };
}

/** How it stands, in lines. */
function statusOf(question: Question, { takenBy, passedBy }: Experts, texts: ExpertTexts): string[] {
  const { state, answer, lateAnswer } = question;
  const told = (answerer: string | undefined, words: (name: string) => string): string =>
    answerer ? words(answerer) : texts.answeredElsewhere;
  if (answer) return [told(answer.from.name, texts.answeredBy), textOf(answer.content) ?? ''];
  if (lateAnswer) return [told(lateAnswer.from.name, texts.lateBy), textOf(lateAnswer.content) ?? ''];
  if (state === 'cancelled') return [texts.cancelled];
  return [
    state === 'open' ? texts.waiting : texts.expired,
    ...(takenBy ? [texts.takenBy(takenBy.name)] : []),
    ...(passedBy.length > 0 ? [texts.passedBy(passedBy.map(({ name }) => name).join(', '))] : []),
  ];
}

function expertsCard(question: Question, texts: ExpertTexts, status: readonly string[]): AdaptiveCard {
  const { id } = namedOf(question);
  // What people wrote stands in text runs, which are shown as they are, never as markup.
  const line = (text: string, more: object = {}, run: object = {}): object => ({
    type: 'RichTextBlock',
    ...more,
    inlines: [{ type: 'TextRun', text, ...run }],
  });
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.4',
    body: [
      line(`${texts.title(question.asker.name)} · ${id}`, {}, { weight: 'Bolder' }),
      ...question.text.split('\n').map((part) => line(part, { spacing: 'Small' }, { size: 'Medium' })),
      ...status
        .flatMap((part) => part.split('\n'))
        .map((part, index) => line(part, { spacing: index === 0 ? 'Medium' : 'Small' }, { isSubtle: true })),
    ],
    actions: actionsOf(question, texts),
  };
}

/** While it is open it can be answered, taken and passed; after its time it can still be answered. */
function actionsOf({ state, code, lateAnswer }: Question, texts: ExpertTexts): object[] {
  if (state === 'answered' || state === 'cancelled' || lateAnswer) return [];
  const { buttons, commands } = texts;
  const answer = {
    type: 'Action.ShowCard',
    title: buttons.answer,
    card: {
      type: 'AdaptiveCard',
      body: [
        {
          ...{ type: 'Input.Text', id: ANSWER_INPUT, isMultiline: true, maxLength: MAX_TYPED_ANSWER },
          ...{ label: texts.inputLabel, isRequired: true, errorMessage: texts.inputMissing },
        },
      ],
      actions: [cardAction(buttons.send, `${commands.answer} ${code}`, ON_CARD)],
    },
  };
  if (state !== 'open') return [answer];
  return [
    answer,
    cardAction(buttons.take, `${commands.take} ${code}`, ON_CARD),
    cardAction(buttons.pass, `${commands.pass} ${code}`, ON_CARD),
  ];
}
