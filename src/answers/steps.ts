/** What the orchestration of a question calls, by name, and what is passed: the contract that running instances hold. */
import type { QuestionState } from './question';

/** The orchestrator's function; the number grows when instances that run could no longer be replayed. */
export const ANSWER_QUESTION = 'answerQuestionV1';

/** The activities, by their functions' names; their inputs may grow by optional fields only. */
export const ACTIVITIES = {
  askService: 'askAnswerService',
  askPeople: 'askExperts',
  nudge: 'nudgeExperts',
  tellStillWorking: 'tellStillWorking',
  conclude: 'concludeQuestion',
} as const;

/** What asking a source came to. `settled`: there is nothing left to wait for; `nobody`: there is no such source. */
export type Asked = 'settled' | 'later' | 'failed' | 'nobody';

/** The state in which a question was concluded; `gone` when there is no such question any more. */
export type Concluded = QuestionState | 'gone';

export interface AskInput {
  id: string;
  isReask?: boolean;
}

export interface MomentInput {
  id: string;
  /** Tells this occurrence from others of its kind. */
  number: number;
  /** Epoch ms. */
  at: number;
}

export interface ConcludeInput {
  id: string;
  /** Epoch ms. */
  at: number;
  /** How an open question ends; without it only what is settled already is concluded. */
  end?: 'expired' | 'failed';
}
