/** Reads the JSON body of a call, within bounds of size and depth and each field once, or says as a problem why it cannot be read. */
import type { HttpRequest } from '@azure/functions';
import { readJsonBody } from '../../http/jsonBody';
import type { ProblemDetail } from '../../http/problem';
import { MAX_BODY_BYTES, MAX_DEPTH } from './limits';
import { scanJson } from './scanJson';

export type ReadJson = { ok: true; value: unknown } | { ok: false; problem: ProblemDetail };

const TOO_DEEP: ProblemDetail = {
  status: 400,
  title: 'The body is nested too deeply.',
  detail: `At most ${MAX_DEPTH} levels.`,
};
const MAX_TOLD = 20;

export async function readJson(request: HttpRequest): Promise<ReadJson> {
  const read = await readJsonBody(request, MAX_BODY_BYTES);
  if (!read.ok) return read;
  const scanned = scanJson(read.text, MAX_DEPTH);
  if (scanned.ok) return { ok: true, value: read.value };
  if ('reason' in scanned) return { ok: false, problem: TOO_DEEP };
  const errors = scanned.twice
    .slice(0, MAX_TOLD)
    .map((pointer) => ({ pointer, detail: 'stands here twice' }));
  return { ok: false, problem: { status: 400, title: 'The body names a field twice.', errors } };
}
