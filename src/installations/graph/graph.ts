/** Microsoft Graph over HTTP: single calls, and batches of twenty. Every call is bounded in time and size; nothing is tried again here. */
import type { Clock } from '../../clock';
import { SECOND_MS } from '../../clock';
import { readCapped } from '../../http/readCapped';
import { type GraphAnswer, type GraphOutcome, outcomeOfAnswer, outcomeOfFault } from './graphOutcome';

/** Graph takes no more in one batch. */
export const BATCH_SIZE = 20;
const ANSWER_WITHIN_MS = 20 * SECOND_MS;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** One call, by its path below the version: `/users/…`. */
export interface GraphCall {
  method: 'GET' | 'POST';
  path: string;
  /** Besides those of every call. */
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

export interface Graph {
  /** The address of something below the version, as Graph wants it named in bodies. */
  address(path: string): string;
  call(tenant: string, call: GraphCall): Promise<GraphOutcome>;
  /** Up to twenty calls in one; outcomes in the calls' order. What fails as a whole, fails for each. */
  batch(tenant: string, calls: readonly GraphCall[]): Promise<GraphOutcome[]>;
}

export interface GraphDeps {
  /** `https://graph.microsoft.com`, without a slash at its end. */
  url: string;
  /** A token for Graph in this tenant. Throws when there is none to be had. */
  tokenFor(tenant: string): Promise<string>;
  fetch: typeof fetch;
  clock: Clock;
}

export function createGraph(deps: GraphDeps): Graph {
  const { url, clock } = deps;
  const address = (path: string): string => `${url}/v1.0${path}`;
  return {
    address,
    async call(tenant, { path, ...rest }) {
      const answer = await send(deps, tenant, { ...rest, url: address(path) });
      return 'kind' in answer ? answer : outcomeOfAnswer(answer, clock());
    },
    async batch(tenant, calls) {
      if (calls.length > BATCH_SIZE) throw new RangeError(`A batch holds ${BATCH_SIZE} calls at most.`);
      if (calls.length === 0) return [];
      const requests = calls.map(requestOf);
      const answer = await send(deps, tenant, {
        method: 'POST',
        url: address('/$batch'),
        body: { requests },
      });
      const whole = 'kind' in answer ? answer : outcomeOfAnswer(answer, clock());
      if (whole.kind !== 'ok') return calls.map(() => whole);
      const answers = answersOf(whole.body);
      return calls.map((_call, number) => {
        const part = answers.get(String(number));
        return part
          ? outcomeOfAnswer(part, clock())
          : { kind: 'transient', reason: 'no answer in the batch' };
      });
    },
  };
}

/** All calls, in as few batches as can be. */
export async function inBatches(
  graph: Graph,
  tenant: string,
  calls: readonly GraphCall[],
): Promise<GraphOutcome[]> {
  const outcomes: GraphOutcome[] = [];
  for (let at = 0; at < calls.length; at += BATCH_SIZE)
    outcomes.push(...(await graph.batch(tenant, calls.slice(at, at + BATCH_SIZE))));
  return outcomes;
}

function requestOf({ method, path, headers, body }: GraphCall, number: number): object {
  const content =
    body === undefined
      ? { ...(headers ? { headers } : {}) }
      : { body, headers: { ...headers, 'Content-Type': 'application/json' } };
  return { id: String(number), method, url: path, ...content };
}

/** The batch's parts by their ids; Graph gives them in any order. */
function answersOf(body: unknown): Map<string, GraphAnswer> {
  const { responses } = (body ?? {}) as { responses?: unknown };
  const parts = (Array.isArray(responses) ? responses : []) as (
    (Partial<GraphAnswer> & { id?: unknown }) | null
  )[];
  return new Map(
    parts.map((part) => {
      const { id, status, headers, body: content } = part ?? {};
      return [
        String(id),
        { status: typeof status === 'number' ? status : 500, headers: headers ?? {}, body: content },
      ];
    }),
  );
}

async function send(
  { tokenFor, fetch }: GraphDeps,
  tenant: string,
  { method, url, headers, body }: Omit<GraphCall, 'path'> & { url: string },
): Promise<GraphAnswer | GraphOutcome> {
  const token = await tokenFor(tenant);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await readCapped(response.body as AsyncIterable<Uint8Array> | null, MAX_ANSWER_BYTES);
    if (text === undefined) return { kind: 'refused', reason: 'the answer is too large' };
    return { status: response.status, headers: Object.fromEntries(response.headers), body: jsonOf(text) };
  } catch (error) {
    return outcomeOfFault(error);
  }
}

/** What is no JSON has no meaning here; the status says what became of the call. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
