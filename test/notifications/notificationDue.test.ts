import { dueKeyOf } from '../../src/delivery/due';
import {
  expansionDue,
  recipientAgainDue,
  recipientDue,
  recipientOfDue,
} from '../../src/notifications/notificationDue';
import { aNotification, aRecipient } from '../support/buildersNotifications';
import { WEDNESDAY_MORNING } from '../support/clock';

describe('what the room plans', () => {
  it('names each step of an expansion by its number, and none before the time to send', () => {
    const sendAt = WEDNESDAY_MORNING + 1;
    const notification = aNotification({ sendAt });
    expect(expansionDue(notification)).toMatchObject({ owner: 'tenant', occurrence: '0', dueAt: sendAt });
  });

  it('leads from a delivery back to its recipient, whatever the key holds', () => {
    const recipient = aRecipient({ key: 'user|email|a/b@example.com' });
    const { tenant, notification, key } = recipient;
    expect(recipientOfDue(recipientDue(recipient, 1))).toEqual({ tenant, notification, key });
    expect(recipientOfDue({ ...recipientDue(recipient, 1), kind: 'reminder' })).toBeUndefined();
    expect(recipientOfDue({ ...recipientDue(recipient, 1), item: 'x' })).toBeUndefined();
  });

  it('plans another delivery for each failure, and one for the same', () => {
    const failed = aRecipient({ state: 'failed', at: 5 });
    const [first, same, later] = [failed, failed, { ...failed, at: 6 }].map((name) =>
      dueKeyOf(recipientAgainDue(name, 10)),
    );
    expect(same).toEqual(first);
    expect(later).not.toEqual(first);
    expect(dueKeyOf(recipientDue(failed, 10))).not.toEqual(first);
  });
});
