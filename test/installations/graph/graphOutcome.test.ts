/** What Graph's documented answers mean, each as its reference or the field knows it; and what is no answer at all. */
import { DAY_MS, SECOND_MS } from '../../../src/clock';
import { type GraphAnswer, outcomeOfAnswer } from '../../../src/installations/graph/graphOutcome';
import { personIn } from '../../../src/installations/graph/people';
import { reasonOf } from '../../../src/installations/reasons';

const NOW = Date.UTC(2026, 2, 11, 9, 30);
const answer = (status: number, code = '', message = '', headers: GraphAnswer['headers'] = {}) =>
  outcomeOfAnswer({ status, headers, body: { error: { code, message } } }, NOW);
const POLICY = 'App is blocked by app permission policy. TenantId: t, UserObjectId: u, AppType: Private';
const ROLES = "Missing role permissions on the request. API requires one of 'A.All, B.All'. Roles: ''.";
const NOT_ITSELF = "AAD App Id 'a' is not allowed to manage the Teams App 'b'";

test.each([
  [201, '', '', 'ok'],
  [204, '', '', 'ok'],
  [400, 'BadRequest', 'Bad.', 'refused'],
  [401, 'InvalidAuthenticationToken', 'Lifetime validation failed.', 'refused'],
  [403, 'Forbidden', POLICY, 'blockedByPolicy'],
  [403, 'Forbidden', ROLES, 'missingPermission'],
  [403, 'Authorization_RequestDenied', 'Insufficient privileges.', 'missingPermission'],
  [403, 'Forbidden', NOT_ITSELF, 'refused'],
  [404, 'NotFound', 'No team found with Group id t', 'notFound'],
  [404, 'Request_ResourceNotFound', 'Resource x does not exist.', 'notFound'],
  [409, 'Conflict', 'App already installed.', 'conflict'],
  [408, '', '', 'transient'],
  [423, 'Locked', '', 'refused'],
  [429, 'TooManyRequests', '', 'throttled'],
  [500, 'InternalServerError', '', 'transient'],
  [502, 'BadGateway', '', 'transient'],
  [503, 'ServiceUnavailable', '', 'transient'],
  [504, 'GatewayTimeout', '', 'transient'],
  [509, '', '', 'transient'],
])('%i %s (%s) is %s', (status, code, message, kind) => {
  expect(answer(status, code, message).kind).toBe(kind);
});

test.each<[string, string | undefined, number]>([
  ['seconds', '7', 7 * SECOND_MS],
  ['a date', new Date(NOW + 90 * SECOND_MS).toUTCString(), 90 * SECOND_MS],
  ['nothing', undefined, 5 * SECOND_MS],
  ['no time at all, which must not become a loop', '0', SECOND_MS],
  ['the past', new Date(NOW - DAY_MS).toUTCString(), SECOND_MS],
  ['less than nothing', '-5', SECOND_MS],
  ['more than any date holds', '1e300', DAY_MS],
  ['no time', 'soon', 5 * SECOND_MS],
])('waits where Retry-After is %s', (_what, value, retryAfterMs) => {
  const headers: GraphAnswer['headers'] = value === undefined ? {} : { 'Retry-After': value };
  expect(answer(429, 'TooManyRequests', '', headers)).toEqual({ kind: 'throttled', retryAfterMs });
});

test.each([
  undefined,
  null,
  'text',
  7,
  [],
  {},
  { value: null },
  { value: [null] },
  { value: [7] },
  { id: 7 },
])('finds nobody in %j', (body) => {
  expect(personIn(body)).toBeUndefined();
});

test('an error that is none is told by its status', () => {
  for (const body of [undefined, null, 'x', { error: null }, { error: { code: 7 } }])
    expect(outcomeOfAnswer({ status: 403, headers: {}, body }, NOW)).toEqual({
      kind: 'refused',
      reason: '403',
    });
});

test('what Teams answers of a person is told in its words, a missing licence by its code', () => {
  const licence = answer(404, 'NotFound', 'Failed to get license information for the user.');
  const nobody = answer(404, 'NotFound', 'No app with this id.');
  if (licence.kind !== 'notFound' || nobody.kind !== 'notFound') throw new Error('It is found.');
  expect(reasonOf(licence, 'install-user')).toMatch(/^no-licence: 404 NotFound Failed to get license/);
  expect(reasonOf(nobody, 'install-user')).toMatch(
    /^unknown-user: .*\(404 NotFound No app with this id\.\)$/,
  );
});
