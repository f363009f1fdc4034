/** Erases a question whose asker wants to be forgotten, and takes its words off the experts' card. */
import { SECOND_MS } from '../clock';
import type { AnswerDeps } from './answerDeps';
import { goneCardOf } from './goneCard';
import { messageDue, OCCURRENCES } from './messages';

/** What shows the question may be on its way to the channel: it is there by then. */
const AFTER_OTHERS_MS = 20 * SECOND_MS;

/** Repeatable; that there was a question is remembered for a while, and until its card is changed where that card is. */
export async function eraseQuestion(
  { store, indexes, courses, outbox }: AnswerDeps,
  id: string,
  now: number,
): Promise<void> {
  const question = await store.find(id);
  if (question === undefined) return;
  if (question !== 'purged') {
    await courses.forget(id);
    await store.purge(id, goneCardOf(question));
  }
  if (await store.findGoneCard(id))
    await outbox.plan(messageDue({ id }, OCCURRENCES.gone, now + AFTER_OTHERS_MS));
  if (question !== 'purged') await indexes.forget(question);
  await indexes.remember(id, now);
}
