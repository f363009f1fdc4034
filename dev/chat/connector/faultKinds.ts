// The faults that the local connector can show, each with the exact answer that the channel gives.
import { refusal, type AnswerReply, type ConnectorReply } from './connectorReply';

/** Why the channel says 403. */
export type ForbiddenCode =
  'ConversationBlockedByUser' | 'BotNotInConversationRoster' | 'BotDisabledByAdmin' | 'MessageWritesBlocked';

/** Where a 403 says why: as `code`, as `subCode`, as JSON nested in `message`, nowhere, or with no body at all. */
export type ForbiddenShape = 'code' | 'subCode' | 'nested' | 'absent' | 'empty';

/** A fault that needs no further words. `reset` breaks the connection. */
export type PlainFault =
  | 'throttled'
  | 'requestTimeout'
  | 'notFound'
  | 'preconditionFailed'
  | 'tooLarge'
  | 'unauthorised'
  | 'serverError'
  | 'badGateway'
  | 'unavailable'
  | 'gatewayTimeout'
  | 'wrongRegion'
  | 'reset';

/** A fault with what it needs to know; `throttled` without seconds has no Retry-After header. */
export type FaultKind =
  | PlainFault
  | { readonly name: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly name: 'forbidden'; readonly code: ForbiddenCode; readonly shape?: ForbiddenShape }
  | { readonly name: 'slow'; readonly ms: number };

const FORBIDDEN_WORDS: Record<ForbiddenCode, string> = {
  ConversationBlockedByUser: 'User blocked the conversation with the bot.',
  BotNotInConversationRoster: 'The bot is not part of the conversation roster.',
  BotDisabledByAdmin: 'The tenant admin disabled this bot.',
  MessageWritesBlocked: 'Message writes are blocked for the bot in this conversation.',
};

const PLAIN_REPLIES: Record<PlainFault, ConnectorReply> = {
  throttled: refusal(429, 'Throttled', 'Too many requests.'),
  requestTimeout: refusal(408, 'RequestTimeout', 'The request timed out.'),
  notFound: refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  preconditionFailed: refusal(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
  tooLarge: refusal(413, 'MessageSizeTooBig', 'Message size too large.'),
  unauthorised: refusal(401, 'BotNotRegistered', 'No registration found for this bot.'),
  serverError: refusal(500, 'InternalServerError', 'An unexpected error occurred.'),
  badGateway: refusal(502, 'ServiceError', 'Bad gateway.'),
  unavailable: refusal(503, 'ServiceUnavailable', 'The service is unavailable.'),
  gatewayTimeout: refusal(504, 'GatewayTimeout', 'The gateway timed out.'),
  wrongRegion: refusal(403, 'Forbidden', 'User is from different region.'),
  reset: { reset: true },
};

/** The name of a fault, for the record of calls. */
export function faultName(kind: FaultKind): string {
  return typeof kind === 'string' ? kind : kind.name;
}

/** The answer of a fault; undefined for `slow`, which lets the call go on. */
export function faultReply(kind: FaultKind): ConnectorReply | undefined {
  if (typeof kind === 'string') return PLAIN_REPLIES[kind];
  if (kind.name === 'slow') return undefined;
  if (kind.name === 'forbidden') return forbidden(kind.code, kind.shape ?? 'code');
  return {
    ...refusal(429, 'Throttled', 'Too many requests.'),
    headers: { 'retry-after': String(kind.retryAfterSeconds) },
  };
}

function forbidden(code: ForbiddenCode, shape: ForbiddenShape): AnswerReply {
  const details = FORBIDDEN_WORDS[code];
  switch (shape) {
    case 'code':
      return refusal(403, code, details);
    case 'subCode':
      return { status: 403, body: { error: { code: 'Forbidden', subCode: code, message: details } } };
    case 'nested':
      return refusal(
        403,
        'Forbidden',
        JSON.stringify({ subCode: code, details, errorCode: null, errorSubCode: null }),
      );
    case 'absent':
      return refusal(403, 'Forbidden', 'The request was forbidden.');
    case 'empty':
      return { status: 403 };
  }
}
