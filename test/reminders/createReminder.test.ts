import { DAY_MS, MINUTE_MS } from '../../src/clock';
import { createReminder } from '../../src/reminders/createReminder';
import type { Once, Recurring } from '../../src/reminders/phrases/reading';
import { occurrenceName, shortIdOf } from '../../src/reminders/reminder';
import { normaliseId, reminderId } from '../../src/reminders/reminderId';
import { ownerOf } from '../../src/reminders/reminderStore';
import { ANA, ANAS_CHAT, aTurn, BOB, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';
import { Crash, openTestAccount } from '../support/tables';

const now = WEDNESDAY_MORNING;
const once: Once = {
  kind: 'once',
  at: now + 20 * MINUTE_MS,
  tzid: 'Europe/Madrid',
  wallStart: '2026-03-11T10:50:00',
  message: 'check the oven',
  language: 'en',
};
const daily: Recurring = {
  kind: 'recurring',
  rrule: 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0',
  tzid: 'Europe/Madrid',
  wallStart: '2026-03-12T09:00:00',
  next: [now + DAY_MS, now + 2 * DAY_MS, now + 3 * DAY_MS],
  message: 'stand up',
  language: 'es',
};

describe('setting a reminder', () => {
  const account = openTestAccount();
  const open = () => {
    const { store, delivery, found } = openReminders(account);
    const deps = { store, outbox: delivery.deps.outbox };
    const planned = async (id: string) =>
      (await delivery.rows()).filter(({ item }) => item === id).map(({ dueAt }) => dueAt);
    return { deps, delivery, found, planned };
  };

  it('stores it with its first occurrence, for the one who asks, where they ask', async () => {
    const { deps, found, planned } = open();
    const turn = aTurn('…', { thread: '177', kind: 'channel' });
    const reminder = await createReminder(deps, turn, once);
    expect(reminder).toEqual({
      owner: ownerOf(ANA),
      id: reminderId(turn.activityKey),
      text: 'check the oven',
      schedule: { tzid: 'Europe/Madrid', wallStart: '2026-03-11T10:50:00' },
      state: 'scheduled',
      dueAt: once.at,
      occurrence: occurrenceName(1, once.at),
      to: ANAS_CHAT,
      kind: 'channel',
      thread: '177',
      audience: { id: '29:ana', name: 'Ana' },
      language: 'en',
      locale: 'en-GB',
      createdAt: now,
      version: 1,
    });
    await expect(found(reminder)).resolves.toEqual(reminder);
    await expect(planned(reminder.id)).resolves.toEqual([once.at]);
  });

  it('keeps the rule of one that comes again, in the language in which it was said', async () => {
    const { deps, found, planned } = open();
    const reminder = await createReminder(deps, aTurn('…'), daily);
    await expect(found(reminder)).resolves.toMatchObject({
      schedule: { rrule: daily.rrule, tzid: 'Europe/Madrid', wallStart: daily.wallStart },
      language: 'es',
    });
    await expect(planned(reminder.id)).resolves.toEqual([daily.next[0]]);
  });

  it('points to it at once when it is due soon, and leaves it to the ticks when it is not', async () => {
    const { deps, delivery } = open();
    await createReminder(deps, aTurn('…'), { ...once, at: now + MINUTE_MS });
    await createReminder(deps, aTurn('…'), once);
    expect(delivery.pointed.map(({ atMs }) => atMs)).toEqual([now + MINUTE_MS]);
  });

  it('is not undone by a queue that is away: the row is the truth', async () => {
    const { deps, delivery, planned } = open();
    delivery.operations.crash(3, 'before'); // the due row, the reminder, and then its pointer
    const reminder = await createReminder(deps, aTurn('…'), { ...once, at: now + MINUTE_MS });
    delivery.operations.restart();
    expect(delivery.pointed).toEqual([]);
    expect(delivery.log.events).toEqual(['delivery.pointer-lost']);
    await expect(planned(reminder.id)).resolves.toEqual([now + MINUTE_MS]);
  });

  describe('again for the same message', () => {
    it('sets nothing new, and keeps the time of the first', async () => {
      const { deps, planned } = open();
      const turn = aTurn('…');
      const first = await createReminder(deps, turn, once);
      const second = await createReminder(
        deps,
        { ...turn, receivedAt: now + 15_000 },
        { ...once, at: once.at + 15_000 },
      );
      expect(second).toMatchObject({ id: first.id, dueAt: first.dueAt, createdAt: now });
      await expect(planned(first.id)).resolves.toContain(first.dueAt);
    });

    it('plans what a try that ended early did not, wherever it ended', async () => {
      for (const side of ['before', 'after'] as const) {
        for (let at = 1, isCrashed = true; isCrashed; at += 1) {
          const { deps, delivery, found, planned } = open();
          const turn = aTurn('…');
          delivery.operations.crash(at, side);
          isCrashed = await createReminder(deps, turn, once).then(
            () => false,
            (error: unknown) => error instanceof Crash,
          );
          delivery.operations.restart();
          const reminder = await createReminder(deps, turn, once);
          await expect(found(reminder)).resolves.toMatchObject({ state: 'scheduled', dueAt: once.at });
          await expect(planned(reminder.id)).resolves.toEqual([once.at]);
        }
      }
    });
  });

  it('keeps owners apart, also when what they say is the same', async () => {
    const { deps } = open();
    const mine = await createReminder(deps, aTurn('…'), once);
    const his = await createReminder(deps, aTurn('…', { person: BOB }), once);
    await expect(deps.store.findByPrefix(mine.owner, his.id.slice(0, 5))).resolves.toEqual([]);
    await expect(deps.store.find(mine.owner, his.id)).resolves.toBeUndefined();
    const ids = (await deps.store.list(his.owner, 'scheduled')).map(({ id }) => id);
    expect(ids).toEqual([his.id]);
  });
});

describe('an id', () => {
  it('is made from what asked, and from nothing else', () => {
    expect(reminderId('a')).toBe(reminderId('a'));
    expect(reminderId('a')).not.toBe(reminderId('b'));
    expect(reminderId('a')).not.toBe(reminderId('a', 1));
  });

  it('has letters that nobody takes for digits', () => {
    for (let i = 0; i < 500; i += 1) expect(reminderId(`activity ${i}`)).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
  });

  it('is found as people see and type it', () => {
    const id = reminderId('a');
    const shown = shortIdOf({ id });
    expect(shown).toMatch(/^[0-9A-Z]{5}$/);
    expect(id.startsWith(normaliseId(` #${shown} `))).toBe(true);
    expect(normaliseId('OIL0o')).toBe('01100');
  });
});

describe('an occurrence', () => {
  it('is named by its time and the version of its schedule', () => {
    expect(occurrenceName(1, now)).toBe('1.20260311T093000Z');
    expect(occurrenceName(2, now)).not.toBe(occurrenceName(1, now));
    expect(occurrenceName(1, now + 1)).not.toBe(occurrenceName(1, now));
  });
});
