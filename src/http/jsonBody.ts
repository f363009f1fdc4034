/** Reads the JSON body of a call, within bounds, or says as a problem why it cannot be read. */
import type { HttpRequest } from '@azure/functions';
import type { ProblemDetail } from './problem';
import { readCapped } from './readCapped';

export type JsonBody = { ok: true; value: unknown; text: string } | { ok: false; problem: ProblemDetail };

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const refuse = (problem: ProblemDetail): JsonBody => ({ ok: false, problem });

/** `text`: the body as it came. */
export async function readJsonBody(request: HttpRequest, maxBytes: number): Promise<JsonBody> {
  const tooLarge: ProblemDetail = {
    status: 413,
    title: 'The body is too large.',
    detail: `At most ${maxBytes} bytes.`,
  };
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    return refuse({ status: 415, title: 'The content type is not JSON.', detail: 'Send application/json.' });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse(tooLarge);
  const text = await readCapped(request.body as AsyncIterable<Uint8Array> | null, maxBytes);
  if (text === undefined) return refuse(tooLarge);
  try {
    return { ok: true, value: JSON.parse(text) as unknown, text };
  } catch {
    return refuse({ status: 400, title: 'The body is not JSON.' });
  }
}
