/** The HTTP call to an answer service: what is asked, signed, and every way in which the reply can be wrong. */
import { SECOND_MS } from '../clock';
import { readCapped } from '../http/readCapped';
import { webhookHeaders } from '../http/standardWebhooks';
import { readAnswer } from './answerContent';
import type { AnswerContent } from './question';

export interface ServiceQuestion {
  id: string;
  question: string;
  /** BCP 47, where it is known. */
  locale?: string;
  askedAt: string;
  /** After which an answer is a late one. */
  deadline: string;
  /** Where to post an answer that takes longer; absent where the app does not know its own address. */
  callbackUrl?: string;
}

export type ServiceReply =
  | { kind: 'answered'; content: AnswerContent }
  /** It answers by the callback, or when it is asked again. */
  | { kind: 'later' }
  /** The reason holds nothing of the reply. */
  | { kind: 'failed'; reason: string };

export interface ServiceDeps {
  service: { url: string; secret?: string };
  /** Epoch ms. */
  now: number;
  fetch: typeof fetch;
  /** How long all of the reply may take, ms. */
  withinMs?: number;
}

const WITHIN_MS = 15 * SECOND_MS;
const MAX_REPLY_BYTES = 256 * 1024;

/** Asks the service once. Never throws for what the service does. */
export async function callAnswerService(deps: ServiceDeps, question: ServiceQuestion): Promise<ServiceReply> {
  const { service, now, withinMs = WITHIN_MS } = deps;
  const body = JSON.stringify(question);
  const signature = service.secret ? webhookHeaders(question.id, body, now, service.secret) : {};
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new DOMException('no reply in time', 'TimeoutError')), withinMs);
  try {
    const response = await deps.fetch(service.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...signature },
      body,
      // A redirect could lead to an address that the operator never named.
      redirect: 'manual',
      signal: stop.signal,
    });
    return await readReply(response);
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

async function readReply(response: Response): Promise<ServiceReply> {
  const { status } = response;
  if (status === 202) return { kind: 'later' };
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return { kind: 'failed', reason: `redirect (${status})` };
  if (status !== 200) return { kind: 'failed', reason: `status ${status}` };
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(response.headers.get('content-type') ?? ''))
    return { kind: 'failed', reason: 'the reply is not JSON' };
  const text = await readCapped(response.body, MAX_REPLY_BYTES);
  if (text === undefined) return { kind: 'failed', reason: 'the reply is too large' };
  const read = readAnswer(parsed(text));
  return read.kind === 'answer'
    ? { kind: 'answered', content: read.content }
    : { kind: 'failed', reason: 'the reply is no answer' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // which is no answer
  }
}

/** The code of the fault: its message may hold addresses. */
function reasonOf(error: unknown): string {
  const fault = (error ?? {}) as { name?: string; code?: unknown; cause?: { code?: unknown } };
  const code = fault.cause?.code ?? fault.code;
  return typeof code === 'string' ? code : (fault.name ?? 'unknown');
}
