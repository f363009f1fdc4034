/** "40 % done": kept as the latest word on an open question, and shown by updating one message. */
import type { AnswerDeps } from './answerDeps';
import { planMessages } from './followUp';
import { revised } from './liveMessage';
import { noted, type Question } from './question';
import { decide, type Decision } from './questionStore';

export type ProgressTaken = 'noted' | 'over' | 'cancelled' | 'purged' | 'unknown';

/** Takes the progress. Repeating it changes nothing. */
export async function recordProgress(
  { store, outbox }: Pick<AnswerDeps, 'store' | 'outbox'>,
  id: string,
  text: string,
  at: number,
): Promise<ProgressTaken> {
  const decided = await decide(store, id, (question) => progressRule(question, text, at));
  if (decided === undefined || decided === 'purged') return decided ?? 'unknown';
  await planMessages(outbox, decided.question);
  return decided.result;
}

export function progressRule(question: Question, text: string, at: number): Decision<ProgressTaken> {
  const { state, progress } = question;
  if (state === 'cancelled') return { result: 'cancelled' };
  if (state !== 'open') return { result: 'over' };
  if (progress.text === text) return { result: 'noted' };
  const changed = { ...question, progress: { ...revised(progress, at), text } };
  return { becomes: noted(changed, at, 'progress', text.slice(0, 100)), result: 'noted' };
}
