/** Real calls to the whole app and its real answers, each held to the API's description; no operation is left out. */
import { TENANT_ID } from '../../dev/chat/directory/seedDirectory';
import { ApiContract, OPERATIONS } from './apiContract';
import { ask, eventually } from './answersOnStage';
import { saying, startWholeApp, type WholeApp } from './wholeApp';

const UNKNOWN = { question: 'e'.repeat(64), notification: '0'.repeat(24), installation: '0'.repeat(8) };
const GUID = `${UNKNOWN.installation}-0000-4000-8000-000000000000`;
const NOTE = { to: { user: 'sam@northwind.example' }, message: 'Build **42** is green.' };

describe('the API, as it is described', () => {
  let app: WholeApp;
  let api: ApiContract;
  beforeAll(async () => {
    app = await startWholeApp();
    api = new ApiContract(`${app.stage.hostUrl}/api`);
  });
  afterAll(() => app.stop());

  const statusOf = async (...call: Parameters<ApiContract['call']>): Promise<number> =>
    (await api.call(...call)).status;

  it('takes notifications, shows what becomes of them, and cancels and repeats them', async () => {
    const rich = {
      to: [{ everyone: true }, { topic: 'deployments' }],
      message: {
        en: { template: 'Version ${version} is live.', data: { version: '4.2' } },
        es: { card: { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text: 'Hola' }] } },
      },
      actions: [{ id: 'ack', title: 'Got it' }],
      ...{ topic: 'deployments', why: 'the pipeline', urgent: true, dedupeKey: 'x' },
      interruption: { policy: 'wait', waitAtMost: '10m' },
      expiresAt: new Date(app.stage.clock.now() + 3_600_000).toISOString(),
      callbackUrl: 'https://example.com/hook',
      installIfMissing: true,
    };
    const key = { 'idempotency-key': 'contract' };
    const taken = await api.call('POST', '/notifications', { body: rich, headers: key });
    expect(taken.status).toBe(202);
    const id = String(taken.body['id']);
    const again = await api.call('POST', '/notifications', { body: rich, headers: key });
    expect([again.status, again.body]).toEqual([202, taken.body]);
    expect(await statusOf('POST', '/notifications', { body: NOTE, headers: key })).toBe(422);
    await app.sam.hears(saying(/Version 4\.2 is live/));
    await eventually(async () => {
      expect((await api.call('GET', `/notifications/${id}`)).body).toMatchObject({ state: 'done' });
    });
    expect((await api.call('GET', `/notifications/${id}`)).body).toMatchObject({
      counts: { sent: 3, failed: 0 },
      recipients: 3,
      progress: { percent: 100 },
    });
    expect(await statusOf('GET', '/notifications?size=10')).toBe(200);
    const recipients = await api.call('GET', `/notifications/${id}/recipients?size=2`);
    expect(recipients.body['recipients']).toHaveLength(2);
    const csv = await api.call('GET', `/notifications/${id}/recipients?state=sent`, {
      headers: { accept: 'text/csv' },
    });
    expect(csv.text.split('\r\n')).toHaveLength(5);
    expect(await statusOf('POST', `/notifications/${id}/retry`)).toBe(202);
    expect(await statusOf('DELETE', `/notifications/${id}`)).toBe(200);
    expect(await statusOf('POST', `/notifications/${id}/retry`)).toBe(409);
  });

  it('follows the address that it was given', async () => {
    const { headers } = await api.call('POST', '/notifications', {
      body: { ...NOTE, tenant: TENANT_ID },
    });
    const location = String(headers.get('location'));
    expect((await fetch(new URL(location, app.stage.hostUrl))).status).toBe(200);
  });

  it('says in a dry run who would get it', async () => {
    const body = { ...NOTE, to: [{ everyone: true }, { user: 'nobody@example.com' }] };
    const dry = await api.call('POST', '/notifications?dryRun=true', { body });
    expect(dry.status).toBe(200);
    expect((dry.body['recipients'] as { wouldGet: boolean }[]).map(({ wouldGet }) => wouldGet)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it.each<[string, number, unknown]>([
    ['an empty object', 400, {}],
    ['a wrong target', 400, { ...NOTE, to: { user: 'a', topic: 'b' } }],
    ['no JSON', 400, '{'],
    ['10,000 levels', 400, `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['a field twice', 400, '{"to":1,"to":2}'],
    ['a callback to a private address', 400, { ...NOTE, callbackUrl: 'https://10.0.0.1/' }],
    [
      'a card over 28 KB',
      413,
      { ...NOTE, message: { card: { type: 'AdaptiveCard', x: 'x'.repeat(29_000) } } },
    ],
    ['10 MB', 413, { ...NOTE, why: 'x'.repeat(10_000_000) }],
  ])('refuses %s with %i', async (_what, status, body) => {
    expect(await statusOf('POST', '/notifications', { body, isRight: false })).toBe(status);
  });

  it('refuses what is not JSON, unknown ids and other tenants', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await statusOf('POST', '/notifications', { body: NOTE, headers })).toBe(415);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/recipients'],
      ['POST', '/retry'],
    ] as const)
      expect(await statusOf(method, `/notifications/${UNKNOWN.notification}${path}`)).toBe(404);
    expect((await api.call('GET', '/notifications?tenant=other')).body).toEqual({ notifications: [] });
    expect(await statusOf('GET', '/notifications?size=0')).toBe(400);
  });

  it('describes topics', async () => {
    const body = { title: 'Deployments', description: 'What goes live', interruption: 'inject' };
    expect(await statusOf('PUT', '/topics/releases', { body })).toBe(201);
    expect(await statusOf('PUT', '/topics/releases', { body })).toBe(200);
    expect(await statusOf('PUT', '/topics/releases', { body: { title: 7 }, isRight: false })).toBe(400);
    expect(await statusOf('GET', '/topics/releases')).toBe(200);
    expect(await statusOf('GET', '/topics/unheard')).toBe(404);
    expect((await api.call('GET', '/topics')).body['topics']).not.toEqual([]);
  });

  it('takes answers', async () => {
    const id = await ask(app, app.sam, 'what the contract says');
    expect(await statusOf('GET', '/answers?state=open')).toBe(200);
    expect(await statusOf('GET', '/answers')).toBe(400);
    const body = { text: '40 %', progress: true };
    expect(await statusOf('POST', `/answers/${id}`, { body })).toBe(202);
    expect(await statusOf('POST', `/answers/${id}`, { body: { text: 'It is 42.' } })).toBe(202);
    expect(await statusOf('POST', `/answers/${id}`, { body: { text: 'It is 43.' } })).toBe(409);
    expect(await statusOf('POST', `/answers/${id}`, { body: {}, isRight: false })).toBe(400);
    expect(await statusOf('GET', `/answers/${id}`)).toBe(200);
    expect(await statusOf('GET', `/answers/${UNKNOWN.question}`)).toBe(404);
    expect(await statusOf('POST', `/answers/${id}/callback?token=x`, { body: { text: 'x' } })).toBe(401);
  });

  it('shows what operators look at', async () => {
    expect(await statusOf('GET', '/deliveries?state=dead')).toBe(200);
    expect(await statusOf('GET', '/deliveries')).toBe(400);
    expect(await statusOf('POST', '/deliveries/retry?state=dead')).toBe(202);
    expect(await statusOf('POST', '/deliveries/eA/retry')).toBe(404);
    expect((await api.call('GET', '/conversations?state=active')).body['conversations']).not.toEqual([]);
    expect(await statusOf('GET', '/conversations')).toBe(400);
    expect(await statusOf('GET', '/health')).toBe(200);
    expect(await statusOf('GET', '/openapi.json')).toBe(200);
  });

  it('installs for people, where it may', async () => {
    const body = { users: ['ana@contoso.com'], tenant: 'contoso' };
    expect([202, 409]).toContain(await statusOf('POST', '/installations', { body }));
    expect(await statusOf('POST', '/installations', { body: { users: 7 }, isRight: false })).toBe(400);
    expect(await statusOf('GET', `/installations/${GUID}?tenant=contoso`)).toBe(404);
    expect(await statusOf('GET', `/installations/${GUID}/targets?tenant=contoso`)).toBe(404);
  });

  it('hears channels', async () => {
    const body = {
      ...{ type: 'message', channelId: 'test', id: 'c1', text: 'help', serviceUrl: app.stage.serviceUrl },
      ...{ from: { id: 'pat' }, recipient: { id: 'bot' } },
      conversation: { id: 'pats-chat', conversationType: 'personal' },
    };
    expect(await statusOf('POST', '/messages', { body })).toBe(200);
    expect(await statusOf('POST', '/messages', { body: {}, isRight: false })).toBe(400);
  });

  it('leaves no operation out', () => {
    const called = new Set(api.seen.map(({ operationId }) => operationId));
    expect(OPERATIONS.filter((name) => !called.has(name))).toEqual([]);
  });
});
