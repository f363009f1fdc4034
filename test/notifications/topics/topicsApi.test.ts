/** `GET` and `PUT /api/topics`: what people can follow, described by systems, in one tenant each. */
import { HttpRequest, type HttpResponseInit } from '@azure/functions';
import {
  getTopic,
  listTopics,
  putTopic,
  type TopicsApiDeps,
} from '../../../src/notifications/topics/topicsApi';
import { type Control, openControl } from '../../support/buildersControl';

let control: Control;
beforeEach(() => {
  control = openControl();
});

interface Call {
  name?: string;
  query?: string;
  body?: unknown;
}

async function call(
  handle: (deps: TopicsApiDeps, request: HttpRequest) => Promise<HttpResponseInit>,
  { name, query = '', body }: Call = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = new HttpRequest({
    method: body === undefined ? 'GET' : 'PUT',
    url: `http://localhost:7071/api/topics${name ? `/${encodeURIComponent(name)}` : ''}${query}`,
    headers: { 'content-type': 'application/json' },
    params: name ? { name } : {},
    ...(body === undefined
      ? {}
      : { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
  });
  const deps = { ...control.parts, homeTenant: 'tenant', onlyTenant: () => Promise.resolve(undefined) };
  const { status = 200, jsonBody, body: text } = await handle(deps, request);
  return { status, body: (jsonBody ?? JSON.parse(String(text))) as Record<string, unknown> };
}

const DEPLOYMENTS = { title: 'Deployments', description: 'What went live' };

it('describes a topic, under the name that people type', async () => {
  const body = { ...DEPLOYMENTS, interruption: { policy: 'wait', waitAtMost: '5m' } };
  await expect(call(putTopic, { name: ' Deployments ', body })).resolves.toMatchObject({ status: 201 });
  await expect(call(getTopic, { name: 'DEPLOYMENTS' })).resolves.toEqual({
    status: 200,
    body: {
      ...{ ...DEPLOYMENTS, name: 'deployments', isAnnounced: true, followers: 0 },
      interruption: { policy: 'wait', waitAtMostMs: 300_000 },
    },
  });
  await expect(call(putTopic, { name: 'deployments', body: {} })).resolves.toEqual({
    status: 200,
    body: { name: 'deployments', title: 'deployments', description: '', isAnnounced: true, followers: 0 },
  });
});

it('lists them page by page with their followers, those included that nobody announced', async () => {
  await call(putTopic, { name: 'deployments', body: DEPLOYMENTS });
  await control.say('follow deployments');
  await control.say('follow incidents');
  const first = await call(listTopics, { query: '?size=1' });
  expect(first.body['topics']).toMatchObject([{ name: 'deployments', followers: 1, isAnnounced: true }]);
  const next = encodeURIComponent(String(first.body['next']));
  const second = await call(listTopics, { query: `?size=1&next=${next}` });
  expect(second.body['topics']).toMatchObject([{ name: 'incidents', followers: 1, isAnnounced: false }]);
});

it('keeps what people chose when a topic is announced later', async () => {
  await control.say('follow deployments');
  await expect(call(putTopic, { name: 'deployments', body: DEPLOYMENTS })).resolves.toMatchObject({
    status: 201,
    body: { followers: 1, isAnnounced: true },
  });
});

it('is of one tenant alone', async () => {
  await call(putTopic, { name: 'deployments', body: DEPLOYMENTS });
  await expect(call(getTopic, { name: 'deployments', query: '?tenant=other' })).resolves.toMatchObject({
    status: 404,
  });
  await expect(call(listTopics, { query: '?tenant=other' })).resolves.toMatchObject({ body: { topics: [] } });
});

it('says of a body all that is wrong with it, each under its pointer', async () => {
  const body = { title: 7, description: 'x'.repeat(301), interruption: 'shout', colour: 'red' };
  const { status, body: told } = await call(putTopic, { name: 'deployments', body });
  expect(status).toBe(400);
  expect((told['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
    '/colour',
    '/description',
    '/interruption',
    '/title',
  ]);
});

it.each<[string, Call, number]>([
  ['a name that can be none', { name: '<b>', body: {} }, 400],
  ['a list', { name: 'deployments', body: [] }, 400],
  ['no JSON', { name: 'deployments', body: '{' }, 400],
  ['a tenant that can be none', { name: 'deployments', query: "?tenant=x'y", body: {} }, 400],
])('refuses %s', async (_, wrong, status) => {
  await expect(call(putTopic, wrong)).resolves.toMatchObject({ status });
  await expect(control.parts.topics.page('tenant', 10)).resolves.toEqual({ topics: [] });
});

it.each(['?size=0', '?tenant=%20'])('refuses a list of %s', async (query) => {
  await expect(call(listTopics, { query })).resolves.toMatchObject({ status: 400 });
});

it('knows no topic by a name that is none', async () => {
  await expect(call(getTopic, { name: '<b>' })).resolves.toMatchObject({ status: 404 });
});
