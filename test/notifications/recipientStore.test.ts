import type { RecipientStore } from '../../src/notifications/stores';
import {
  aRecipient,
  type NotificationStores,
  openNotificationStores,
} from '../support/buildersNotifications';
import { WEDNESDAY_MORNING } from '../support/clock';

const NOTE = { tenant: 'tenant', id: aRecipient().notification };
const numbered = (count: number) =>
  Array.from({ length: count }, (_, i) => aRecipient({ key: `aad|${String(i).padStart(4, '0')}` }));

describe('the store of recipients', () => {
  let stores: NotificationStores;
  let store: RecipientStore;
  beforeEach(() => {
    stores = openNotificationStores();
    store = stores.recipients;
  });

  it('gives back all parts of what was stored', async () => {
    const whole = aRecipient({
      ...{
        state: 'failed',
        reason: 'unknown-user: nobody has this address',
        thread: '1700',
        beginsThread: true,
      },
      ...{
        attempts: 3,
        activityId: 'a1',
        pressed: { action: 'ack', by: 'aad|ana', byId: '29:ana', at: WEDNESDAY_MORNING, data: { why: 'x' } },
      },
    });
    await store.insertMissing([whole]);
    const { etag, ...rest } = (await store.find(whole)) ?? {};
    expect(rest).toEqual(whole);
    expect(etag).toMatch(/./);
  });

  it('writes many in batches', async () => {
    const made = await store.insertMissing(numbered(250));
    expect(made.size).toBe(250);
    expect(stores.operations.names.filter((name) => name === 'recipients.batch')).toHaveLength(3);
    expect(await store.count(NOTE)).toMatchObject({ pending: 250 });
  });

  it('writes those that are missing, and leaves the others as they are', async () => {
    await store.insertMissing(numbered(120));
    await store.change({ ...aRecipient(), key: 'aad|0007' }, { state: 'sent' });
    const made = await store.insertMissing(numbered(130));
    expect([...made].sort()).toEqual(
      numbered(130)
        .slice(120)
        .map(({ key }) => key),
    );
    expect(await store.count(NOTE)).toMatchObject({ sent: 1, pending: 129 });
  });

  it('writes a recipient once whom two targets name', async () => {
    const made = await store.insertMissing([aRecipient(), aRecipient({ target: 'topic:deployments' })]);
    expect(made.size).toBe(1);
    expect(await store.find(aRecipient())).toMatchObject({ target: 'user:ana@example.com' });
  });

  it('writes each once when two write the same at the same moment', async () => {
    const made = await Promise.all([store.insertMissing(numbered(100)), store.insertMissing(numbered(100))]);
    expect(made.map(({ size }) => size).reduce((a, b) => a + b)).toBe(100);
  });

  it('changes what is named, and only as it was read where that is asked for', async () => {
    await store.insertMissing([aRecipient({ reason: 'throttled: later' })]);
    const read = await store.find(aRecipient());
    if (!read) throw new Error('It is not there.');
    expect(await store.change(read, { state: 'sent', activityId: 'a1', attempts: 2, reason: '' })).toBe(true);
    expect(await store.change(read, { state: 'failed' })).toBe(false);
    const { etag, ...name } = read;
    expect(await store.change(name, { at: WEDNESDAY_MORNING + 1 })).toBe(true);
    const after = await store.find(name);
    expect(after).toMatchObject({ state: 'sent', activityId: 'a1', attempts: 2, at: WEDNESDAY_MORNING + 1 });
    expect(after).not.toHaveProperty('reason');
    expect(await store.change({ ...name, key: 'nobody' }, { state: 'sent' })).toBe(false);
  });

  it('shows full pages of some states', async () => {
    await store.insertMissing(numbered(7));
    for (const index of [1, 3, 5]) await store.change(numbered(7)[index] as never, { state: 'held' });
    await store.change(numbered(7)[6] as never, { state: 'cancelled' });
    const page = (size: number, next?: string) =>
      store.page(NOTE, { state: ['held', 'cancelled'], size, ...(next ? { next } : {}) });
    const first = await page(3);
    expect(first.recipients.map(({ key }) => key)).toEqual(['aad|0001', 'aad|0003', 'aad|0005']);
    expect((await page(3, first.next)).recipients.map(({ key }) => key)).toEqual(['aad|0006']);
    expect((await store.page(NOTE, { state: 'sent', size: 3 })).recipients).toEqual([]);
    expect((await store.page({ ...NOTE, tenant: 'other' }, { size: 3 })).recipients).toEqual([]);
  });

  it('is not led astray by a page’s name that was made up', async () => {
    await store.insertMissing(numbered(2));
    const page = await store.page(NOTE, { size: 5, next: "' or PartitionKey gt '" });
    expect(page.recipients.map(({ key }) => key)).toEqual(['aad|0000', 'aad|0001']);
  });

  it('forgets all of one notification and none of another', async () => {
    await store.insertMissing(numbered(150));
    await store.insertMissing([aRecipient({ notification: 'other' })]);
    await store.erase(NOTE);
    expect(await store.count(NOTE)).toMatchObject({ pending: 0 });
    expect(await store.count({ tenant: 'tenant', id: 'other' })).toMatchObject({ pending: 1 });
  });
});
