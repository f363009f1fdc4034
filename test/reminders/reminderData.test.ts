import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';
import { lookAhead } from '../../src/delivery/lookAhead';
import { RETRY_WAITS_MS } from '../../src/delivery/retrySchedule';
import type { Outcome } from '../../src/delivery/outcome';
import { createReminderData } from '../../src/reminders/reminderData';
import { aReminder, aTurn, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';

const failed: Outcome = { kind: 'transient', isAmbiguous: false, reason: '502' };

/** Ana's reminder after so many tries that failed, each at its time. */
async function failedTimes(tries: number) {
  const reminders = openReminders();
  const { delivery } = reminders;
  const reminder = await reminders.given(aReminder({ dueAt: WEDNESDAY_MORNING + MINUTE_MS }));
  for (let number = 0; number < tries; number += 1) {
    const [row] = await delivery.rows();
    delivery.time.set((row?.tryAt ?? 0) + SECOND_MS);
    delivery.outcomes.push(failed);
    await expect(reminders.deliverAt(row?.key)).resolves.toBe('retry');
  }
  const erase = (): Promise<void> =>
    createReminderData({ store: reminders.store, outbox: delivery.deps.outbox }).erase(
      aTurn('forget me', { receivedAt: delivery.time.now() }),
    );
  return { ...reminders, reminder, erase };
}

describe('what reminders keep of a person who wants to be forgotten', () => {
  it.each(Array.from({ length: RETRY_WAITS_MS.length }, (_, tries) => tries))(
    'goes with its due row, also where %i failed tries have moved it',
    async (tries) => {
      const { delivery, reminder, found, erase } = await failedTimes(tries);
      expect(await delivery.rows()).toHaveLength(1);
      await erase();
      expect(await delivery.rows()).toEqual([]);
      expect(await found(reminder)).toBeUndefined();
    },
  );

  it('leaves nothing behind that would be reported as lost', async () => {
    const { delivery, erase } = await failedTimes(3);
    await erase();
    for (let hours = 0; hours < 12; hours += 1) {
      delivery.time.advance(HOUR_MS);
      await lookAhead(delivery.deps);
      for (const { key } of delivery.pointed.splice(0)) await delivery.deliver(key);
    }
    expect(delivery.sent).toHaveLength(3);
    expect(await delivery.buried()).toEqual([]);
  });

  it('is not looked for minute by minute where it has not been due yet', async () => {
    const { delivery, erase } = await failedTimes(0);
    delivery.operations.names.length = 0;
    await erase();
    expect(delivery.operations.names.filter((name) => name === 'due.remove')).toHaveLength(1);
  });
});
