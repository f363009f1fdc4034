/** What a crash left undone is done: starts, wakes and messages that were expected, and questions whose time has long been up. */
import { HOUR_MS, MINUTE_MS } from '../clock';
import { faultFields } from '../log';
import type { AnswerDeps } from './answerDeps';
import { followUp } from './followUp';

/** What is under way is given this long before it counts as left undone. */
const UNDER_WAY_MS = 2 * MINUTE_MS;
/** A course that should have ended this long ago has been lost or has failed. */
const OVERDUE_MS = HOUR_MS;
/** Pages of one run. */
const MAX_PAGES = 50;

/** One run: all that is left undone, a page at a time, and a page of what is overdue. */
export async function repairQuestions(deps: AnswerDeps): Promise<{ repaired: number }> {
  const { indexes, clock } = deps;
  const now = clock();
  let repaired = await repairAll(deps, await indexes.overdue(now - OVERDUE_MS));
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const unsettled = await indexes.unsettled(now - UNDER_WAY_MS);
    const done = await repairAll(deps, unsettled);
    repaired += done;
    // What cannot be repaired now is left to the next run.
    if (done < unsettled.length || done === 0) break;
  }
  return { repaired };
}

/** Each question by itself, so that one that fails does not hinder the others; how many did not. */
async function repairAll(deps: AnswerDeps, found: readonly { id: string }[]): Promise<number> {
  let repaired = 0;
  for (const { id } of found) {
    try {
      await repair(deps, id);
      repaired += 1;
    } catch (error) {
      deps.log.warn('answers.not-repaired', { question: id, ...faultFields(error) });
    }
  }
  return repaired;
}

async function repair(deps: AnswerDeps, id: string): Promise<void> {
  const { store, indexes, courses } = deps;
  const question = await store.find(id);
  if (question !== undefined && question !== 'purged') {
    await followUp(deps, question);
    const isOverdue = question.deadlineAt + OVERDUE_MS < deps.clock();
    // A course that has failed does not hear: it starts anew, and the row says what is left to do.
    if (question.concludedAt === undefined && (isOverdue || question.state !== 'open'))
      await courses.start(question);
    if (question.concludedAt !== undefined)
      await indexes.close(question, question.settledAt ?? question.askedAt);
  }
  await indexes.settle(id);
}
