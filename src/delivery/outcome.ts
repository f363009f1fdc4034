/** What became of one send: one union, made here from every shape of failure, so that nobody else reads the channel's errors. */
import { type ChannelError, retryAfterOf, statusOf } from './channelError';
import { connectorErrorCodes } from './connectorErrorCodes';
import { isTokenFault, outcomeWithoutAnswer } from './outcomeWithoutAnswer';

export type Outcome =
  /** `thread` is the one that it began. */
  | { kind: 'sent'; activityId: string; thread?: string }
  /** Surely not delivered; the channel asks to wait (ms), where it says how long. */
  | { kind: 'throttled'; retryAfterMs?: number }
  /** The limits ask to wait (epoch ms); nothing was tried. */
  | { kind: 'deferred'; until: number }
  /** `isAmbiguous`: it may have been delivered all the same. `retryAfterMs`: the other side asks for this wait at least. */
  | { kind: 'transient'; isAmbiguous: boolean; reason: string; retryAfterMs?: number }
  /**
   * `isUnnamed`: refused without a word why. `isFirstSign`: nothing else has said so yet; channels say it wrongly at times.
   * `isKnown`: it was so before, and nothing was tried.
   */
  | { kind: 'conversationBlocked'; reason: string; isUnnamed?: true; isFirstSign?: true }
  | { kind: 'conversationGone'; reason: string; isFirstSign?: true; isKnown?: true }
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
  'server_error',
  'temporarily_unavailable',
  'token_parsing_error',
];

/** The outcome of a send that failed with this error. */
export function outcomeOfError(error: unknown, nowMs: number): Outcome {
  const fault = (
    typeof error === 'object' && error !== null ? error : { message: String(error) }
  ) as ChannelError;
  const codes = connectorErrorCodes(error);
  const answer = isTokenFault(fault) ? undefined : answerIn(fault, 0);
  const status = answer && statusOf(answer);
  // Whatever its words say, 429 asks for nothing but a wait.
  const named = status === 429 ? undefined : outcomeOfCodes(codes);
  if (named) return named;
  if (answer === undefined || status === undefined) return outcomeWithoutAnswer(fault);
  return outcomeOfStatus(status, answer, codes, nowMs);
}

/** The error, or the one that caused it, that holds the channel's answer. */
function answerIn(fault: ChannelError, depth: number): ChannelError | undefined {
  if (statusOf(fault) !== undefined) return fault;
  const cause = fault.cause as ChannelError | null | undefined;
  if (typeof cause !== 'object' || cause === null || depth > 4 || isTokenFault(cause)) return undefined;
  return answerIn(cause, depth + 1);
}

function outcomeOfCodes(codes: readonly string[]): Outcome | undefined {
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
  const lost = has(['ActivityNotFoundInConversation']);
  if (lost) return { kind: 'dead', reason: lost }; // the message that it answers, not the conversation
  return has(['UserFromDifferentRegion', 'InvalidBotApiHost']) ? { kind: 'wrongRegion' } : undefined;
}

function outcomeOfStatus(
  status: number,
  fault: ChannelError,
  codes: readonly string[],
  nowMs: number,
): Outcome {
  const reason = [String(status), ...codes].join(' ');
  const asked = retryAfterOf(fault, nowMs);
  const retryAfter = asked === undefined ? {} : { retryAfterMs: asked };
  switch (status) {
    case 429:
      return { kind: 'throttled', ...retryAfter };
    case 401:
      return { kind: 'unauthorised', reason };
    case 403:
      return { kind: 'conversationBlocked', reason, isUnnamed: true };
    case 404:
      return { kind: 'conversationGone', reason };
    case 412:
      return { kind: 'transient', isAmbiguous: false, reason };
    case 413:
      return { kind: 'tooLarge' };
    default:
      return isMaybe(status)
        ? { kind: 'transient', isAmbiguous: true, reason, ...retryAfter }
        : { kind: 'dead', reason };
  }
}

/** Whether it may have arrived: the channel does not say, or took it and its answer cannot be read. */
const isMaybe = (status: number): boolean => status < 300 || status === 408 || status >= 500;

/** The outcome in a few words, for a row and for operators. */
export function outcomeText(outcome: Outcome): string {
  return 'reason' in outcome ? `${outcome.kind}: ${outcome.reason}`.slice(0, 500) : outcome.kind;
}
