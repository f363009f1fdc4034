import { DAY_MS, HOUR_MS } from '../../src/clock';
import { ownerOf } from '../../src/reminders/reminderStore';
import { ANA, aReminder, aTurn, BOB, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';

describe('limits', () => {
  it('takes 200 that can still come, and no more; what is over does not count', async () => {
    const { store, say, delivery } = openReminders();
    const id = (n: number) => `k${String(n).padStart(4, '0')}000000000000000`;
    const dueAt = WEDNESDAY_MORNING + DAY_MS;
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        store.insert(aReminder({ id: id(n), dueAt, state: n % 2 ? 'scheduled' : 'paused' })),
      ),
    );
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.insert(aReminder({ id: id(500 + n), state: 'done' }))),
    );
    const full = await say(aTurn('remind me in 1 hour to be one too many'));
    expect(full?.text).toContain('You have 200 reminders, which is the most');
    const spanish = await say(aTurn('recuérdame en 1 hora ser uno de más'));
    expect(spanish?.text).toContain('Tienes 200 recordatorios');
    await expect(delivery.rows()).resolves.toEqual([]);
    const others = await say(aTurn('remind me in 1 hour to be Bob’s', { person: BOB }));
    expect(others?.text).toContain('I will remind you');
    await say(aTurn(`cancel ${id(1).slice(0, 5)}`));
    const fits = await say(aTurn('remind me in 1 hour to fit again'));
    expect(fits?.text).toContain('I will remind you');
    expect(await store.countAlive(ownerOf(ANA), 300)).toBe(200);
  });

  it.each([
    [`remind me in 1 hour to ${'x'.repeat(500)}`, '500 characters at most'],
    ['remind me in 6 years to renew it', '5 years at most'],
    ['remind me every 2 minutes to blink', 'every 5 minutes at most'],
    [`recuérdame en 1 hora ${'x'.repeat(500)}`, '500 caracteres como mucho'],
    ['recuérdame en 6 años renovarlo', '5 años como mucho'],
    ['recuérdame cada 2 minutos parpadear', 'cada 5 minutos como mucho'],
  ])('are told in clear words (%#)', async (text, told) => {
    const { say, delivery } = openReminders();
    expect((await say(aTurn(text)))?.text).toContain(told);
    await expect(delivery.rows()).resolves.toEqual([]);
  });

  it('hold for other times of a reminder that is set', async () => {
    const { say, given, found } = openReminders();
    await given();
    expect((await say(aTurn('snooze k7m2p 6 years')))?.text).toContain('5 years at most');
    expect((await say(aTurn('edit k7m2p to every 2 minutes')))?.text).toContain('every 5 minutes at most');
    await expect(found()).resolves.toMatchObject({ dueAt: WEDNESDAY_MORNING + HOUR_MS });
  });
});
