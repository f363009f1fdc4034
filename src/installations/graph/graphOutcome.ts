/** What Microsoft Graph's answer means: one union, made here from every shape of answer. */
import { DAY_MS, SECOND_MS } from '../../clock';
import { retryAfterMs as readRetryAfter } from '../../http/retryAfter';

export type GraphOutcome =
  | { kind: 'ok'; body: unknown }
  | { kind: 'notFound'; reason: string }
  /** It is there already. */
  | { kind: 'conflict' }
  /** Graph asks to wait (ms). */
  | { kind: 'throttled'; retryAfterMs: number }
  /** Graph names what would do. */
  | { kind: 'missingPermission'; permissions: string; reason: string }
  /** The tenant's policy for apps forbids it for this person. */
  | { kind: 'blockedByPolicy'; reason: string }
  /** Worth another try; it may have happened all the same. */
  | { kind: 'transient'; reason: string }
  | { kind: 'refused'; reason: string };

/** An answer of Graph, alone or as a part of a batch. */
export interface GraphAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}

/** Throttling without a Retry-After waits this long. */
const THROTTLED_WAIT_MS = 5 * SECOND_MS;
/** What asks to wait no time asks for a loop. */
const LEAST_WAIT_MS = SECOND_MS;
const LONGEST_WAIT_MS = DAY_MS;
const POLICY = /app permission polic|blocked by (?:the )?(?:app|admin|tenant|org)|AppInstallationBlocked/i;
const REQUIRES = /requires one of ['"]([^'"]+)['"]/i;
const REASON_LENGTH = 200;

export function outcomeOfAnswer({ status, headers, body }: GraphAnswer, now: number): GraphOutcome {
  if (status >= 200 && status < 300) return { kind: 'ok', body };
  const { code, message } = errorOf(body);
  const reason = [String(status), code, message].filter(Boolean).join(' ').slice(0, REASON_LENGTH);
  if (status === 429 || status === 503) {
    const retryAfterMs = retryAfterOf(headers, now);
    if (status === 429) return { kind: 'throttled', retryAfterMs: retryAfterMs ?? THROTTLED_WAIT_MS };
    if (retryAfterMs !== undefined) return { kind: 'throttled', retryAfterMs };
  }
  if (status === 408 || status >= 500) return { kind: 'transient', reason };
  if (status === 404) return { kind: 'notFound', reason };
  if (status === 409) return { kind: 'conflict' };
  if (status === 403) return forbidden(code, message, reason);
  return { kind: 'refused', reason };
}

/** The call came to no answer: no connection, or none in time. */
export function outcomeOfFault(error: unknown): GraphOutcome {
  const { name = 'Error', cause } = (error ?? {}) as { name?: string; cause?: { code?: string } };
  return { kind: 'transient', reason: cause?.code ?? name };
}

function forbidden(code: string, message: string, reason: string): GraphOutcome {
  if (POLICY.test(message) || POLICY.test(code)) return { kind: 'blockedByPolicy', reason };
  const permissions = REQUIRES.exec(message)?.[1];
  if (permissions || code === 'Authorization_RequestDenied')
    return { kind: 'missingPermission', permissions: permissions ?? '', reason };
  return { kind: 'refused', reason };
}

function errorOf(body: unknown): { code: string; message: string } {
  const error = (body as { error?: { code?: unknown; message?: unknown } } | null | undefined)?.error;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { code: text(error?.code), message: text(error?.message) };
}

/** Retry-After as ms from now; as much as makes sense of it, as it is waited for whatever it says. */
function retryAfterOf(headers: GraphAnswer['headers'], now: number): number | undefined {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'retry-after');
  const asked = readRetryAfter(name && headers[name], now);
  return asked === undefined
    ? undefined
    : Math.min(Math.max(Math.ceil(asked), LEAST_WAIT_MS), LONGEST_WAIT_MS);
}
