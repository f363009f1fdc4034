/** Retention: questions that ended long ago are forgotten, with their orchestration; first all they held, later that they were. */
import type { AnswerDeps } from './answerDeps';
import { faultFields } from '../log';

/** Pages of one run; the next day's run goes on. */
const MAX_PAGES = 100;

/** Forgets what ended more than `keepMs` ago; what was forgotten stays known as such for as long again. */
export async function purgeQuestions(deps: AnswerDeps, keepMs: number): Promise<{ purged: number }> {
  const { indexes, clock, log } = deps;
  const now = clock();
  let purged = 0;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const found = await indexes.closedBefore(now - keepMs);
    for (const { id, rowKey } of found) {
      try {
        await forgetQuestion(deps, id, now);
        await indexes.forgetClosed(rowKey);
        purged += 1;
      } catch (error) {
        log.warn('answers.not-purged', { question: id, ...faultFields(error) });
        return { purged };
      }
    }
    if (found.length === 0) break;
  }
  return { purged };
}

/** Forgets the question and what leads to it; that there was one is remembered for a while, without a word of it. */
export async function forgetQuestion(
  { store, indexes, courses }: AnswerDeps,
  id: string,
  now: number,
): Promise<void> {
  const question = await store.find(id);
  if (question === undefined) return;
  if (question === 'purged') return store.remove(id);
  await courses.forget(id);
  await indexes.forget(question);
  await store.purge(id);
  await indexes.remember(id, now);
}
