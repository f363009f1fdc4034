/** A question as the Answers table keeps it: what is looked for as columns, long texts apart, the rest as one JSON. */
import type { Stored } from '../azure/table';
import type { Answer, Question, QuestionState } from './question';

/** The row of a question. What a purge leaves of it says only that there was one. */
export interface QuestionRow {
  state: QuestionState | 'purged';
  askedAt: Date;
  deadlineAt: Date;
  question: string;
  /** JSON of an Answer, or ''. */
  answer: string;
  lateAnswer: string;
  /** JSON of all other parts; of a purged one, of the card that still shows it. */
  facts: string;
}

/** A question as it was read, with the ETag that guards its change. */
export type StoredQuestion = Question & { etag: string };

type Facts = Omit<Question, 'id' | 'state' | 'askedAt' | 'deadlineAt' | 'text' | 'answer' | 'lateAnswer'>;

export function rowOf(question: Question): QuestionRow {
  const { id, state, askedAt, deadlineAt, text, answer, lateAnswer, ...facts } = question;
  const { etag, ...kept } = facts as Facts & { etag?: string };
  return {
    state,
    askedAt: new Date(askedAt),
    deadlineAt: new Date(deadlineAt),
    question: text,
    answer: answer ? JSON.stringify(answer) : '',
    lateAnswer: lateAnswer ? JSON.stringify(lateAnswer) : '',
    facts: JSON.stringify(kept satisfies Facts),
  };
}

export function questionOf(row: Stored<QuestionRow> & { state: QuestionState }): StoredQuestion {
  return {
    ...(JSON.parse(row.facts) as Facts),
    id: row.rowKey,
    etag: row.etag,
    state: row.state,
    askedAt: row.askedAt.getTime(),
    deadlineAt: row.deadlineAt.getTime(),
    text: row.question,
    ...(row.answer ? { answer: JSON.parse(row.answer) as Answer } : {}),
    ...(row.lateAnswer ? { lateAnswer: JSON.parse(row.lateAnswer) as Answer } : {}),
  };
}

/** Whether the row holds a question, and not only the memory of one. */
export function isQuestion(row: Stored<QuestionRow>): row is Stored<QuestionRow> & { state: QuestionState } {
  return row.state !== 'purged';
}
