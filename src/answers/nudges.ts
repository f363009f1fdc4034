/** Small words while a question waits: the experts are reminded, and the asker is told once that it takes long. */
import type { AnswerDeps } from './answerDeps';
import { messageDue, OCCURRENCES } from './messages';
import type { MomentInput } from './steps';

/** Reminds the experts; delivery leaves it out when the question is settled or its card was never seen. */
export function nudgeExperts(outbox: AnswerDeps['outbox'], { id, number, at }: MomentInput): Promise<void> {
  return outbox.plan(messageDue({ id }, OCCURRENCES.nudge(number), at));
}

/** Tells the asker, in the conversation and thread where it was asked. */
export function tellStillWorking(outbox: AnswerDeps['outbox'], { id, at }: MomentInput): Promise<void> {
  return outbox.plan(messageDue({ id }, OCCURRENCES.stillWorking, at));
}
