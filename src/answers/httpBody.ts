/** Reads the body of a call that brings an answer, or says as a problem what is wrong with it. */
import type { HttpRequest } from '@azure/functions';
import type { ProblemDetail } from '../http/problem';
import { readCapped } from '../http/readCapped';
import { readAnswer, type ReadAnswer } from './answerContent';

/** More than any answer that is taken. */
export const MAX_BODY_BYTES = 128 * 1024;
const MAX_DEPTH = 64;

type Brought = Exclude<ReadAnswer, { kind: 'wrong' }>;
export type ReadBody = { ok: true; brought: Brought } | { ok: false; problem: ProblemDetail };

const refuse = (problem: ProblemDetail): ReadBody => ({ ok: false, problem });
const TOO_LARGE = {
  status: 413,
  title: 'The body is too large.',
  detail: `At most ${MAX_BODY_BYTES} bytes.`,
};

export async function readAnswerBody(request: HttpRequest): Promise<ReadBody> {
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    return refuse({ status: 415, title: 'The content type is not JSON.', detail: 'Send application/json.' });
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return refuse(TOO_LARGE);
  const text = await readCapped(request.body as AsyncIterable<Uint8Array> | null, MAX_BODY_BYTES);
  if (text === undefined) return refuse(TOO_LARGE);
  const parsed = parse(text);
  if (!parsed) return refuse({ status: 400, title: 'The body is not JSON.' });
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

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined; // the caller says so
  }
}

/** Whether no value lies deeper than this; looks no deeper itself. */
function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
}
