/** Questions as tests need them, and the use cases on the shared storage with ports of the tests' own for what lies beyond. */
import type { AnswerDeps } from '../../src/answers/answerDeps';
import type { Courses } from '../../src/answers/courses';
import { NO_MESSAGE } from '../../src/answers/liveMessage';
import type { Answer, Question } from '../../src/answers/question';
import type { IndexRow } from '../../src/answers/indexRow';
import { createQuestionIndexes } from '../../src/answers/questionIndexes';
import type { QuestionRow } from '../../src/answers/questionRow';
import { ANSWERS_TABLE, createQuestionStore } from '../../src/answers/questionStore';
import { DAY_MS } from '../../src/clock';
import { idFrom } from '../../src/conversations/shortId';
import type { Due } from '../../src/delivery/due';
import { aLog, type TestLog } from '../support/buildersLog';
import { aClock, type TestClock, WEDNESDAY_MORNING } from '../support/clock';
import { openTestAccount } from '../support/tables';

let count = 0;
/** The id of a question that no other test has. */
export const newId = (): string => {
  count += 1;
  return `${count.toString(16).padStart(4, '0')}${'0'.repeat(60)}`;
};

/** Ana's question, just asked in her own chat. */
export function aQuestion(change: Partial<Question> = {}): Question {
  const id = change.id ?? newId();
  return {
    id,
    code: idFrom(id),
    state: 'open',
    text: 'how many vacation days are left?',
    asker: { tenant: 'tenant', key: 'aad|ana', id: '29:ana', name: 'Ana' },
    to: { tenant: 'tenant', key: 'conversation|msteams|a:ana' },
    kind: 'personal',
    language: 'en',
    locale: 'en-GB',
    zone: 'Europe/Madrid',
    askedAt: WEDNESDAY_MORNING,
    deadlineAt: WEDNESDAY_MORNING + 7 * DAY_MS,
    progress: { ...NO_MESSAGE, text: '' },
    delivered: {},
    timeline: [{ at: WEDNESDAY_MORNING, event: 'asked' }],
    ...change,
  };
}

export const anAnswer = (text: string, change: Partial<Answer> = {}): Answer => ({
  content: { text },
  from: { kind: 'api' },
  at: WEDNESDAY_MORNING + 1000,
  ...change,
});

/** What was asked of the orchestrations, and one that can be made to fail. */
export class CoursesAsked implements Courses {
  readonly asked: string[] = [];
  failure: Error | undefined;

  start = (question: Question): Promise<void> => this.note(`start ${question.id}`);
  wake = (question: Question): Promise<void> => this.note(`wake ${question.id}`);
  forget = (id: string): Promise<void> => this.note(`forget ${id}`);

  private async note(what: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.asked.push(what);
  }
}

export interface AnswersUnderTest extends AnswerDeps {
  courses: CoursesAsked;
  log: TestLog;
  time: TestClock;
  /** What was planned, each due row once, as delivery keeps it. */
  planned: Map<string, Due>;
  /** Stores the question as asking does. */
  ask(change?: Partial<Question>): Promise<Question>;
}

export function answersUnderTest(): AnswersUnderTest {
  const account = openTestAccount();
  const store = createQuestionStore(account.table<QuestionRow>(ANSWERS_TABLE));
  const indexes = createQuestionIndexes(account.table<IndexRow>(ANSWERS_TABLE));
  const time = aClock();
  const planned = new Map<string, Due>();
  const plan = async (due: Due): Promise<void> => {
    const key = `${due.item} ${due.occurrence}`;
    if (!planned.has(key)) planned.set(key, due);
  };
  const outbox = { plan };
  return {
    ...{ store, indexes, outbox, time, planned },
    clock: time.clock,
    courses: new CoursesAsked(),
    log: aLog(),
    async ask(change) {
      const question = aQuestion(change);
      await store.insert(question);
      await indexes.open(question);
      return question;
    },
  };
}
