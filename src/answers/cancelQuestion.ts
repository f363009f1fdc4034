/** Stops one of a person's own questions by the id that they see. */
import { normaliseId } from '../conversations/shortId';
import type { AnswerDeps } from './answerDeps';
import { decideAndFollow } from './followUp';
import { noted, type Question, type QuestionState } from './question';
import type { Decision } from './questionStore';
import { withCardRevised } from './takeAnswer';

/** `now` it was cancelled; the other states are those in which it was already. */
export type CancelOutcome = 'now' | Exclude<QuestionState, 'open'>;

export type Cancelled = { outcome: CancelOutcome; question: Question } | { outcome: 'not-found' };

const PREFIX = /^[0-9a-z]{4,20}$/;

/** What was typed as a beginning of a code, or undefined when it cannot be one. */
export function codePrefixOf(typed: string): string | undefined {
  const prefix = normaliseId(typed);
  return PREFIX.test(prefix) ? prefix : undefined;
}

/** Ids are looked for among the person's own questions alone: those of others do not exist for them. */
export async function cancelQuestion(
  deps: AnswerDeps,
  owner: { tenant: string; key: string },
  typedId: string,
): Promise<Cancelled> {
  const prefix = codePrefixOf(typedId);
  const [found] = prefix ? await deps.indexes.findOwn(owner, prefix) : [];
  if (!found) return { outcome: 'not-found' };
  const at = deps.clock();
  const decided = await decideAndFollow(deps, found.id, (question) => cancelRule(question, at));
  if (decided === undefined || decided === 'purged') return { outcome: 'not-found' };
  return { outcome: decided.result, question: decided.question };
}

export function cancelRule(question: Question, at: number): Decision<CancelOutcome> {
  if (question.state !== 'open') return { result: question.state };
  const cancelled: Question = { ...question, state: 'cancelled', settledAt: at };
  return { becomes: noted(withCardRevised(cancelled, at), at, 'cancelled'), result: 'now' };
}
