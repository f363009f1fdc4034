/** Reads the body of a call that brings an answer, or says as a problem what is wrong with it. */
import type { HttpRequest } from '@azure/functions';
import { readJsonBody } from '../http/jsonBody';
import type { ProblemDetail } from '../http/problem';
import { readAnswer, type ReadAnswer } from './answerContent';

/** More than any answer that is taken. */
export const MAX_BODY_BYTES = 128 * 1024;
const MAX_DEPTH = 64;

type Brought = Exclude<ReadAnswer, { kind: 'wrong' }>;
export type ReadBody = { ok: true; brought: Brought } | { ok: false; problem: ProblemDetail };

const refuse = (problem: ProblemDetail): ReadBody => ({ ok: false, problem });
export async function readAnswerBody(request: HttpRequest): Promise<ReadBody> {
  const parsed = await readJsonBody(request, MAX_BODY_BYTES);
  if (!parsed.ok) return parsed;
  if (!isShallow(parsed.value, MAX_DEPTH))
    return refuse({
      status: 400,
      title: 'The body is nested too deeply.',
      detail: `At most ${MAX_DEPTH} levels.`,
    });
  const brought = readAnswer(parsed.value);
  if (brought.kind !== 'wrong') return { ok: true, brought };
  const { problems, tooLarge } = brought;
  return refuse(
    tooLarge
      ? { status: 413, title: 'The answer is too large.', errors: problems }
      : { status: 400, title: 'The body is no answer.', errors: problems },
  );
}

/** Whether no value lies deeper than this; looks no deeper itself. */
function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
}
