/** What people say about their own questions: which there are, how they stand, and that one is not wanted any more. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../conversations/chatTurn';
import type { AnswerDeps } from './answerDeps';
import { ANSWER_TEXTS } from './answerTexts';
import { cancelQuestion } from './cancelQuestion';
import { CANCEL, LIST, said, STATUS } from './phrases';
import type { Question } from './question';
import { namedOf, quoteOf, textOf, timeFor } from './quote';

/** A chat message can hold this many lines and still be read. */
const LIST_LIMIT = 10;
const SHORT_QUOTE = 80;

export function createOwnQuestionCommands(deps: AnswerDeps): ChatCommand[] {
  return [
    {
      name: 'answers.list',
      async answer(turn) {
        const asked = said(LIST, turn);
        return asked && list(deps, turn, asked.language);
      },
    },
    {
      name: 'answers.status',
      async answer(turn) {
        const asked = said(STATUS, turn);
        return asked && status(deps, turn, asked.language);
      },
    },
    {
      name: 'answers.cancel',
      async answer(turn) {
        const asked = said(CANCEL, turn);
        const { id = '', isNamed } = asked?.parts ?? {};
        return asked && cancel(deps, turn, asked.language, { id, isNamed: isNamed !== undefined });
      },
    },
  ];
}

/** The person's questions, the newest first, with their rows as they are now. */
async function questionsOf({ store, indexes }: AnswerDeps, { person }: ChatTurn): Promise<Question[]> {
  const found = await indexes.ofOwner(person, LIST_LIMIT + 1);
  const read = await Promise.all(found.map(({ id }) => store.find(id)));
  return read.filter((question) => question !== undefined && question !== 'purged');
}

async function list(deps: AnswerDeps, turn: ChatTurn, language: Language): Promise<Utterance> {
  const texts = ANSWER_TEXTS[language];
  const questions = await questionsOf(deps, turn);
  if (questions.length === 0) return { text: texts.noQuestions };
  const lines = questions.slice(0, LIST_LIMIT).map((question) => lineOf(question, language));
  return { text: texts.list(lines, questions.length > LIST_LIMIT) };
}

function lineOf(question: Question, language: Language): string {
  const { state, askedAt, settledAt, lateAnswer, progress } = question;
  const at = timeFor(question, language, lateAnswer?.at ?? settledAt ?? askedAt);
  return ANSWER_TEXTS[language].line({
    ...{ ...namedOf(question), quote: quoteOf(question.text, SHORT_QUOTE), at },
    state: lateAnswer ? 'answered' : state,
    ...(progress.text ? { progress: quoteOf(progress.text, SHORT_QUOTE) } : {}),
  });
}

/** What came of the last question, and which ones still wait. */
async function status(deps: AnswerDeps, turn: ChatTurn, language: Language): Promise<Utterance> {
  const texts = ANSWER_TEXTS[language];
  const questions = await questionsOf(deps, turn);
  const [last] = questions;
  if (!last) return { text: texts.noQuestions };
  const open = questions.filter(({ state }) => state === 'open');
  const waiting = open.length === 0 ? [] : [texts.notYet(open.map((question) => lineOf(question, language)))];
  const ended = last.state === 'open' ? [] : [endOf(last, language)];
  return { text: [...ended, ...waiting].join('\n') };
}

function endOf(last: Question, language: Language): string {
  const texts = ANSWER_TEXTS[language];
  const answer = last.answer ?? last.lateAnswer;
  if (!answer) return last.state === 'open' ? '' : texts.alreadyOver[last.state](namedOf(last));
  const by = answer.from.kind === 'person' ? answer.from.name : undefined;
  const told = { ...namedOf(last), at: timeFor(last, language, answer.at), ...(by ? { by } : {}) };
  return texts.ready(told, textOf(answer.content) ?? texts.cardAnswer);
}

/** Other features have ids too: only who says "question" is told that there is none. */
async function cancel(
  deps: AnswerDeps,
  turn: ChatTurn,
  language: Language,
  { id, isNamed }: { id: string; isNamed: boolean },
): Promise<Utterance | NotKnownHere | undefined> {
  const texts = ANSWER_TEXTS[language];
  const cancelled = await cancelQuestion(deps, turn.person, id);
  if (cancelled.outcome === 'not-found')
    return isNamed ? { otherwise: { text: texts.notFound(id) } } : undefined;
  const told = namedOf(cancelled.question);
  return {
    text: cancelled.outcome === 'now' ? texts.cancelled(told) : texts.alreadyOver[cancelled.outcome](told),
  };
}
