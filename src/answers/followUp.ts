/** What follows from a change of a question: its messages planned and its course woken, now or, after a crash, by the repair. */
import { faultFields } from '../log';
import type { AnswerDeps } from './answerDeps';
import { otherDues } from './messages';
import type { Question } from './question';
import { decide, type Decision } from './questionStore';

/** Plans what is to be shown as the question now stands; repeating it changes nothing. */
export async function planMessages(outbox: AnswerDeps['outbox'], question: Question): Promise<void> {
  for (const due of otherDues(question)) await outbox.plan(due);
}

/** Plans the messages and wakes the course if it has not concluded; repeatable. */
export async function followUp({ outbox, courses }: AnswerDeps, question: Question): Promise<void> {
  await planMessages(outbox, question);
  if (question.concludedAt === undefined) await courses.wake(question);
}

/**
 * Applies a rule to a question and sees to what follows. Once the change is stored it counts: what then fails is made good
 * by the repair, for which a mark is set before the change.
 */
export async function decideAndFollow<R>(
  deps: AnswerDeps,
  id: string,
  rule: (question: Question) => Decision<R>,
): Promise<{ question: Question; result: R } | 'purged' | undefined> {
  const { store, indexes, clock, log } = deps;
  await indexes.expect(id, clock());
  const decided = await decide(store, id, rule);
  try {
    if (decided !== undefined && decided !== 'purged') await followUp(deps, decided.question);
    await indexes.settle(id);
  } catch (error) {
    log.warn('answers.follows-later', { question: id, ...faultFields(error) });
  }
  return decided;
}
