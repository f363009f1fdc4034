/** What became of one send: one union, made here from every shape of failure, so that nobody else reads the channel's errors. */
import { connectorErrorCodes } from './connectorErrorCodes';

export type Outcome =
  /** `thread` is the one that it began. */
  | { kind: 'sent'; activityId: string; thread?: string }
  /** Surely not delivered; the channel asks to wait (ms), where it says how long. */
  | { kind: 'throttled'; retryAfterMs?: number }
  /** The limits ask to wait (epoch ms); nothing was tried. */
  | { kind: 'deferred'; until: number }
  /** `isAmbiguous`: it may have been delivered all the same. `retryAfterMs`: the other side asks for this wait at least. */
  | { kind: 'transient'; isAmbiguous: boolean; reason: string; retryAfterMs?: number }
  | { kind: 'conversationBlocked'; reason: string }
  /** `isFirstSign`: nothing else has said so yet; channels say it wrongly at times. */
  | { kind: 'conversationGone'; reason: string; isFirstSign?: true }
  | { kind: 'wrongRegion' }
  | { kind: 'tooLarge' }
  | { kind: 'unauthorised'; reason: string }
  | { kind: 'dead'; reason: string };

const BLOCKED = ['ConversationBlockedByUser', 'BotDisabledByAdmin', 'MessageWritesBlocked'];
const GONE = ['BotNotInConversationRoster', 'ConversationNotFound', 'BotNotInstalled'];
const UNAUTHORISED = ['BotNotRegistered', 'BotNotFound'];
/** No token could be had for lack of an answer, as the identity library names it: nothing was sent. */
const TOKEN_UNREACHABLE = [
  'network_error',
  'endpoints_resolution_error',
  'openid_config_error',
  'no_network_connectivity',
  'post_request_failed',
  'get_request_failed',
  'request_timeout',
];
/** Nothing was sent on a connection that was never made. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface ChannelError {
  statusCode?: number;
  code?: string;
  name?: string;
  message?: string;
  response?: { headers?: { get(name: string): string | undefined | null } };
  headers?: Record<string, string>;
}

/** The outcome of a send that failed with this error. */
export function outcomeOfError(error: unknown, nowMs: number): Outcome {
  const fault = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as ChannelError;
  const codes = connectorErrorCodes(error);
  const named = outcomeOfCodes(codes, fault);
  if (named) return named;
  const status = fault.statusCode;
  if (status === undefined) return outcomeWithoutAnswer(fault);
  return outcomeOfStatus(status, fault, codes, nowMs);
}

function outcomeOfCodes(codes: readonly string[], fault: ChannelError): Outcome | undefined {
  const has = (names: readonly string[]): string | undefined => codes.find((code) => names.includes(code));
  const blocked = has(BLOCKED);
  if (blocked) return { kind: 'conversationBlocked', reason: blocked };
  const gone = has(GONE);
  if (gone) return { kind: 'conversationGone', reason: gone };
  if (has(['MessageSizeTooBig', 'RequestEntityTooLarge'])) return { kind: 'tooLarge' };
  const unreachable = has(TOKEN_UNREACHABLE);
  if (unreachable) return { kind: 'transient', isAmbiguous: false, reason: unreachable };
  const unauthorised = has(UNAUTHORISED) ?? codes.find((code) => /^AADSTS\d+/.test(code));
  if (unauthorised) return { kind: 'unauthorised', reason: unauthorised };
  return /different region/i.test(fault.message ?? '') || has(['UserFromDifferentRegion'])
    ? { kind: 'wrongRegion' }
    : undefined;
}

function outcomeOfStatus(
  status: number,
  fault: ChannelError,
  codes: readonly string[],
  nowMs: number,
): Outcome {
  const reason = [String(status), ...codes].join(' ');
  switch (status) {
    case 429: {
      const retryAfterMs = retryAfterOf(fault, nowMs);
      return retryAfterMs === undefined ? { kind: 'throttled' } : { kind: 'throttled', retryAfterMs };
    }
    case 401:
      return { kind: 'unauthorised', reason };
    case 403:
      return { kind: 'conversationBlocked', reason };
    case 404:
      return { kind: 'conversationGone', reason };
    case 412:
      return { kind: 'transient', isAmbiguous: false, reason };
    case 413:
      return { kind: 'tooLarge' };
    default:
      return status === 408 || status >= 500
        ? { kind: 'transient', isAmbiguous: true, reason }
        : { kind: 'dead', reason };
  }
}

function outcomeWithoutAnswer(fault: ChannelError): Outcome {
  const reason = fault.code ?? fault.name ?? 'unknown';
  const isKnown =
    Boolean(fault.code) ||
    fault.name === 'AbortError' ||
    fault.name === 'TimeoutError' ||
    fault.name === 'RestError';
  if (!isKnown) return { kind: 'dead', reason: `${reason}: ${(fault.message ?? '').slice(0, 200)}` };
  return { kind: 'transient', isAmbiguous: !NOT_CONNECTED.has(reason), reason };
}

/** Retry-After as ms from now: seconds or an HTTP date. */
function retryAfterOf(fault: ChannelError, nowMs: number): number | undefined {
  const header = fault.response?.headers?.get('retry-after') ?? fault.headers?.['retry-after'];
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** The outcome in a few words, for a row and for operators. */
export function outcomeText(outcome: Outcome): string {
  return 'reason' in outcome ? `${outcome.kind}: ${outcome.reason}`.slice(0, 500) : outcome.kind;
}
