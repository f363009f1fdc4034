/** The questions' own rows in the Answers table: each is the truth about its question, changed by ETag alone. */
import { tableKey } from '../azure/tableKey';
import type { Table } from '../azure/table';
import type { GoneCard } from './goneCard';
import type { Question } from './question';
import { isQuestion, questionOf, type QuestionRow, rowOf, type StoredQuestion } from './questionRow';

export const ANSWERS_TABLE = 'Answers';

export interface QuestionStore {
  insert(question: Question): Promise<'created' | 'exists'>;
  /** `purged` is remembered for a while. */
  find(id: string): Promise<StoredQuestion | 'purged' | undefined>;
  /** Writes the question whole if its row is still as it was read; undefined when it is not. */
  change(read: StoredQuestion, next: Question): Promise<StoredQuestion | undefined>;
  /** Forgets all but that there was such a question, and where a card still shows it. */
  purge(id: string, card?: GoneCard): Promise<void>;
  /** The card that still shows a question that is forgotten. */
  findGoneCard(id: string): Promise<GoneCard | undefined>;
  /** Forgets that too. */
  remove(id: string): Promise<void>;
}

/** What a rule makes of a question: what it becomes, where it changes, and what came of it. */
export interface Decision<R> {
  becomes?: Question;
  result: R;
}

/** Others change the row at the same moment, but not for ever. */
const MAX_TRIES = 50;
const ID = /^[0-9a-f]{64}$/;

/** Whether this can be the id of a question at all. */
export const isQuestionId = (text: string): boolean => ID.test(text);

/** The partition and row of a question. */
const keysOf = (id: string) => ({ partitionKey: tableKey('question', id.slice(0, 2)), rowKey: id });

/** The store on its table. */
export function createQuestionStore(table: Table<QuestionRow>): QuestionStore {
  return {
    insert: (question) => table.insert({ ...keysOf(question.id), ...rowOf(question) }),
    async find(id) {
      const { partitionKey, rowKey } = keysOf(id);
      const row = isQuestionId(id) ? await table.get(partitionKey, rowKey) : undefined;
      if (!row) return undefined;
      return isQuestion(row) ? questionOf(row) : 'purged';
    },
    async change(read, next) {
      const merged = await table.merge({ ...keysOf(read.id), ...rowOf(next) }, read.etag);
      return merged.outcome === 'merged' ? { ...next, etag: merged.etag } : undefined;
    },
    purge: (id, card) =>
      table.upsert({
        ...keysOf(id),
        ...{ state: 'purged', question: '', answer: '', lateAnswer: '' },
        facts: card ? JSON.stringify(card) : '',
      }),
    async findGoneCard(id) {
      const { partitionKey, rowKey } = keysOf(id);
      const row = isQuestionId(id) ? await table.get(partitionKey, rowKey) : undefined;
      return row && !isQuestion(row) && row.facts ? (JSON.parse(row.facts) as GoneCard) : undefined;
    },
    async remove(id) {
      const { partitionKey, rowKey } = keysOf(id);
      await table.remove(partitionKey, rowKey);
    },
  };
}

/**
 * Applies a rule to the question as it is now, again whenever somebody else changed it meanwhile: of two rules at the same
 * moment one sees what the other has made.
 *
 * @returns what came of it and the question as it then was; `purged` or undefined when there is none.
 */
export async function decide<R>(
  store: QuestionStore,
  id: string,
  rule: (question: Question) => Decision<R>,
): Promise<{ question: Question; result: R } | 'purged' | undefined> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const read = await store.find(id);
    if (read === undefined || read === 'purged') return read;
    const { becomes, result } = rule(read);
    if (!becomes) return { question: read, result };
    const question = await store.change(read, becomes);
    if (question) return { question, result };
  }
  throw new Error(`The question ${id} was changed by others each time in ${MAX_TRIES} tries.`);
}
