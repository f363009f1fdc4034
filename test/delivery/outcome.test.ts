import { type Outcome, outcomeOfError } from '../../src/delivery/outcome';
import { WEDNESDAY_MORNING } from '../support/clock';

/** An answer of the Bot Connector as botframework-connector throws it. */
const answered = (statusCode: number, body?: unknown, headers: Record<string, string> = {}): Error =>
  Object.assign(new Error(typeof body === 'string' ? body : 'The request failed.'), {
    name: 'RestError',
    statusCode,
    body,
    response: { headers: { get: (name: string) => headers[name] }, bodyAsText: JSON.stringify(body) },
  });
const coded = (code: string, message = ''): object => ({ error: { code, message } });
const network = (code: string): Error =>
  Object.assign(new Error(`connect ${code}`), { name: 'RestError', code });
const named = (name: string, fields: object = {}): Error =>
  Object.assign(new Error('it failed'), { name, ...fields });
const nestedJson = JSON.stringify(
  coded('Forbidden', JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'no' })),
);

const blocked = (reason: string): Partial<Outcome> => ({ kind: 'conversationBlocked', reason });
const unnamed = (reason: string): Partial<Outcome> => ({ ...blocked(reason), isUnnamed: true });
const gone = (reason: string): Partial<Outcome> => ({ kind: 'conversationGone', reason });
const maybe = (reason: string): Partial<Outcome> => ({ kind: 'transient', isAmbiguous: true, reason });
const surelyNot = (reason: string): Partial<Outcome> => ({ kind: 'transient', isAmbiguous: false, reason });

const cases: [string, unknown, Partial<Outcome>][] = [
  [
    '403 with the code',
    answered(403, coded('ConversationBlockedByUser')),
    blocked('ConversationBlockedByUser'),
  ],
  [
    '403 with a sub-code',
    answered(403, { error: { code: 'Forbidden', subCode: 'BotDisabledByAdmin' } }),
    blocked('BotDisabledByAdmin'),
  ],
  [
    '403 with a sub-code beside the error',
    answered(403, { subCode: 'BotNotInConversationRoster', code: 'x' }),
    gone('BotNotInConversationRoster'),
  ],
  [
    '403 with JSON inside its message',
    answered(403, coded('Forbidden', '{"subCode":"BotNotInConversationRoster"}')),
    gone('BotNotInConversationRoster'),
  ],
  [
    '403 with JSON inside JSON inside its text',
    answered(403, `403 - ${nestedJson}`),
    blocked('MessageWritesBlocked'),
  ],
  [
    '403 with an inner HTTP error',
    answered(403, {
      error: {
        code: 'Forbidden',
        innerHttpError: { statusCode: 403, body: { subCode: 'ConversationBlockedByUser' } },
      },
    }),
    blocked('ConversationBlockedByUser'),
  ],
  ['403 that says nothing', answered(403), unnamed('403')],
  ['403 with an empty body', answered(403, ''), unnamed('403')],
  [
    '403 of a wrong region',
    Object.assign(answered(403), { message: 'User is from different region' }),
    { kind: 'wrongRegion' },
  ],
  ['404 with the code', answered(404, coded('ConversationNotFound')), gone('ConversationNotFound')],
  ['404 that says nothing', answered(404), gone('404')],
  ['412', answered(412, coded('PreconditionFailed')), surelyNot('412 PreconditionFailed')],
  ['413 with the code', answered(413, coded('MessageSizeTooBig')), { kind: 'tooLarge' }],
  ['413 of a proxy', answered(413, '<html>'), { kind: 'tooLarge' }],
  ['429', answered(429, coded('Throttled')), { kind: 'throttled' }],
  [
    '429 with seconds',
    answered(429, undefined, { 'retry-after': '17' }),
    { kind: 'throttled', retryAfterMs: 17_000 },
  ],
  [
    '429 with a date',
    answered(429, undefined, { 'retry-after': new Date(WEDNESDAY_MORNING + 60_000).toUTCString() }),
    { kind: 'throttled', retryAfterMs: 60_000 },
  ],
  [
    '429 with a date that has passed',
    answered(429, undefined, { 'retry-after': new Date(WEDNESDAY_MORNING - 60_000).toUTCString() }),
    { kind: 'throttled', retryAfterMs: 0 },
  ],
  ['429 with nonsense', answered(429, undefined, { 'retry-after': 'soon' }), { kind: 'throttled' }],
  [
    '429 with less than nothing',
    answered(429, undefined, { 'retry-after': '-5' }),
    { kind: 'throttled', retryAfterMs: 0 },
  ],
  ['401', answered(401, coded('Unauthorized')), { kind: 'unauthorised', reason: '401 Unauthorized' }],
  [
    '401 of an unregistered bot',
    answered(401, coded('BotNotRegistered')),
    { kind: 'unauthorised', reason: 'BotNotRegistered' },
  ],
  ['408', answered(408), maybe('408')],
  ['500', answered(500, coded('ServiceError')), maybe('500 ServiceError')],
  ['502 of a proxy', answered(502, '<html>Bad { gateway }</html>'), maybe('502')],
  ['504', answered(504), maybe('504')],
  ['400', answered(400, coded('BadSyntax')), { kind: 'dead', reason: '400 BadSyntax' }],
  [
    'a wrong secret',
    named('ServerError', {
      errorCode: 'invalid_client',
      errorMessage: 'x',
      message: 'invalid_client: AADSTS7000215: Invalid client secret.',
    }),
    { kind: 'unauthorised', reason: 'AADSTS7000215' },
  ],
  [
    'no way to the token service',
    named('ClientAuthError', {
      errorCode: 'network_error',
      message: 'network_error: Network request failed',
    }),
    surelyNot('network_error'),
  ],
  [
    'no answer about the authority',
    named('ClientAuthError', { errorCode: 'endpoints_resolution_error' }),
    surelyNot('endpoints_resolution_error'),
  ],
  ['nobody listening', network('ECONNREFUSED'), surelyNot('ECONNREFUSED')],
  ['no such host', network('ENOTFOUND'), surelyNot('ENOTFOUND')],
  ['a reset', network('ECONNRESET'), maybe('ECONNRESET')],
  ['a broken pipe', network('EPIPE'), maybe('EPIPE')],
  ['a time-out of the socket', network('ETIMEDOUT'), maybe('ETIMEDOUT')],
  ['an abort', named('AbortError'), maybe('AbortError')],
  ['a time-out', named('TimeoutError'), maybe('TimeoutError')],
  [
    'a request that could not be sent',
    named('RestError', { code: 'REQUEST_SEND_ERROR' }),
    maybe('REQUEST_SEND_ERROR'),
  ],
  [
    'a mistake of ours',
    new TypeError('x is not a function'),
    { kind: 'dead', reason: 'TypeError: x is not a function' },
  ],
  ['a plain error', new Error('no'), { kind: 'dead', reason: 'Error: no' }],
  ['a text', 'boom', { kind: 'dead', reason: 'unknown: boom' }],
  ['nothing', undefined, { kind: 'dead', reason: 'unknown: undefined' }],
];

describe('the outcome of a failed send', () => {
  it.each(cases)('%s', (_name, error, outcome) => {
    expect(outcomeOfError(error, WEDNESDAY_MORNING)).toEqual(outcome);
  });

  it('is found in an answer that is nested without end', () => {
    const endless: Record<string, unknown> = { code: 'Forbidden' };
    endless['error'] = endless;
    expect(outcomeOfError(Object.assign(endless, { statusCode: 403 }), 0)).toEqual(unnamed('403 Forbidden'));
  });

  it('is not taken from the words of the message that was sent', () => {
    const request = { body: JSON.stringify({ text: '{"code":"BotNotFound"} AADSTS50001 different region' }) };
    const error = Object.assign(answered(502), {
      request,
      response: { headers: { get: () => undefined }, request },
    });
    expect(outcomeOfError(error, 0)).toEqual(maybe('502'));
  });
});
