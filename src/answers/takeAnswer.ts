/** An answer comes in: the first one counts, the same one again changes nothing, and after the time is up it is a late one. */
import type { AnswerDeps } from './answerDeps';
import { decideAndFollow } from './followUp';
import { revised } from './liveMessage';
import { type Answer, type AnswerContent, noted, type Question } from './question';
import type { Decision } from './questionStore';

/** `late` is taken too; `different`: another answer was first. */
export type AnswerTaken = 'answered' | 'repeated' | 'late' | 'different' | 'cancelled' | 'purged' | 'unknown';

/** Takes the answer. What it leads to is done or will be done when this resolves; throws StorageUnavailable otherwise. */
export async function takeAnswer(
  deps: AnswerDeps,
  id: string,
  answer: Answer,
): Promise<{ taken: AnswerTaken; question?: Question }> {
  const read = await deps.store.find(id);
  if (read === undefined) return { taken: 'unknown' };
  if (read === 'purged') return { taken: 'purged' };
  const preview = ruleFor(answer)(read);
  if (preview.result === 'different' || preview.result === 'cancelled')
    return { taken: preview.result, question: read };
  const decided = await decideAndFollow(deps, id, ruleFor(answer));
  if (decided === undefined || decided === 'purged') return { taken: decided ?? 'unknown' };
  return { taken: decided.result, question: decided.question };
}

/** The rule by which answers are taken. */
export function ruleFor(answer: Answer) {
  return (question: Question): Decision<AnswerTaken> => {
    switch (question.state) {
      case 'open':
        return { becomes: answered(question, answer), result: 'answered' };
      case 'answered':
        return { result: isSame(question.answer, answer.content) ? 'repeated' : 'different' };
      case 'cancelled':
        return { result: 'cancelled' };
      case 'expired':
      case 'failed': {
        if (!question.lateAnswer) return { becomes: answeredLate(question, answer), result: 'late' };
        return { result: isSame(question.lateAnswer, answer.content) ? 'repeated' : 'different' };
      }
    }
  };
}

function answered(question: Question, answer: Answer): Question {
  const settled: Question = { ...question, state: 'answered', answer, settledAt: answer.at };
  return noted(withCardRevised(settled, answer.at), answer.at, 'answered', answer.from.kind);
}

function answeredLate(question: Question, answer: Answer): Question {
  const changed = { ...question, lateAnswer: answer };
  return noted(withCardRevised(changed, answer.at), answer.at, 'late answer', answer.from.kind);
}

/** The experts' card, where there is one, is to show what has changed. */
export function withCardRevised(question: Question, at: number): Question {
  const { experts } = question;
  return experts ? { ...question, experts: { ...experts, card: revised(experts.card, at) } } : question;
}

function isSame(taken: Answer | undefined, content: AnswerContent): boolean {
  return JSON.stringify(taken?.content) === JSON.stringify(content);
}
