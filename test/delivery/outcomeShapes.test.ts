/** Shapes in which failures come from clients, libraries and what lies between: the same outcome, whichever it is. */
import { HOUR_MS } from '../../src/clock';
import { type Outcome, outcomeOfError } from '../../src/delivery/outcome';
import { WEDNESDAY_MORNING } from '../support/clock';

const fault = (fields: object, message = 'it failed'): Error => Object.assign(new Error(message), fields);
const answered = (statusCode: number, body: unknown): Error =>
  fault({ name: 'RestError', statusCode, response: { bodyAsText: JSON.stringify(body) } });
const forbidden = (error: object): Error => answered(403, { error: { code: 'Forbidden', ...error } });
const asked = (header: string, status = 429): Error =>
  fault({ statusCode: status, response: { headers: new Headers({ 'Retry-After': header }) } });
const NO_TOKEN = ['No access token', 'No response or error'].map(
  (what) => `Authentication: ${what} received from MSAL.`,
);
const refused = fault({ code: 'ECONNREFUSED' });

const ROSTER: Outcome = { kind: 'conversationGone', reason: 'BotNotInConversationRoster' };
const DISABLED: Outcome = { kind: 'conversationBlocked', reason: 'BotDisabledByAdmin' };
const notSent = (reason: string): Outcome => ({ kind: 'transient', isAmbiguous: false, reason });
const maybe = (reason: string): Outcome => ({ kind: 'transient', isAmbiguous: true, reason });
const noToken = (reason: string): Outcome => ({ kind: 'unauthorised', reason });

const WHERE_THE_CODE_STANDS: [string, unknown, Outcome][] = [
  ['in a list of details', forbidden({ details: [{ code: 'BotDisabledByAdmin' }] }), DISABLED],
  ['in capital fields', answered(403, { Error: { Code: 'BotDisabledByAdmin' } }), DISABLED],
  ['in small letters', forbidden({ code: 'botDisabledByAdmin' }), DISABLED],
  ['before the words', forbidden({ message: 'BotNotInConversationRoster: no.' }), ROSTER],
  ['in the words alone', forbidden({ message: 'The bot is not part of the conversation roster.' }), ROSTER],
  ['in words of an admin', forbidden({ message: 'The tenant admin disabled this bot.' }), DISABLED],
  [
    'in JSON that is a text',
    answered(403, JSON.stringify({ subCode: 'BotNotInConversationRoster' })),
    ROSTER,
  ],
  ['before more braces', forbidden({ message: '{"subCode":"BotNotInConversationRoster"} {see}' }), ROSTER],
  ['in the cause', fault({ statusCode: 403, cause: forbidden({ code: 'BotDisabledByAdmin' }) }), DISABLED],
  [
    'in a body about regions',
    forbidden({ message: 'User is from different region' }),
    { kind: 'wrongRegion' },
  ],
  [
    'in words about an install',
    forbidden({ code: 'BadArgument', message: "Bot is not installed in user's personal scope" }),
    { kind: 'conversationGone', reason: 'BotNotInstalled' },
  ],
  [
    'in words with a short form',
    forbidden({ message: "The bot isn't part of the conversation roster." }),
    ROSTER,
  ],
  ['in a body about hosts', forbidden({ code: 'InvalidBotApiHost' }), { kind: 'wrongRegion' }],
  ['nowhere', forbidden({}), { kind: 'conversationBlocked', reason: '403 Forbidden', isUnnamed: true }],
];

const WITHOUT_AN_ANSWER: [string, unknown, Outcome][] = [
  [
    'fetch, with its cause',
    fault({ name: 'TypeError', cause: refused }, 'fetch failed'),
    notSent('ECONNREFUSED'),
  ],
  ['fetch, with no cause', fault({ name: 'TypeError' }, 'fetch failed'), maybe('fetch failed')],
  [
    'fetch, waiting for a connection',
    fault({ cause: fault({ code: 'UND_ERR_CONNECT_TIMEOUT' }) }, 'fetch failed'),
    notSent('UND_ERR_CONNECT_TIMEOUT'),
  ],
  [
    'fetch, waiting for an answer',
    fault({ cause: fault({ code: 'UND_ERR_HEADERS_TIMEOUT' }) }, 'fetch failed'),
    maybe('UND_ERR_HEADERS_TIMEOUT'),
  ],
  ['all addresses refuse', new AggregateError([refused, refused]), notSent('ECONNREFUSED')],
  ['one address breaks', new AggregateError([refused, fault({ code: 'EPIPE' })]), maybe('ECONNREFUSED')],
  ['a time-out of the platform', new DOMException('late', 'TimeoutError'), maybe('TimeoutError')],
  [
    'an address that is none',
    fault({ code: 'ERR_INVALID_URL' }),
    { kind: 'dead', reason: 'ERR_INVALID_URL: it failed' },
  ],
  [
    'an answer that cannot be read',
    fault({ code: 'PARSE_ERROR', statusCode: 201 }),
    maybe('201 PARSE_ERROR'),
  ],
  [
    'a client’s word for a connection that was refused',
    fault({ name: 'RestError', code: 'REQUEST_SEND_ERROR', cause: refused }),
    notSent('ECONNREFUSED'),
  ],
  ['a message that is no text', { message: 42 }, { kind: 'dead', reason: 'unknown: 42' }],
];

const WHERE_THE_STATUS_STANDS: [string, unknown, Outcome][] = [
  ['in the response', fault({ response: { status: 503 } }), maybe('503')],
  ['in the response under its long name', { response: { statusCode: 429 } }, { kind: 'throttled' }],
  ['in the cause', fault({ cause: fault({ statusCode: 503 }) }), maybe('503')],
  ['in the cause, with a wait', fault({ cause: asked('7') }), { kind: 'throttled', retryAfterMs: 7000 }],
  [
    'above words that name a code',
    answered(429, { error: { code: 'Throttled', message: 'writes blocked for 5 s' } }),
    { kind: 'throttled' },
  ],
  [
    'above the code of a message that is not there any more',
    answered(404, { error: { code: 'ActivityNotFoundInConversation' } }),
    { kind: 'dead', reason: 'ActivityNotFoundInConversation' },
  ],
];

const WITHOUT_A_TOKEN: [string, unknown, Outcome][] = [
  [
    'the identity is not there',
    fault({ name: 'CredentialUnavailableError' }),
    noToken('CredentialUnavailableError'),
  ],
  ...NO_TOKEN.map((words): [string, unknown, Outcome] => [
    'the SDK was given none',
    new Error(words),
    noToken(words),
  ]),
  [
    'no way to an identity works',
    fault({ name: 'AggregateAuthenticationError', errors: [fault({ name: 'CredentialUnavailableError' })] }),
    noToken('AggregateAuthenticationError'),
  ],
  [
    'the token service throttles',
    fault({ name: 'AuthenticationError', statusCode: 429 }),
    noToken('AuthenticationError'),
  ],
  [
    'a secret is refused',
    fault({ name: 'ServerError', errorCode: 'invalid_client' }),
    noToken('ServerError invalid_client'),
  ],
  [
    'the token service is down',
    fault({ name: 'ServerError', errorCode: 'server_error' }),
    notSent('server_error'),
  ],
  [
    'it is down for a moment',
    fault({ name: 'ServerError', errorCode: 'temporarily_unavailable' }, 'AADSTS90033: transient'),
    notSent('temporarily_unavailable'),
  ],
];

const WAITS: [string, number | undefined][] = [
  ['99999999999999999999', HOUR_MS],
  ['Fri, 31 Dec 9999 23:59:59 GMT', HOUR_MS],
  ['1.5', 1500],
  ['-1', 0],
  ['Infinity', undefined],
];

describe('the outcome', () => {
  it.each(WHERE_THE_CODE_STANDS)('of a 403 whose code stands %s', (_where, error, outcome) => {
    expect(outcomeOfError(error, WEDNESDAY_MORNING)).toEqual(outcome);
  });

  it.each(WITHOUT_AN_ANSWER)('without an answer: %s', (_why, error, outcome) => {
    expect(outcomeOfError(error, WEDNESDAY_MORNING)).toEqual(outcome);
  });

  it.each(WHERE_THE_STATUS_STANDS)('of a status that stands %s', (_where, error, outcome) => {
    expect(outcomeOfError(error, WEDNESDAY_MORNING)).toEqual(outcome);
  });

  it.each(WITHOUT_A_TOKEN)(
    'without a token, when nothing was sent and no try is the last: %s',
    (_why, error, outcome) => {
      expect(outcomeOfError(error, WEDNESDAY_MORNING)).toEqual(outcome);
    },
  );

  it.each(WAITS)('waits an hour at most, asked by “%s”', (header, retryAfterMs) => {
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    expect(outcomeOfError(asked(header), WEDNESDAY_MORNING)).toEqual({ kind: 'throttled', ...wait });
  });

  it('waits as long as a service asks that is overloaded', () => {
    expect(outcomeOfError(asked('120', 503), WEDNESDAY_MORNING)).toEqual({
      ...maybe('503'),
      retryAfterMs: 120_000,
    });
  });

  it.each(['retry-after', 'Retry-After'])('reads headers in any form: %s', (name) => {
    const plain = fault({ statusCode: 429, response: { headers: { [name]: '9' } } });
    expect(outcomeOfError(plain, WEDNESDAY_MORNING)).toEqual({ kind: 'throttled', retryAfterMs: 9000 });
  });
});
