/** The connector's server and its record of calls. */
import { request } from 'node:http';
import { startConnectorServer, type ConnectorServer } from '../../../../dev/chat/connector/connectorServer';

let server: ConnectorServer;
beforeEach(async () => {
  server = await startConnectorServer({ now: () => 1_000 });
});
afterEach(() => server.stop());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { method: 'POST', body, headers });
const say = (text: string) =>
  post('/v3/conversations/a%3A1/activities', JSON.stringify({ type: 'message', text }));

it('records each call with its operation, its parts and its answer', async () => {
  await post(
    '/v3/conversations/19%3Ax%3Bmessageid%3D5/activities/77',
    JSON.stringify({ type: 'message', text: 'hi' }),
  );
  expect(server.connector.calls).toMatchObject([
    {
      seq: 1,
      atMs: 1_000,
      method: 'POST',
      path: '/v3/conversations/19%3Ax%3Bmessageid%3D5/activities/77',
      operation: 'replyToActivity',
      conversationId: '19:x;messageid=5',
      activityId: '77',
      activity: { type: 'message', text: 'hi' },
      tookEffect: true,
      reply: { status: 201 },
    },
  ]);
});

it('finds a call that was, and waits for one that comes', async () => {
  await say('first');
  const isText =
    (text: string) =>
    ({ activity }: { activity?: { text?: string } }) =>
      activity?.text === text;
  expect(await server.connector.waitFor(isText('first'), { timeoutMs: 10 })).toMatchObject({ seq: 1 });
  const awaited = server.connector.waitFor(isText('second'), { timeoutMs: 2_000 });
  await say('second');
  expect(await awaited).toMatchObject({ seq: 2 });
});

it('leaves out earlier calls, and says which there were when the time is up', async () => {
  await say('first');
  const late = server.connector.waitFor(() => true, { timeoutMs: 20, afterSeq: 1 });
  await expect(late).rejects.toThrow(/within 20 ms.*1\. POST .*"first" → 201/s);
});

it('takes conversations that it does not know, unless told to refuse them', async () => {
  expect((await say('x')).status).toBe(201);
  const strict = await startConnectorServer({ unknownConversations: 'refuse' });
  const refused = await fetch(`${strict.url}/v3/conversations/a%3A1/activities`, {
    method: 'POST',
    body: '{"type":"typing"}',
  });
  await strict.stop();
  expect(refused.status).toBe(404);
});

it.each([
  ['/v3/conversations/a/activities', '{', 400],
  ['/v3/conversations/a/activities', '[]', 400],
  ['/v3/conversations/a/activities', '', 400],
  ['/v3/nowhere', '{}', 404],
  ['/v3/conversations/a/members', '{}', 405],
])('answers a bad call to %s with the body %s by %d', async (path, body, status) => {
  const answered = await post(path, body);
  expect([answered.status, await answered.json()]).toMatchObject([
    status,
    { error: { code: expect.any(String) as string } },
  ]);
});

it('refuses pages of other sites and names of other machines', async () => {
  expect(
    (await post('/v3/conversations/a/activities', '{"type":"typing"}', { origin: 'http://evil.example' }))
      .status,
  ).toBe(403);
  expect(await statusWithHost('evil.example')).toBe(403);
  expect(await statusWithHost(`localhost:${new URL(server.url).port}`)).toBe(200);
  expect(server.connector.calls.map(({ operation }) => operation)).toEqual(['listConversations']);
});

it('lets calls under way finish when it stops', async () => {
  const other = await startConnectorServer({ latencyMs: 150 });
  const list = fetch(`${other.url}/v3/conversations`);
  while (other.connector.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await other.stop();
  expect((await list).status).toBe(200);
  await expect(fetch(`${other.url}/v3/conversations`)).rejects.toThrow();
});

function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/v3/conversations`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
