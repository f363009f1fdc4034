import { HOUR_MS } from '../../../src/clock';
import { listRecipients } from '../../../src/notifications/api/listRecipients';
import {
  cancelNotification,
  getNotification,
  listNotifications,
} from '../../../src/notifications/api/showNotification';
import type { Notification } from '../../../src/notifications/notification';
import { NOTIFICATIONS_TABLE, type NotificationRow } from '../../../src/notifications/notificationRow';
import type { RecipientState } from '../../../src/notifications/recipient';
import { aNotification, aRecipient } from '../../support/buildersNotifications';
import { WEDNESDAY_MORNING } from '../../support/clock';
import { type ApiUnderTest, openApi } from './apiUnderTest';

const ID = aNotification().id;
const DONE = { state: 'done' as const, recipients: 3, step: 1, checkpoint: { target: 1 } };
const recipientIn = (state: RecipientState, key: string, change = {}) =>
  aRecipient({ state, key, ...change });

describe('a notification that was taken', () => {
  let api: ApiUnderTest;
  beforeEach(() => {
    api = openApi();
  });
  const given = async (
    change: Partial<Omit<Notification, 'etag'>> = {},
    recipients: ReturnType<typeof aRecipient>[] = [],
  ): Promise<void> => {
    await api.stores.notifications.insert(aNotification(change));
    await api.stores.recipients.insertMissing(recipients);
  };
  const shown = (query = '') => api.call(getNotification, { id: ID, query });

  it('tells what it is, how far it has come, and counts that add up', async () => {
    await given({ expansion: DONE, topic: 'deployments', why: 'the pipeline' }, [
      recipientIn('sent', 'a'),
      recipientIn('failed', 'b'),
      recipientIn('pending', 'c'),
    ]);
    const { status, headers, body } = await shown();
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      ...{ id: ID, tenant: 'tenant', state: 'sending', isCancelled: false, urgent: false },
      to: [{ user: 'ana@example.com' }],
      ...{ topic: 'deployments', why: 'the pipeline' },
      createdAt: '2026-03-11T09:30:00.000Z',
      sendAt: '2026-03-11T09:30:00.000Z',
      recipients: 3,
      counts: { pending: 1, sending: 0, sent: 1, failed: 1, held: 0, cancelled: 0 },
      progress: { isExpanded: true, ended: 2, percent: 66 },
      message: { en: { text: 'Deployment 42 is **done**.' } },
      actions: [],
    });
  });

  it.each<[string, Partial<Omit<Notification, 'etag'>>, RecipientState[], string]>([
    ['scheduled', { sendAt: WEDNESDAY_MORNING + HOUR_MS }, [], 'before it is to go out'],
    ['sending', {}, [], 'before anybody is found'],
    ['sending', { expansion: { ...DONE, state: 'running' } }, ['sent'], 'while more are found'],
    ['sending', { expansion: DONE }, ['sent', 'held'], 'while one is held'],
    ['done', { expansion: DONE }, ['sent', 'failed'], 'when all have an end'],
    ['done', { expansion: DONE }, [], 'when it meant nobody'],
    ['cancelled', { isCancelled: true }, ['pending'], 'once it was cancelled'],
  ])('is %s (%o, %o) %s', async (state, change, states) => {
    await given(
      change,
      states.map((one, index) => recipientIn(one, `k${index}`)),
    );
    expect((await shown()).body['state']).toBe(state);
  });

  it('is not counted again once nothing can change any more', async () => {
    await given({ expansion: DONE }, [recipientIn('sent', 'a'), recipientIn('cancelled', 'b')]);
    const first = (await shown()).body;
    api.stores.operations.names.length = 0;
    expect((await shown()).body).toEqual(first);
    expect(api.stores.operations.names).not.toContain('recipients.query');
  });

  it('is not there for another tenant, and no other id is', async () => {
    await given();
    for (const call of [getNotification, cancelNotification, listRecipients]) {
      expect((await api.call(call, { id: ID, query: '?tenant=other' })).status).toBe(404);
      for (const id of ['x', "' or 1 eq 1", '0'.repeat(24), 'a'.repeat(5000)])
        expect((await api.call(call, { id })).status).toBe(404);
      expect((await api.call(call, { id: ID, query: "?tenant=a'b" })).status).toBe(400);
    }
  });

  it('is listed with the others of its tenant, page by page', async () => {
    for (const letter of ['a', 'b', 'c']) await given({ id: letter.repeat(24) });
    await given({ tenant: 'other' });
    const first = (await api.call(listNotifications, { query: '?size=2' })).body;
    const second = (await api.call(listNotifications, { query: `?size=2&next=${String(first['next'])}` }))
      .body;
    expect(
      [first, second].map(({ notifications }) => (notifications as { id: string }[]).map(({ id }) => id[0])),
    ).toEqual([['a', 'b'], ['c']]);
    expect(second).not.toHaveProperty('next');
    expect(JSON.stringify(first)).not.toContain('Deployment 42');
    expect((await api.call(listNotifications, { query: '?size=0' })).status).toBe(400);
  });

  it('that cannot be read keeps no others from being listed, and says so itself', async () => {
    for (const letter of ['a', 'b', 'c']) await given({ id: letter.repeat(24) });
    const broken = 'b'.repeat(24);
    await api.stores.account
      .table<NotificationRow>(NOTIFICATIONS_TABLE)
      .upsert({ partitionKey: 'tenant', rowKey: broken, to: 'no JSON' });
    const { status, body } = await api.call(listNotifications);
    expect(status).toBe(200);
    expect((body['notifications'] as { id: string }[]).map(({ id }) => id[0])).toEqual(['a', 'c']);
    expect(body['unreadable']).toEqual([broken]);
    for (const call of [getNotification, cancelNotification, listRecipients])
      expect(await api.call(call, { id: broken })).toMatchObject({
        status: 500,
        body: { title: 'What is stored of the notification cannot be read.' },
      });
  });

  describe('when it is cancelled', () => {
    const cancel = () => api.call(cancelNotification, { id: ID, method: 'DELETE' });

    it('goes out to nobody who waits, and says so at once', async () => {
      await given({ expansion: DONE }, [
        ...[recipientIn('sent', 'a'), recipientIn('pending', 'b')],
        ...[recipientIn('held', 'c'), recipientIn('sending', 'd')],
      ]);
      const { status, body } = await cancel();
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...{ state: 'cancelled', isCancelled: true },
        counts: { pending: 0, sending: 1, sent: 1, failed: 0, held: 0, cancelled: 2 },
      });
      expect(await api.stores.notifications.find('tenant', ID)).toMatchObject({ isCancelled: true });
    });

    it('can be cancelled again, also at the same moment', async () => {
      await given();
      const answers = await Promise.all([cancel(), cancel(), cancel()]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    });

    it('shows those who waited as cancelled, in whatever state is asked for', async () => {
      await given({ isCancelled: true }, [
        ...[recipientIn('sent', 'a'), recipientIn('pending', 'b'), recipientIn('held', 'c')],
        recipientIn('cancelled', 'd', { reason: 'opted-out: x' }),
      ]);
      const of = async (state: string) =>
        (await api.call(listRecipients, { id: ID, query: `?state=${state}` })).body['recipients'];
      expect(await of('cancelled')).toMatchObject([
        { key: 'b', state: 'cancelled', reason: 'cancelled: before it went out' },
        { key: 'c', state: 'cancelled', reason: 'cancelled: before it went out' },
        { key: 'd', state: 'cancelled', reason: 'opted-out: x' },
      ]);
      expect(await of('pending')).toEqual([]);
      expect(await of('held')).toEqual([]);
      expect(await of('sent')).toHaveLength(1);
    });
  });
});

describe('the recipients of a notification', () => {
  let api: ApiUnderTest;
  beforeEach(async () => {
    api = openApi();
    await api.stores.notifications.insert(aNotification());
  });
  const list = (query = '', headers = {}) => api.call(listRecipients, { id: ID, query, headers });
  const CSV = { accept: 'text/csv' };

  it('are shown with all that is known of them', async () => {
    await api.stores.recipients.insertMissing([
      recipientIn('sent', 'aad|ana', {
        ...{ attempts: 2, activityId: 'a1' },
        pressed: { action: 'ack', by: 'aad|ana', at: WEDNESDAY_MORNING },
      }),
    ]);
    expect((await list()).body).toEqual({
      recipients: [
        {
          ...{ key: 'aad|ana', target: 'user:ana@example.com', state: 'sent', attempts: 2 },
          at: '2026-03-11T09:30:00.000Z',
          ...{ conversation: 'conversation|msteams|a:ana', person: 'aad|ana', activityId: 'a1' },
          pressed: { action: 'ack', by: 'aad|ana', at: '2026-03-11T09:30:00.000Z' },
        },
      ],
    });
  });

  it('come page by page, of one state where that is asked for', async () => {
    const keys = Array.from({ length: 5 }, (_, i) => `k${i}`);
    await api.stores.recipients.insertMissing(keys.map((key) => recipientIn('failed', key)));
    const first = await list('?size=2&state=failed&code=secret');
    expect(first.body['recipients']).toHaveLength(2);
    const link = /^<(\/api\/notifications\/\w+\/?\?[^>]+)>; rel="next"$/.exec(
      first.headers['link'] ?? '',
    )?.[1];
    expect(link).not.toContain('secret');
    const next = new URL(String(link), 'http://localhost').search;
    expect((await list(next)).body['recipients']).toMatchObject([{ key: 'k2' }, { key: 'k3' }]);
    expect((await list('?state=sent')).body).toEqual({ recipients: [] });
    for (const wrong of ['?state=lost', '?size=501', '?size=x']) expect((await list(wrong)).status).toBe(400);
  });

  it('are a table for those who ask for one, its columns named on the first page', async () => {
    await api.stores.recipients.insertMissing([
      recipientIn('failed', 'a', { reason: 'unknown-user: nobody is "ana", they say' }),
      recipientIn('sent', 'b', { activityId: 'a1' }),
    ]);
    const first = await list('?size=1', CSV);
    expect(first.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(first.text.split('\r\n')).toEqual([
      'key,target,state,reason,attempts,at,conversation,person,activityId,action,pressedBy,pressedAt',
      'a,user:ana@example.com,failed,"unknown-user: nobody is ""ana"", they say",0,2026-03-11T09:30:00.000Z,conversation|msteams|a:ana,aad|ana,,,,',
      '',
    ]);
    const next = new URL((first.headers['link'] ?? '').slice(1), 'http://localhost').searchParams.get('next');
    const second = await list(`?size=1&next=${String(next).split('>')[0]}`, CSV);
    expect(second.text).toMatch(/^b,/);
    expect(second.headers).not.toHaveProperty('link');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1'])('run no formula: %j', async (target) => {
    await api.stores.recipients.insertMissing([recipientIn('sent', 'a', { target })]);
    const cell = (await list('', CSV)).text.split('\r\n')[1]?.split(',')[1];
    expect(cell?.replace(/^"/, '')).toMatch(/^'/);
  });

  it.each([
    ['text/csv;q=0.5, application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json;q=0.1, text/csv', 'text/csv'],
  ])('come as Accept: %s prefers', async (accept, type) => {
    const { headers } = await list('', { accept });
    expect(headers['content-type'] ?? 'application/json').toContain(type);
  });
});
