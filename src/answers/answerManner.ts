/** How the end of a question comes to its asker: what it does to a dialog that they are in, and whether it asks anything itself. */
import type { Utterance } from '../conversations/chatTurn';
import type { Deliverable } from '../delivery/deliveryKind';
import type { InterruptionPolicy } from '../delivery/interruption';
import type { CardQuestions } from '../dialogs/cardQuestions';
import { askAbout } from './answerQuestions';
import { OCCURRENCES } from './messages';
import type { Question } from './question';

/** @property questions - puts what an answer asks. */
export interface AnswerManner {
  interruption: InterruptionPolicy;
  questions: Pick<CardQuestions, 'ask'>;
}

/** Whether it is the answer, or that there is none. */
export const isEnd = (occurrence: string): boolean =>
  occurrence === OCCURRENCES.final || occurrence === OCCURRENCES.late;

/** Only the end of a question does anything to a dialog, and only where its asker is alone with the bot. */
export function inManner(
  { interruption: policy, questions }: AnswerManner,
  question: Question,
  occurrence: string,
  utterance: Utterance,
): Pick<Deliverable, 'utterance' | 'interruption'> {
  const { kind, asker, language } = question;
  if (kind !== 'personal' || !isEnd(occurrence) || policy === 'inject') return { utterance };
  const said = policy === 'interrupt' ? askAbout(questions, question, occurrence, utterance) : utterance;
  return { utterance: said, interruption: { policy, person: asker.key, language } };
}
