/** The end of a question's course: its one final message is planned, and the indexes no longer count it among the open ones. */
import type { AnswerDeps } from './answerDeps';
import { planMessages } from './followUp';
import { finalDue } from './messages';
import { noted, type Question } from './question';
import { decide, type Decision } from './questionStore';
import type { Concluded, ConcludeInput } from './steps';
import { withCardRevised } from './takeAnswer';

/** Concludes what is settled, and with `end` what is still open; repeatable. An open question without `end` stays as it is. */
export async function concludeQuestion(
  deps: Pick<AnswerDeps, 'store' | 'indexes' | 'outbox'>,
  { id, at, end }: ConcludeInput,
): Promise<Concluded> {
  const { store, indexes, outbox } = deps;
  const decided = await decide(store, id, (question) => endRule(question, at, end));
  if (decided === undefined || decided === 'purged') return 'gone';
  const { question } = decided;
  if (question.state === 'open') return 'open';
  const final = finalDue(question);
  if (final) await outbox.plan(final);
  await planMessages(outbox, question);
  if (question.concludedAt === undefined) {
    await indexes.close(question, question.settledAt ?? at);
    await decide(store, id, (now) => ({ becomes: { ...now, concludedAt: at }, result: undefined }));
  }
  return question.state;
}

function endRule(question: Question, at: number, end: ConcludeInput['end']): Decision<undefined> {
  if (question.state !== 'open' || !end) return { result: undefined };
  const ended: Question = { ...question, state: end, settledAt: at };
  return { becomes: noted(withCardRevised(ended, at), at, end), result: undefined };
}
