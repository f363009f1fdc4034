/** The script of faults: what the bot sees, and whether the message is there. */
import { startConnectorServer, type ConnectorServer } from '../../../../dev/chat/connector/connectorServer';
import type { FaultKind, ForbiddenShape } from '../../../../dev/chat/connector/faultKinds';

let server: ConnectorServer;
beforeEach(async () => {
  server = await startConnectorServer();
});
afterEach(() => server.stop());

const send = (conversation = 'a:1') =>
  fetch(`${server.url}/v3/conversations/${conversation}/activities`, {
    method: 'POST',
    body: JSON.stringify({ type: 'message', text: 'hi' }),
  });
const shown = (conversation = 'a:1') => server.connector.activities(conversation).length;

it.each<[FaultKind, number, string]>([
  ['throttled', 429, 'Throttled'],
  ['notFound', 404, 'ConversationNotFound'],
  ['preconditionFailed', 412, 'PreconditionFailed'],
  ['tooLarge', 413, 'MessageSizeTooBig'],
  ['unauthorised', 401, 'BotNotRegistered'],
  ['serverError', 500, 'InternalServerError'],
  ['badGateway', 502, 'ServiceError'],
  ['unavailable', 503, 'ServiceUnavailable'],
  ['gatewayTimeout', 504, 'GatewayTimeout'],
  ['wrongRegion', 403, 'Forbidden'],
])('fails one call with %s and lets the next one through', async (kind, status, code) => {
  const fault = server.connector.faults.add({ kind });
  const failed = await send();
  expect([failed.status, await failed.json()]).toMatchObject([status, { error: { code } }]);
  expect(shown()).toBe(0);
  expect([(await send()).status, shown(), fault.hits]).toEqual([201, 1, 1]);
});

it('says Retry-After only when the script does', async () => {
  server.connector.faults.add({ kind: 'throttled' });
  server.connector.faults.add({ kind: { name: 'throttled', retryAfterSeconds: 7 } });
  expect((await send()).headers.get('retry-after')).toBeNull();
  expect((await send()).headers.get('retry-after')).toBe('7');
});

it.each<[ForbiddenShape, unknown]>([
  ['code', { error: { code: 'BotDisabledByAdmin', message: expect.any(String) as string } }],
  [
    'subCode',
    { error: { code: 'Forbidden', subCode: 'BotDisabledByAdmin', message: expect.any(String) as string } },
  ],
  [
    'nested',
    {
      error: {
        code: 'Forbidden',
        message: expect.stringContaining('"subCode":"BotDisabledByAdmin"') as string,
      },
    },
  ],
  ['absent', { error: { code: 'Forbidden', message: 'The request was forbidden.' } }],
])('shows a 403 whose reason stands as %s', async (shape, body) => {
  server.connector.faults.add({ kind: { name: 'forbidden', code: 'BotDisabledByAdmin', shape } });
  const failed = await send();
  expect([failed.status, await failed.json()]).toEqual([403, body]);
});

it('shows a 403 without any body', async () => {
  server.connector.faults.add({ kind: { name: 'forbidden', code: 'MessageWritesBlocked', shape: 'empty' } });
  const failed = await send();
  expect([failed.status, await failed.text()]).toEqual([403, '']);
});

it.each([
  [false, 0],
  [true, 1],
])('breaks the connection, having taken effect: %s', async (afterEffect, messages) => {
  server.connector.faults.add({ kind: 'reset', afterEffect });
  await expect(send()).rejects.toThrow();
  expect(shown()).toBe(messages);
  expect(server.connector.calls).toMatchObject([
    { fault: 'reset', tookEffect: afterEffect, reply: { reset: true } },
  ]);
});

it('answers 502 although the message is there', async () => {
  server.connector.faults.add({ kind: 'badGateway', afterEffect: true });
  expect([(await send()).status, shown()]).toEqual([502, 1]);
});

it('is slow, and then does what was asked', async () => {
  server.connector.faults.add({ kind: { name: 'slow', ms: 80 } });
  const startedAt = performance.now();
  expect((await send()).status).toBe(201);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(79);
});

it('has a latency that can be set while it runs', async () => {
  server.connector.latencyMs = 60;
  const startedAt = performance.now();
  await send();
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59);
});

it('hits only the calls that match, as often as it is told, earlier rules first', async () => {
  const { faults } = server.connector;
  faults.add({ match: { method: 'POST', path: 'a:2/' }, times: 2, kind: 'serverError' });
  faults.add({ match: (call) => call.conversationId === 'a:2', times: Infinity, kind: 'notFound' });
  faults.add({ match: { path: /a:3/ }, kind: 'badGateway' });
  const statuses: number[] = [];
  for (const conversation of ['a:1', 'a:2', 'a:2', 'a:2', 'a:2', 'a:3', 'a:3']) {
    statuses.push((await send(conversation)).status);
  }
  expect(statuses).toEqual([201, 500, 500, 404, 404, 502, 201]);
});

it('ends with remove and with clear', async () => {
  const { faults } = server.connector;
  const removed = faults.add({ kind: 'serverError', times: Infinity });
  removed.remove();
  expect((await send()).status).toBe(201);
  faults.add({ kind: 'serverError', times: Infinity });
  faults.mix({ seed: 1, of: [{ kind: 'notFound', probability: 1 }] });
  faults.clear();
  expect((await send()).status).toBe(201);
});

describe('random faults', () => {
  const statuses = async (seed: number) => {
    const fault = server.connector.faults.mix({
      seed,
      of: [
        { kind: 'throttled', probability: 0.2 },
        { kind: 'serverError', probability: 0.1 },
      ],
    });
    const seen: number[] = [];
    for (let n = 0; n < 200; n++) seen.push((await send()).status);
    fault.remove();
    return seen;
  };

  it('are the same for the same seed, others for another, about as often as asked', async () => {
    const first = await statuses(42);
    expect(await statuses(42)).toEqual(first);
    expect(await statuses(43)).not.toEqual(first);
    const share = (status: number) => first.filter((seen) => seen === status).length / first.length;
    expect(share(429)).toBeGreaterThan(0.12);
    expect(share(429)).toBeLessThan(0.28);
    expect(share(500)).toBeGreaterThan(0.04);
    expect(share(500)).toBeLessThan(0.16);
  });

  it('cannot be more likely than certain', () => {
    const of = [0.6, 0.6].map((probability) => ({ kind: 'reset' as const, probability }));
    expect(() => server.connector.faults.mix({ seed: 1, of })).toThrow(RangeError);
  });
});
