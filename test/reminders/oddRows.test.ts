/** A reminder's row that cannot be read: its delivery ends with the reason, and nothing else is held up. */
import type { Row } from '../../src/azure/table';
import type { ReminderRow } from '../../src/reminders/reminderRow';
import { REMINDERS_TABLE } from '../../src/reminders/reminderStore';
import { aReminder, openReminders } from '../support/buildersReminder';
import { openTestAccount } from '../support/tables';

const ODD: [string, Partial<Record<keyof ReminderRow, unknown>>, RegExp][] = [
  ['with a text for its time', { dueAt: 'soon' }, /dueAt is missing/],
  ['with no zone', { tzid: '' }, /tzid is missing/],
  ['with a number for its text', { text: 7 }, /text is missing/],
  ['of no version', { version: 'x' }, /version is missing/],
  ['that leads nowhere', { conversationKey: '' }, /conversationKey is missing/],
];

describe.each(ODD)('a reminder %s', (_what, change, reason) => {
  const given = async () => {
    const account = openTestAccount();
    const reminders = openReminders(account);
    const odd = await reminders.given(aReminder());
    const good = await reminders.given(aReminder({ id: 'm2p0k700000000000000' }));
    const row = { partitionKey: odd.owner, rowKey: odd.id, ...change } as unknown as Row<ReminderRow>;
    await account.table<ReminderRow>(REMINDERS_TABLE).upsert(row);
    reminders.delivery.time.set(odd.dueAt);
    return { reminders, odd, good };
  };

  it('is dead with the reason when it is due', async () => {
    const { reminders, odd } = await given();
    await expect(reminders.deliver(odd)).resolves.toBe('dead');
    await expect(reminders.delivery.buried()).resolves.toMatchObject([
      { reason: expect.stringMatching(reason) },
    ]);
    await expect(reminders.deliver(odd)).resolves.toBe('nothing-there');
  });

  it('keeps no other from being listed and sent', async () => {
    const { reminders, good } = await given();
    await expect(reminders.store.list(good.owner, 'scheduled')).resolves.toMatchObject([{ id: good.id }]);
    await expect(reminders.deliver(good)).resolves.toBe('sent');
  });
});
