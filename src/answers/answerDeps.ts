/** What the use cases of questions and answers work with. */
import type { Clock } from '../clock';
import type { Outbox } from '../delivery/outbox';
import type { Log } from '../log';
import type { Courses } from './courses';
import type { QuestionIndexes } from './questionIndexes';
import type { QuestionStore } from './questionStore';

export interface AnswerDeps {
  store: QuestionStore;
  indexes: QuestionIndexes;
  outbox: Pick<Outbox, 'plan'>;
  courses: Courses;
  clock: Clock;
  log: Log;
}
