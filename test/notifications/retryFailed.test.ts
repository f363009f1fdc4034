import type { Recipient } from '../../src/notifications/recipient';
import { retryNotification } from '../../src/notifications/api/retryNotification';
import { createRetryWork } from '../../src/notifications/retryFailed';
import { createDeliver } from '../../src/delivery/deliver';
import { aNotification, aRecipient } from '../support/buildersNotifications';
import { type ApiUnderTest, openApi } from './api/apiUnderTest';

const ID = aNotification().id;
const NOTE = { tenant: 'tenant', id: ID };
const failed = (key: string) => aRecipient({ key, state: 'failed', reason: 'blocked: x', attempts: 3 });

describe('a retry of a notification', () => {
  let api: ApiUnderTest;
  beforeEach(() => {
    api = openApi();
  });
  const given = async (recipients: ReturnType<typeof aRecipient>[], change = {}): Promise<void> => {
    await api.stores.notifications.insert(aNotification(change));
    await api.stores.recipients.insertMissing(recipients);
  };
  const retry = () => api.call(retryNotification, { id: ID, method: 'POST' });
  const isRetry = ({ kind }: { kind: string }): boolean => kind === 'notification-retry';
  const deliveries = async () => (await api.delivery.rows()).filter((row) => !isRetry(row));
  /** Does all steps of all retries. */
  const work = async (deps = api.deps): Promise<void> => {
    const kind = createRetryWork(deps);
    api.delivery.deps.kinds = new Map([[kind.kind, kind]]);
    const deliver = createDeliver(api.delivery.deps);
    for (;;) {
      const [step] = (await api.delivery.rows()).filter(isRetry);
      if (!step) return;
      await deliver({ v: 1, p: step.key.partition, r: step.key.row });
    }
  };
  const all = async (): Promise<Recipient[]> =>
    (await api.stores.recipients.page(NOTE, { size: 1000 })).recipients;

  it('plans a delivery for each who failed, and for nobody else', async () => {
    await given([
      failed('a'),
      aRecipient({ key: 'b', state: 'sent' }),
      aRecipient({ key: 'c', state: 'cancelled' }),
    ]);
    const { status, body } = await retry();
    expect([status, body]).toEqual([202, { id: ID, retrying: 1 }]);
    await work();
    expect((await deliveries()).map(({ kind, item }) => [kind, item])).toEqual([['notification', `${ID}/a`]]);
    expect((await all()).map(({ state, reason }) => [state, reason])).toEqual([
      ['pending', undefined],
      ['sent', undefined],
      ['cancelled', undefined],
    ]);
  });

  it('takes long audiences step by step', async () => {
    await given(Array.from({ length: 230 }, (_, i) => failed(`k${String(i).padStart(3, '0')}`)));
    await retry();
    await work();
    expect(await deliveries()).toHaveLength(230);
    expect((await all()).every(({ state }) => state === 'pending')).toBe(true);
  });

  it('plans each failure once, however often and at whatever moments it is asked for', async () => {
    await given([failed('a'), failed('b')]);
    await Promise.all([retry(), retry(), retry()]);
    await work();
    await retry();
    await work();
    expect(await deliveries()).toHaveLength(2);
  });

  it('plans a delivery of its own for a later failure', async () => {
    await given([failed('a')]);
    await retry();
    await work();
    api.delivery.time.advance(1000);
    await api.stores.recipients.change(aRecipient({ key: 'a' }), {
      state: 'failed',
      at: api.delivery.time.now(),
    });
    await retry();
    await work();
    expect(new Set((await deliveries()).map(({ occurrence }) => occurrence)).size).toBe(2);
  });

  it('loses nobody when the process ends in the middle', async () => {
    for (let count = 1; ; count += 1) {
      api = openApi();
      await given([failed('a'), failed('b')]);
      await retry();
      api.stores.operations.crash(count, 'after');
      const isOver = await createRetryWork(api.deps)
        .work((await api.delivery.rows())[0] as never, api.delivery.time.now())
        .then(
          () => true,
          () => false,
        );
      api.stores.operations.restart();
      if (isOver) return expect(count).toBeGreaterThan(4);
      await work();
      expect(await deliveries()).toHaveLength(2);
      expect((await all()).map(({ state }) => state)).toEqual(['pending', 'pending']);
    }
  });

  it('plans nothing where nobody failed', async () => {
    await given([aRecipient({ state: 'sent' })]);
    expect((await retry()).body).toEqual({ id: ID, retrying: 0 });
    expect(await api.delivery.rows()).toEqual([]);
  });

  it('is refused once it is cancelled or expired, and stops when that comes between', async () => {
    await given([failed('a')], { isCancelled: true });
    expect((await retry()).status).toBe(409);
    api = openApi();
    await given([failed('a')], { expiresAt: api.delivery.time.now() });
    expect((await retry()).status).toBe(409);
    api = openApi();
    await given([failed('a')]);
    await retry();
    const read = await api.stores.notifications.find('tenant', ID);
    if (read) await api.stores.notifications.change(read, { isCancelled: true });
    await work();
    expect(await deliveries()).toEqual([]);
    expect((await api.call(retryNotification, { id: '0'.repeat(24), method: 'POST' })).status).toBe(404);
  });
});
