/** An expert answers, takes or passes a question that was put to them; all see it on the card, and the first answer wins. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { AnswerDeps } from './answerDeps';
import { ANSWER_TEXTS } from './answerTexts';
import { cardMessage, isOnCard, MAX_TYPED_ANSWER } from './expertMessages';
import { planMessages } from './followUp';
import { type Experts, noted, type Question } from './question';
import { decide, type Decision } from './questionStore';
import { namedOf } from './quote';
import { takeAnswer, withCardRevised } from './takeAnswer';

export type ExpertAction = { kind: 'answer'; text: string } | { kind: 'take' } | { kind: 'pass' };
type Expert = ChatTurn['sender'];

/** Does it, and says what came of it: on the card where it was pressed, in words where it was typed. */
export async function actAsExpert(
  deps: AnswerDeps,
  turn: ChatTurn,
  id: string,
  action: ExpertAction,
): Promise<Utterance | undefined> {
  return action.kind === 'answer' ? answer(deps, turn, id, action.text) : mark(deps, turn, id, action.kind);
}

async function answer(
  deps: AnswerDeps,
  turn: ChatTurn,
  id: string,
  text: string,
): Promise<Utterance | undefined> {
  const read = await deps.store.find(id);
  if (read === undefined || read === 'purged' || !read.experts) return undefined;
  const { experts: texts } = ANSWER_TEXTS[read.experts.language];
  if (text === '') return { text: texts.emptyAnswer(namedOf(read)) };
  if (text.length > MAX_TYPED_ANSWER) return { text: texts.tooLong(MAX_TYPED_ANSWER) };
  const from = { kind: 'person' as const, name: turn.sender.name };
  const { taken, question } = await takeAnswer(deps, id, { content: { text }, from, at: turn.receivedAt });
  if (!question) return undefined;
  const told = namedOf(question);
  const by = (question.answer ?? question.lateAnswer)?.from.name;
  if (taken === 'cancelled') return { text: texts.alreadyCancelled(told) };
  if (taken === 'different') return { text: texts.alreadyAnswered({ ...told, ...(by ? { by } : {}) }) };
  return shown(turn, question, texts.thanks(told));
}

async function mark(
  deps: AnswerDeps,
  turn: ChatTurn,
  id: string,
  kind: 'take' | 'pass',
): Promise<Utterance | undefined> {
  const { sender, receivedAt } = turn;
  const rule = kind === 'take' ? takeRule : passRule;
  const decided = await decide(deps.store, id, (question) => rule(question, sender, receivedAt));
  if (decided === undefined || decided === 'purged' || !decided.question.experts) return undefined;
  const { question, result } = decided;
  await planMessages(deps.outbox, question);
  const { language, takenBy } = decided.question.experts;
  const texts = ANSWER_TEXTS[language].experts;
  const told = namedOf(question);
  if (result === 'over') return shown(turn, question, texts.over(told));
  if (result === 'taken-already')
    return shown(turn, question, texts.alreadyTaken({ ...told, by: takenBy?.name ?? '' }));
  return shown(turn, question, kind === 'take' ? texts.taken(told) : texts.passed(told));
}

type Marked = 'marked' | 'taken-already' | 'over';

export function takeRule(question: Question, expert: Expert, at: number): Decision<Marked> {
  const { state, experts } = question;
  if (state !== 'open' || !experts) return { result: 'over' };
  if (experts.takenBy) return { result: experts.takenBy.id === expert.id ? 'marked' : 'taken-already' };
  const passedBy = experts.passedBy.filter(({ id }) => id !== expert.id);
  return marked(question, { ...experts, takenBy: expert, passedBy }, at, 'taken');
}

/** Whoever had taken it gives it back by passing. */
export function passRule(question: Question, expert: Expert, at: number): Decision<Marked> {
  const { state, experts } = question;
  if (state !== 'open' || !experts) return { result: 'over' };
  if (experts.passedBy.some(({ id }) => id === expert.id)) return { result: 'marked' };
  const { takenBy, ...others } = experts;
  const kept = takenBy && takenBy.id !== expert.id ? { takenBy } : {};
  return marked(question, { ...others, ...kept, passedBy: [...experts.passedBy, expert] }, at, 'passed');
}

function marked(question: Question, experts: Experts, at: number, event: string): Decision<Marked> {
  return {
    becomes: noted(withCardRevised({ ...question, experts }, at), at, event),
    result: 'marked',
  };
}

/** A button is answered with the card as it now is; a typed command with words, as the card is updated where it stands. */
function shown({ inputs }: ChatTurn, question: Question, text: string): Utterance {
  const card =
    isOnCard(inputs) && question.experts ? cardMessage(question, question.experts).card : undefined;
  return { text, ...(card ? { card } : {}) };
}
