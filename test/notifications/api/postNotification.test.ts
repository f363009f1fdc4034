import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/clock';
import { postNotification } from '../../../src/notifications/api/postNotification';
import { isNotificationId } from '../../../src/notifications/notificationId';
import { expansionDue } from '../../../src/notifications/notificationDue';
import { WEDNESDAY_MORNING } from '../../support/clock';
import { openTestAccount } from '../../support/tables';
import { type Answered, type ApiUnderTest, type Call, nameOf, openApi } from './apiUnderTest';

const BODY = { to: { user: 'ana@example.com' }, message: { text: 'Done.' } };
const KEY = { 'idempotency-key': 'deploy-42' };

describe('POST /api/notifications', () => {
  let api: ApiUnderTest;
  beforeEach(() => {
    api = openApi();
  });
  const post = (body: unknown = BODY, call: Call = {}): Promise<Answered> =>
    api.call(postNotification, { body, ...call });
  const stored = async () => (await api.stores.notifications.page('tenant', 500)).notifications;

  it('stores it, plans one step of its expansion, and says where to look', async () => {
    const { status, headers, body } = await post();
    const id = body['id'] as string;
    expect(status).toBe(202);
    expect(isNotificationId(id)).toBe(true);
    expect(headers['location']).toBe(`/api/notifications/${id}`);
    expect(body).toEqual({ id, tenant: 'tenant', state: 'accepted' });
    const notification = await api.stores.notifications.find('tenant', id);
    expect(notification).toMatchObject({
      to: [{ user: 'ana@example.com' }],
      message: { en: { text: 'Done.' } },
      sendAt: WEDNESDAY_MORNING,
      expansion: { state: 'waiting', step: 0 },
    });
    expect(await api.delivery.rows()).toHaveLength(1);
    expect(notification && (await api.delivery.row(expansionDue(notification)))).toMatchObject({
      kind: 'notification-expand',
      ...{ owner: 'tenant', item: id, occurrence: '0', dueAt: WEDNESDAY_MORNING },
    });
    expect(api.delivery.pointed).toHaveLength(1);
  });

  it('costs the same for one and for everyone', async () => {
    const costOf = async (to: unknown): Promise<number> => {
      const before = api.stores.operations.names.length + api.delivery.operations.names.length;
      await post({ ...BODY, to });
      return api.stores.operations.names.length + api.delivery.operations.names.length - before;
    };
    const one = await costOf({ user: 'ana' });
    expect(await costOf({ everyone: true })).toBe(one);
    expect(await costOf({ topic: 'deployments' })).toBe(one);
    expect(one).toBeLessThanOrEqual(6);
  });

  it('plans what is to go out later for then, and points to nothing yet', async () => {
    await post({ ...BODY, sendAt: new Date(WEDNESDAY_MORNING + DAY_MS).toISOString() });
    expect((await api.delivery.rows())[0]).toMatchObject({ dueAt: WEDNESDAY_MORNING + DAY_MS });
    expect(api.delivery.pointed).toEqual([]);
  });

  it('gives ids in an order that puts the newest first', async () => {
    const first = (await post()).body['id'];
    api.delivery.time.advance(1);
    const second = (await post()).body['id'];
    expect((await stored()).map(({ id }) => id)).toEqual([second, first]);
  });

  describe('refuses', () => {
    afterEach(async () => {
      expect(await stored()).toEqual([]);
      expect(await api.delivery.rows()).toEqual([]);
    });

    it.each<[string, number, unknown]>([
      ['nothing', 400, ''],
      ['no JSON', 400, '{'],
      ['a list', 400, []],
      ['an empty object', 400, {}],
      ['a field that stands twice', 400, '{"to":{"user":"a"},"message":"x","message":"y"}'],
      ['10,000 levels', 400, '{"to":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
      ['a callback over http', 400, { ...BODY, callbackUrl: 'http://example.com' }],
      ['a template that misses a value', 400, { ...BODY, message: { template: '${a}', data: {} } }],
      [
        'a card over 28 KB',
        413,
        { ...BODY, message: { card: { type: 'AdaptiveCard', x: 'x'.repeat(29_000) } } },
      ],
      ['300 KB', 413, { ...BODY, why: 'x'.repeat(300_000) }],
    ])('%s with %i and a problem in words', async (_what, status, body) => {
      const answered = await post(body);
      expect(answered.status).toBe(status);
      expect(answered.headers['content-type']).toContain('application/problem+json');
      expect(answered.body).toMatchObject({ status, title: expect.stringMatching(/\.$/) as string });
    });

    it('what is not said to be JSON', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        expect((await post(BODY, { headers: { 'content-type': type } })).status).toBe(415);
    });

    it('what says that it is too long before it is read', async () => {
      expect((await post(BODY, { headers: { 'content-length': '10000000' } })).status).toBe(413);
    });

    it('all wrong fields at once, each by its pointer', async () => {
      const { body } = await post({ tenant: 7, to: [], message: { text: '' }, color: 'red' });
      expect(body.errors?.map(({ pointer }) => pointer)).toEqual([
        '/tenant',
        '/to',
        '/message/text',
        '/color',
      ]);
    });

    it('a call whose tenant is not to be told', async () => {
      delete api.deps.homeTenant;
      const { status, body } = await post({ ...BODY, urgent: 1 });
      expect(status).toBe(400);
      expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/tenant', '/urgent']);
    });

    it('a tenant in the body that is not the one of the address', async () => {
      expect((await post({ ...BODY, tenant: 'a' }, { query: '?tenant=b' })).body.errors).toHaveLength(1);
    });

    it.each(['', ' ', 'a b', 'é', 'x'.repeat(256)])('the key %j', async (key) => {
      expect((await post(BODY, { headers: { 'idempotency-key': key } })).status).toBe(400);
    });
  });

  it('takes the only tenant that there is where none is named', async () => {
    delete api.deps.homeTenant;
    api.deps.onlyTenant = () => Promise.resolve('only');
    const { headers, body } = await post();
    expect(body['tenant']).toBe('only');
    expect(headers['location']).toMatch(/\?tenant=only$/);
    expect((await post({ ...BODY, tenant: 'named' })).body['tenant']).toBe('named');
    expect((await post(BODY, { query: '?tenant=channel:webchat' })).body['tenant']).toBe('channel:webchat');
  });

  describe('with an Idempotency-Key', () => {
    it('answers a repeated call as the first one, and makes nothing new', async () => {
      const first = await post(BODY, { headers: KEY });
      api.delivery.time.advance(23 * HOUR_MS);
      const again = await post('{ "message": {"text": "Done."}, "to": {"user": "ana@example.com"} }', {
        headers: { 'idempotency-key': '"deploy-42"' },
      });
      expect([again.status, again.body, again.headers['location']]).toEqual([
        202,
        first.body,
        first.headers['location'],
      ]);
      expect(await stored()).toHaveLength(1);
      expect(api.delivery.pointed).toHaveLength(1);
    });

    it('refuses another body with 422', async () => {
      await post(BODY, { headers: KEY });
      const other = await post({ ...BODY, urgent: true }, { headers: KEY });
      expect([other.status, other.headers['content-type']]).toEqual([
        422,
        'application/problem+json; charset=utf-8',
      ]);
      expect(await stored()).toHaveLength(1);
    });

    it('means another call in another tenant, and a day later', async () => {
      const first = await post(BODY, { headers: KEY });
      const elsewhere = await post(BODY, { headers: KEY, query: '?tenant=other' });
      api.delivery.time.advance(24 * HOUR_MS);
      const later = await post({ ...BODY, urgent: true }, { headers: KEY });
      expect(new Set([first, elsewhere, later].map(({ body }) => body['id'])).size).toBe(3);
      expect(later.status).toBe(202);
    });

    it('does not judge the times of a repeated call anew', async () => {
      const sendAt = new Date(WEDNESDAY_MORNING + MINUTE_MS).toISOString();
      const first = await post({ ...BODY, sendAt }, { headers: KEY });
      api.delivery.time.advance(HOUR_MS);
      expect((await post({ ...BODY, sendAt }, { headers: KEY })).body).toEqual(first.body);
    });

    it('is not used up by a call that was refused', async () => {
      expect((await post({}, { headers: KEY })).status).toBe(400);
      expect((await post(BODY, { headers: KEY })).status).toBe(202);
    });

    it('makes one notification of 100 calls at the same moment', async () => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => post(BODY, { headers: KEY })));
      expect(
        new Set(answers.map(({ status, text, headers }) => `${status} ${text} ${headers['location']}`)).size,
      ).toBe(1);
      expect(answers[0]?.status).toBe(202);
      expect(await stored()).toHaveLength(1);
      expect(await api.delivery.rows()).toHaveLength(1);
    });

    it('finishes what a call left undone whose process ended, wherever that was', async () => {
      for (let count = 1; ; count += 1) {
        for (const side of ['before', 'after'] as const) {
          const now = openApi(openTestAccount());
          const call = { body: BODY, headers: KEY };
          now.stores.operations.crash(count, side);
          const first = await now.call(postNotification, call).catch(() => undefined);
          if (first && side === 'before') return expect(count).toBeGreaterThan(5);
          now.stores.operations.restart();
          const again = await now.call(postNotification, call);
          expect(again.status).toBe(202);
          const { notifications } = await now.stores.notifications.page('tenant', 10);
          expect(notifications.map(({ id }) => id)).toEqual([again.body['id']]);
          const [due, ...others] = await now.delivery.rows();
          expect([due?.item, others]).toEqual([again.body['id'], []]);
        }
      }
    });
  });

  describe('as a dry run', () => {
    const dry = (body: unknown = BODY): Promise<Answered> =>
      post(body, { query: '?dryRun=true', headers: KEY });

    it('says who would get it and why not, and stores nothing', async () => {
      const [ana, topic] = [{ user: 'ana@example.com' }, { topic: 'deployments' }];
      const of = (key: string, target: string, refused?: string) => ({
        ...{ key, target },
        ...(refused ? { refused } : {}),
      });
      api.addressed.set(nameOf(ana), { addressed: [of('aad|ana', 'user:ana@example.com')] });
      api.addressed.set(nameOf(topic), { addressed: [of('aad|ana', 'topic:deployments')], next: '2' });
      api.addressed.set(nameOf(topic, '2'), {
        addressed: [of('aad|bob', 'topic:deployments'), of('x', 'topic:deployments', 'unknown-user: nobody')],
      });
      api.deps.whyNot = (_tenant, _draft, { key }) =>
        Promise.resolve(key === 'aad|bob' ? 'opted-out: wants no notifications' : undefined);
      const { status, body } = await dry({ ...BODY, to: [ana, topic] });
      expect(status).toBe(200);
      expect(body).toEqual({
        dryRun: true,
        tenant: 'tenant',
        recipients: [
          { key: 'aad|ana', target: 'user:ana@example.com', wouldGet: true },
          {
            key: 'aad|bob',
            target: 'topic:deployments',
            wouldGet: false,
            reason: 'opted-out: wants no notifications',
          },
          { key: 'x', target: 'topic:deployments', wouldGet: false, reason: 'unknown-user: nobody' },
        ],
        targets: [
          { target: ana, wouldGet: 1, refused: 0, isComplete: true },
          { target: topic, wouldGet: 0, refused: 2, isComplete: true },
        ],
      });
      expect(await stored()).toEqual([]);
      expect(await api.delivery.rows()).toEqual([]);
      expect((await post({ ...BODY, urgent: true }, { headers: KEY })).status).toBe(202);
    });

    it('looks at the beginning of a long audience', async () => {
      for (let page = 0; page < 5; page += 1)
        api.addressed.set(nameOf({ everyone: true }, page === 0 ? '' : String(page)), {
          addressed: Array.from({ length: 100 }, (_, i) => ({ key: `${page}-${i}`, target: 'everyone' })),
          ...(page < 4 ? { next: String(page + 1) } : {}),
        });
      const { body } = await dry({ ...BODY, to: { everyone: true } });
      expect(body['recipients']).toHaveLength(200);
      expect(body['targets']).toEqual([
        { target: { everyone: true }, wouldGet: 200, refused: 0, isComplete: false },
      ]);
    });

    it('refuses what would be refused', async () => {
      expect((await dry({})).status).toBe(400);
    });

    it('says so when the channel does not tell who is there', async () => {
      const team = { team: '19:t', audience: 'members' as const };
      api.addressed.set(nameOf(team), { kind: 'throttled', retryAfterMs: 1000 } as never);
      expect((await dry({ ...BODY, to: team })).status).toBe(503);
    });
  });
});
