/** A question as `GET /api/answers/{id}` tells of it. */
import { type Answer, type Question, shortIdOf } from './question';

const timeOf = (at: number): string => new Date(at).toISOString();

/** Its state, its answers, what was delivered, and its timeline. */
export function questionStatus(question: Question): object {
  const { id, state, text, askedAt, deadlineAt, settledAt, answer, lateAnswer, progress } = question;
  return {
    id,
    shortId: shortIdOf(question),
    state,
    question: text,
    askedAt: timeOf(askedAt),
    deadline: timeOf(deadlineAt),
    ...(settledAt === undefined ? {} : { settledAt: timeOf(settledAt) }),
    ...(progress.text ? { progress: progress.text } : {}),
    ...(answer ? { answer: answerStatus(answer) } : {}),
    ...(lateAnswer ? { lateAnswer: answerStatus(lateAnswer) } : {}),
    messages: Object.entries(question.delivered).map(([message, { state: ended, at }]) => ({
      ...{ message, state: ended },
      at: timeOf(at),
    })),
    timeline: question.timeline.map(({ at, ...entry }) => ({ at: timeOf(at), ...entry })),
  };
}

const answerStatus = ({ content, from, at }: Answer): object => ({ ...content, from, at: timeOf(at) });
