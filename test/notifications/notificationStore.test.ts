import { HOUR_MS } from '../../src/clock';
import type { Counts } from '../../src/notifications/recipient';
import type { NotificationStore } from '../../src/notifications/stores';
import { aNotification, openNotificationStores } from '../support/buildersNotifications';
import { WEDNESDAY_MORNING } from '../support/clock';

const A_CARD_OF_28_KB = {
  type: 'AdaptiveCard' as const,
  body: [{ type: 'TextBlock', text: 'x'.repeat(28_000) }],
};

describe('the store of notifications', () => {
  let store: NotificationStore;
  beforeEach(() => {
    store = openNotificationStores().notifications;
  });
  const found = async (id = aNotification().id) => {
    const stored = await store.find('tenant', id);
    if (!stored) throw new Error('It is not there.');
    return stored;
  };

  it('gives back all parts of what was stored', async () => {
    const whole = aNotification({
      to: [
        { user: 'ana@example.com', via: 'email' },
        { team: '19:t', audience: 'members' },
        { everyone: true },
      ],
      message: { en: { text: 'Done.' }, es: { card: A_CARD_OF_28_KB } },
      actions: [{ id: 'ack', title: 'Got it' }],
      topic: 'deployments',
      why: 'the release pipeline',
      urgent: true,
      interruption: { policy: 'wait', waitAtMostMs: 600_000 },
      expiresAt: WEDNESDAY_MORNING + HOUR_MS,
      callbackUrl: 'https://example.com/hook',
      dedupeKey: 'deploy-42',
      expansion: { state: 'running', recipients: 7, step: 3, checkpoint: { target: 1, next: 'there' } },
    });
    expect(await store.insert(whole)).toBe('created');
    const { etag, ...rest } = await found();
    expect(rest).toEqual(whole);
    expect(etag).toMatch(/./);
  });

  it('keeps a long list of targets, and a card in each language at its largest', async () => {
    const to = Array.from({ length: 1000 }, (_, i) => ({ user: `${'é'.repeat(190)}${i}@example.com` }));
    const message = { en: { card: A_CARD_OF_28_KB }, es: { card: A_CARD_OF_28_KB } };
    await store.insert(aNotification({ to, message }));
    expect(await found()).toMatchObject({ to, message });
  });

  it('leaves what is stored as it is when the same id comes again', async () => {
    await store.insert(aNotification());
    expect(await store.insert(aNotification({ why: 'another' }))).toBe('exists');
    expect((await found()).why).toBeUndefined();
  });

  it('shows nothing of another tenant', async () => {
    await store.insert(aNotification());
    expect(await store.find('other', aNotification().id)).toBeUndefined();
    expect(await store.page('other', 10)).toEqual({ notifications: [], unreadable: [] });
  });

  it('changes a notification as it was read, and no other', async () => {
    await store.insert(aNotification());
    const read = await found();
    const expansion = { state: 'done' as const, recipients: 2, step: 1, checkpoint: { target: 1 } };
    const changed = await store.change(read, { expansion });
    expect(changed).toMatchObject({ expansion, isCancelled: false });
    expect(await store.change(read, { isCancelled: true })).toBeUndefined();
    if (!changed) throw new Error('It did not change.');
    await store.change(changed, { isCancelled: true });
    expect(await found()).toMatchObject({ expansion, isCancelled: true });
  });

  it('keeps the counts of what changes no more, unless it has changed', async () => {
    const counts: Counts = { pending: 0, sending: 0, sent: 2, failed: 0, held: 0, cancelled: 0 };
    await store.insert(aNotification());
    const read = await found();
    await store.change(read, { isCancelled: true });
    await store.keepCounts(read, counts);
    expect(await store.finalCounts('tenant', read.id)).toBeUndefined();
    await store.keepCounts(await found(), counts);
    expect(await store.finalCounts('tenant', read.id)).toEqual(counts);
  });

  it('lists page by page in the order of the ids', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(24));
    for (const id of ids) await store.insert(aNotification({ id }));
    const first = await store.page('tenant', 2);
    const second = await store.page('tenant', 2, first.next);
    const third = await store.page('tenant', 2, second.next);
    expect([first, second, third].map((page) => page.notifications.map(({ id }) => id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
    ]);
    expect(third.next).toBeUndefined();
  });

  it('finds what was due long ago, and forgets it', async () => {
    await store.insert(aNotification({ tenant: 'a/b', id: 'old' }));
    await store.insert(aNotification({ id: 'later', sendAt: WEDNESDAY_MORNING + HOUR_MS }));
    const old = [];
    for await (const name of store.dueBefore(WEDNESDAY_MORNING + 1)) old.push(name);
    expect(old).toEqual([{ tenant: 'a/b', id: 'old' }]);
    await store.remove({ tenant: 'a/b', id: 'old' });
    expect(await store.find('a/b', 'old')).toBeUndefined();
  });
});
