/** The running orchestrations of questions: started with a plan that stays, and woken when their question has changed. */
import type { Orchestrations } from '../azure/durableClient';
import type { QuestionPlan } from './agenda';
import type { AnswerSettings } from './answerSettings';
import type { Question } from './question';
import { ANSWER_QUESTION } from './steps';

export interface Courses {
  /** Starts the question's course; one that is under way goes on. Throws DurableUnavailable. */
  start(question: Question): Promise<void>;
  /** Wakes it so that it looks at its question; one that was lost is started again. Throws DurableUnavailable. */
  wake(question: Question): Promise<void>;
  /** Ends and forgets it. */
  forget(id: string): Promise<void>;
}

export function createCourses(orchestrations: Orchestrations, settings: AnswerSettings): Courses {
  const start = async (question: Question): Promise<void> => {
    await orchestrations.start(ANSWER_QUESTION, question.id, planOf(question, settings));
  };
  return {
    start,
    async wake(question) {
      const event = question.state === 'cancelled' ? 'cancel' : 'answer';
      if ((await orchestrations.raise(question.id, event)) === 'not-found') await start(question);
    },
    forget: (id) => orchestrations.forget(id),
  };
}

/** The plan by the settings of this moment. */
export function planOf({ id, askedAt, deadlineAt }: Question, settings: AnswerSettings): QuestionPlan {
  const { sources, nudgeExpertsAfterMs, stillWorkingAfterMs, reaskAfterMs } = settings;
  return {
    ...{ id, askedAt, deadlineAt, stillWorkingAfterMs, reaskAfterMs },
    sources: [...sources],
    nudgeAfterMs: [...nudgeExpertsAfterMs],
  };
}
