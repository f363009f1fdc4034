/** Reads the JSON body of a call, within bounds, or says as a problem why it cannot be read. */
import type { HttpRequest } from '@azure/functions';
import type { ProblemDetail } from '../../http/problem';
import { readCapped } from '../../http/readCapped';
import { MAX_BODY_BYTES, MAX_DEPTH } from './limits';
import { scanJson } from './scanJson';

export type ReadJson = { ok: true; value: unknown } | { ok: false; problem: ProblemDetail };

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const refuse = (problem: ProblemDetail): ReadJson => ({ ok: false, problem });
const TOO_LARGE: ProblemDetail = {
  status: 413,
  title: 'The body is too large.',
  detail: `At most ${MAX_BODY_BYTES} bytes.`,
};

export async function readJson(request: HttpRequest): Promise<ReadJson> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? ''))
    return refuse({ status: 415, title: 'The content type is not JSON.', detail: 'Send application/json.' });
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return refuse(TOO_LARGE);
  const text = await readCapped(request.body as AsyncIterable<Uint8Array> | null, MAX_BODY_BYTES);
  if (text === undefined) return refuse(TOO_LARGE);
  const parsed = parse(text);
  if (!parsed) return refuse({ status: 400, title: 'The body is not JSON.' });
  const scanned = scanJson(text, MAX_DEPTH);
  if (scanned.ok) return { ok: true, value: parsed.value };
  if ('reason' in scanned)
    return refuse({
      status: 400,
      title: 'The body is nested too deeply.',
      detail: `At most ${MAX_DEPTH} levels.`,
    });
  const errors = scanned.twice.slice(0, 20).map((pointer) => ({ pointer, detail: 'stands here twice' }));
  return refuse({ status: 400, title: 'The body names a field twice.', errors });
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined; // the caller says so
  }
}
