/** The messages of a question that leave through delivery, named so that planning one twice plans it once. */
import type { Due } from '../delivery/due';
import { SECOND_MS } from '../clock';
import { outstanding } from './liveMessage';
import type { Question } from './question';

export const ANSWER_KIND = 'answer';

/** The final message of a question that was answered at once still comes after the words that it was taken. */
const AFTER_ACK_MS = 2 * SECOND_MS;

/** The occurrences that there are; those with a number come more than once. */
export const OCCURRENCES = {
  final: 'final',
  late: 'late',
  stillWorking: 'still-working',
  nudge: (number: number) => `nudge-${number}`,
  progress: (version: number) => `progress-${version}`,
  card: (version: number) => `card-${version}`,
  gone: 'gone',
} as const;

/** One message as delivery plans it; due at `at` (epoch ms). */
export function messageDue({ id }: Pick<Question, 'id'>, occurrence: string, at: number): Due {
  return { kind: ANSWER_KIND, owner: id.slice(0, 2), item: id, occurrence, dueAt: at };
}

/** The message that ends a question; none for what is open, was cancelled (that was said at once) or has had it. */
export function finalDue(question: Question): Due | undefined {
  const { state, settledAt = 0, askedAt, delivered } = question;
  if (state === 'open' || state === 'cancelled' || delivered[OCCURRENCES.final]) return undefined;
  return messageDue(question, OCCURRENCES.final, Math.max(settledAt, askedAt + AFTER_ACK_MS));
}

/** What is to be shown besides the final message, as the question now stands: progress, the experts' card, a late answer. */
export function otherDues(question: Question): Due[] {
  const { state, progress, experts, lateAnswer, delivered } = question;
  const shownProgress = state === 'open' ? outstanding(progress) : undefined;
  const shownCard = experts && outstanding(experts.card);
  const isLateDue = lateAnswer !== undefined && !delivered[OCCURRENCES.late];
  return [
    ...(shownProgress
      ? [messageDue(question, OCCURRENCES.progress(shownProgress.version), shownProgress.at)]
      : []),
    ...(shownCard ? [messageDue(question, OCCURRENCES.card(shownCard.version), shownCard.at)] : []),
    ...(isLateDue ? [messageDue(question, OCCURRENCES.late, lateAnswer.at)] : []),
  ];
}
