/** A question is asked: stored before it is acknowledged, and only once however often the same message arrives. */
import type { ChatTurn, Language } from '../conversations/chatTurn';
import { zoneOfPerson } from '../conversations/conversation';
import { idFrom } from '../conversations/shortId';
import { faultFields } from '../log';
import type { AnswerDeps } from './answerDeps';
import { NO_MESSAGE } from './liveMessage';
import type { Question } from './question';

/**
 * Stores the question and starts its course. When the start fails, the repair sees to it: the question is taken all the same.
 *
 * @returns the question as it is stored; undefined when it was asked so long ago that it is forgotten.
 * @throws StorageUnavailable: then nothing may be promised.
 */
export async function askQuestion(
  deps: AnswerDeps,
  turn: ChatTurn,
  asked: { text: string; language: Language; deadlineMs: number },
): Promise<Question | undefined> {
  const { store, indexes } = deps;
  const question = questionOf(turn, asked);
  const stored = (await store.insert(question)) === 'created' ? question : await store.find(question.id);
  if (stored === undefined || stored === 'purged') return undefined;
  if (stored.state !== 'open') return stored;
  // After the question itself: the rows that lead to it are then the same ones when its message arrives again.
  await Promise.all([indexes.open(stored), start(deps, stored)]);
  return stored;
}

/** A process that dies here has acknowledged nothing: the message arrives again. What fails is left to the repair. */
async function start({ courses, indexes, clock, log }: AnswerDeps, question: Question): Promise<void> {
  try {
    await courses.start(question);
  } catch (error) {
    log.warn('answers.starts-later', { question: question.id, ...faultFields(error) });
    await indexes.expect(question.id, clock());
  }
}

function questionOf(
  turn: ChatTurn,
  { text, language, deadlineMs }: { text: string; language: Language; deadlineMs: number },
): Question {
  const { activityKey, person, sender, address, kind, thread, receivedAt } = turn;
  const zone = zoneOfPerson(person);
  return {
    id: activityKey,
    code: idFrom(activityKey),
    state: 'open',
    asker: { tenant: person.tenant, key: person.key, ...sender },
    to: address,
    askedAt: receivedAt,
    deadlineAt: receivedAt + deadlineMs,
    progress: { ...NO_MESSAGE, text: '' },
    delivered: {},
    timeline: [{ at: receivedAt, event: 'asked' }],
    ...{ text, kind, language },
    ...(thread ? { thread } : {}),
    ...(person.locale ? { locale: person.locale } : {}),
    ...(zone ? { zone } : {}),
  };
}
