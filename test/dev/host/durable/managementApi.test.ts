// The management API by its addresses: status codes, keys, waiting for the end, and what it does not do.
import { endHosts } from '../hostUnderTest';
import { DurableUnderTest } from './durableUnderTest';

let durable: DurableUnderTest;

beforeAll(async () => {
  durable = await DurableUnderTest.start();
});
afterAll(endHosts);

const post = { method: 'POST', changes: { '{text}': 'why', '{eventName}': 'go' } };

it('answers 202 with Location and Retry-After while an instance goes on, 200 when it has ended', async () => {
  const id = await durable.start('waits');
  const running = await durable.manage(id, 'statusQueryGetUri');
  expect([running.status, running.headers.get('retry-after')]).toEqual([202, '5']);
  expect(running.headers.get('location')).toContain(`/instances/${id}?`);
  await durable.client('terminate', id, 'x');
  expect((await durable.manage(id, 'statusQueryGetUri')).status).toBe(200);
});

it('answers 500 for a failed instance when asked to', async () => {
  const { instanceId } = await durable.run('breaks', 'oh');
  expect((await durable.manage(instanceId, 'statusQueryGetUri')).status).toBe(200);
  const changes = { '?': '?returnInternalServerErrorOnFailure=true&' };
  expect((await durable.manage(instanceId, 'statusQueryGetUri', { changes })).status).toBe(500);
});

it.each(['sendEventPostUri', 'terminatePostUri', 'suspendPostUri', 'resumePostUri'])(
  'answers %s by 404 for an unknown instance, 202 for a live one and 410 for one that has ended',
  async (uri) => {
    const id = await durable.start('waits');
    await durable.running(id);
    const { instanceId: endedId } = await durable.run('greet', 'Ana');
    const codes = [];
    for (const each of ['unknown', id, endedId])
      codes.push((await durable.manage(each, uri, { ...post, body: '1' })).status);
    expect(codes).toEqual([404, 202, 410]);
  },
);

it('gives times in whole seconds, as Azure does', async () => {
  const { instanceId } = await durable.run('greet', 'Ana');
  const status = (await (await durable.manage(instanceId, 'statusQueryGetUri')).json()) as {
    createdTime: string;
  };
  expect(status.createdTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

it('purges by DELETE', async () => {
  const { instanceId } = await durable.run('greet', 'Ana');
  const purge = () => durable.manage(instanceId, 'purgeHistoryDeleteUri', { method: 'DELETE' });
  const first = await purge();
  expect([first.status, await first.json()]).toEqual([200, { instancesDeleted: 1 }]);
  expect((await purge()).status).toBe(404);
});

it('takes events as JSON only', async () => {
  const id = await durable.start('waits');
  const raise = (body: string, type: string) =>
    durable.manage(id, 'sendEventPostUri', { ...post, body, headers: { 'content-type': type } });
  expect((await raise('{"a":', 'application/json')).status).toBe(400);
  expect((await raise('1', 'text/plain')).status).toBe(400);
  expect((await raise('1', 'application/json; charset=utf-8')).status).toBe(202);
});

it('starts an orchestration, and can wait for its end', async () => {
  const changes = { instances: 'orchestrators', '/x?': '/greet/waited-for?timeout=5&pollingInterval=0.01&' };
  const response = await durable.manage('x', 'statusQueryGetUri', { method: 'POST', body: '"Ana"', changes });
  expect([response.status, await response.json()]).toEqual([200, 'hello Ana']);
});

it('lets the client wait for the end', async () => {
  const id = await durable.start('greet', 'Ana');
  const options = { timeoutInMilliseconds: 5000, retryIntervalInMilliseconds: 20 };
  const response = await durable.host.fetch('/api/client/waitForCompletion', {
    method: 'POST',
    body: JSON.stringify([id, options]),
  });
  expect([response.status, await response.json()]).toEqual([200, 'hello Ana']);
});

it('answers the start with addresses that are signed and work', async () => {
  const changes = { instances: 'orchestrators', '/x?': '/waits?' };
  const response = await durable.manage('x', 'statusQueryGetUri', { method: 'POST', changes });
  const urls = (await response.json()) as Record<string, string>;
  expect(response.status).toBe(202);
  expect(response.headers.get('location')).toBe(urls.statusQueryGetUri);
  expect((await fetch(urls.statusQueryGetUri ?? '')).status).toBe(202);
});

it('is closed to those who do not hold the key', async () => {
  const id = await durable.start('waits');
  for (const changes of [{ 'code=': 'code=x' }, { 'code=': 'nothing=' }] as Record<string, string>[]) {
    expect(
      (await durable.manage(id, 'terminatePostUri', { ...post, changes: { ...post.changes, ...changes } }))
        .status,
    ).toBe(401);
  }
  expect((await durable.host.fetch(`/runtime/webhooks/durabletask/rpc/wrong/instances/${id}`)).status).toBe(
    401,
  );
  expect((await durable.running(id)).runtimeStatus).toBe('Running');
});

it('says what it does not do', async () => {
  const { instanceId } = await durable.run('breaks', 'oh');
  await expect(durable.client('rewind', instanceId, 'again')).rejects.toThrow('does not rewind');
  await expect(durable.client('readEntityState', { name: 'counter', key: 'x' })).rejects.toThrow(
    /501.*does not do entities/,
  );
  const otherHub = { 'taskHub=Behaviour': 'taskHub=Another' };
  const response = await durable.manage(instanceId, 'statusQueryGetUri', { changes: otherHub });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining('is not reachable from it'),
  ]);
});
