import { DAY_MS, HOUR_MS } from '../../src/clock';
import { purgeNotifications } from '../../src/notifications/purgeNotifications';
import { aNotification, aRecipient } from '../support/buildersNotifications';
import { WEDNESDAY_MORNING } from '../support/clock';
import { openApi } from './api/apiUnderTest';

describe('retention', () => {
  it('forgets what was to be sent long ago, with its results, and keys of the day before', async () => {
    const { deps, stores, delivery } = openApi();
    const old = aNotification();
    const waiting = aNotification({ id: '1'.repeat(24), sendAt: WEDNESDAY_MORNING + 40 * DAY_MS });
    for (const notification of [old, waiting]) {
      await stores.notifications.insert(notification);
      await stores.recipients.insertMissing([aRecipient({ notification: notification.id })]);
    }
    const call = { body: 'x', notification: old.id, createdAt: WEDNESDAY_MORNING };
    await deps.idempotency.claim('tenant', 'old', call);
    delivery.time.advance(30 * DAY_MS + 1);
    await deps.idempotency.claim('tenant', 'new', { ...call, createdAt: delivery.time.now() });

    expect(await purgeNotifications(deps, 30 * DAY_MS)).toEqual({ notifications: 1, keys: 1 });
    expect(await stores.notifications.find('tenant', old.id)).toBeUndefined();
    expect(await stores.recipients.count(old)).toMatchObject({ pending: 0 });
    expect(await stores.notifications.find('tenant', waiting.id)).toBeDefined();
    expect(await stores.recipients.count(waiting)).toMatchObject({ pending: 1 });
    expect(await deps.idempotency.find('tenant', 'new', delivery.time.now() + HOUR_MS)).toBeDefined();
    expect(await purgeNotifications(deps, 30 * DAY_MS)).toEqual({ notifications: 0, keys: 0 });
  });
});
