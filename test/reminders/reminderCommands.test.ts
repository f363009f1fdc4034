import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/clock';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { shortIdOf } from '../../src/reminders/reminder';
import { ANA, aTurn, aWeekdayReminder, BOB, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';

const now = WEDNESDAY_MORNING;
const spanish: Partial<ChatTurn> = { language: 'es', person: { ...ANA, locale: 'es-ES' } };
const buttonsOf = (said: Utterance | undefined) =>
  ((said?.card?.['actions'] ?? []) as { title: string; data: { command: string } }[]).map(
    ({ data }) => data.command,
  );
const plain = (text = ''): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('what people say about reminders', () => {
  let reminders: ReturnType<typeof openReminders>;
  beforeEach(() => {
    reminders = openReminders();
  });
  const say = (text: string, change: Partial<ChatTurn> = {}) => reminders.say(aTurn(text, change));
  const text = async (said: string, change: Partial<ChatTurn> = {}) => plain((await say(said, change))?.text);
  /** The id in a confirmation. */
  const idIn = (said = ''): string => /\b([0-9A-Z]{5})\b/.exec(said)?.[1] ?? 'none';
  const times = async () => (await reminders.delivery.rows()).map(({ dueAt }) => dueAt);

  describe('to list them', () => {
    it('shows one’s own by their time, with ids', async () => {
      await say('remind me in 2 hours to sleep');
      await say('remind me in 1 hour to eat');
      await say('remind me in 3 hours to rest', { person: BOB });
      const answer = await text('list');
      expect(answer.indexOf('eat')).toBeLessThan(answer.indexOf('sleep'));
      expect(answer).not.toContain('rest');
    });

    it.each([
      ['list', {}],
      ['My reminders', {}],
      ['lista', spanish],
      ['mis recordatorios', {}],
    ])('“%s” is answered when there are none', async (said, change) => {
      await expect(text(said, change)).resolves.not.toBe('');
    });

    it('leaves out what is over', async () => {
      const { text: set } = (await say('remind me in 1 hour to eat')) ?? {};
      await say(`cancel ${idIn(set)}`);
      await expect(text('list')).resolves.toContain('You have no reminders');
    });

    it('goes on to the next page', async () => {
      for (let hour = 1; hour <= 12; hour += 1) await say(`remind me in ${hour} hours to do thing ${hour}x`);
      const first = await say('list');
      expect(first?.text).toContain('thing 10x');
      expect(first?.text).not.toContain('thing 11x');
      const [more] = buttonsOf(first);
      await expect(text(more ?? '')).resolves.toContain('thing 12x');
    });
  });

  describe('to cancel one', () => {
    it.each(['cancel', 'Delete', 'remove reminder', 'cancelar', 'borra'])(
      '“%s” and its id do it',
      async (word) => {
        const set = await text('remind me in 1 hour to eat');
        await expect(text(`${word} #${idIn(set).toLowerCase()}.`)).resolves.toContain('eat');
        await expect(times()).resolves.toEqual([]);
      },
    );

    it('knows no ids of others', async () => {
      const set = await text('remind me in 1 hour to eat', { person: BOB });
      await expect(text(`cancel ${idIn(set)}`)).resolves.toContain('I know nothing of yours');
      await expect(times()).resolves.toHaveLength(1);
    });

    it.each(['cancel 00000', 'cancel everything', "cancel k7m2p' or RowKey gt 'a"])(
      '“%s” finds nothing and breaks nothing',
      async (said) => {
        await text('remind me in 1 hour to eat');
        await say(said);
        await expect(times()).resolves.toHaveLength(1);
      },
    );

    it('twice is told that it is over', async () => {
      const id = idIn(await text('remind me in 1 hour to eat'));
      await text(`cancel ${id}`);
      await expect(text(`cancel ${id}`)).resolves.toContain('over');
    });
  });

  describe('when one has come', () => {
    const dueAt = now + HOUR_MS;
    const then = { receivedAt: dueAt };
    const come = async () => {
      const reminder = await reminders.given(aWeekdayReminder({ dueAt, id: 'k7m2p111111111111111' }));
      reminders.delivery.time.set(dueAt);
      await reminders.deliver(reminder);
      return shortIdOf(reminder);
    };

    it('snoozes it by its id, and without one the last that came', async () => {
      const id = await come();
      await expect(text(`snooze ${id} 10 minutes`, then)).resolves.toContain(id);
      await expect(times()).resolves.toEqual([dueAt + 10 * MINUTE_MS, dueAt + DAY_MS]);
      await text('snooze for 1 hour', then);
      await expect(times()).resolves.toEqual([dueAt + HOUR_MS, dueAt + DAY_MS]);
      await text('snooze until tomorrow at 8', then);
      await expect(times()).resolves.toEqual([Date.UTC(2026, 2, 12, 7), dueAt + DAY_MS]);
    });

    it('understands every button that it came with', async () => {
      await come();
      const [delivered] = reminders.delivery.sent;
      const commands = buttonsOf(delivered?.utterance);
      expect(commands).toHaveLength(4);
      for (const command of commands)
        await expect(text(command)).resolves.not.toMatch(/know nothing|did not/);
    });

    it('has nothing to snooze for whom nothing came', async () => {
      await come();
      await expect(text('snooze 10 minutes', { ...then, person: BOB })).resolves.toContain(
        'nothing to snooze',
      );
    });
  });

  it('is changed by words: show, edit, pause, resume, skip, done, undo', async () => {
    const id = idIn(await text('remind me every weekday at 9:00 to stand up'));
    await expect(text(`show ${id}`)).resolves.toContain('stand up');
    await text(`edit ${id} to tomorrow at 10`);
    await expect(times()).resolves.toEqual([Date.UTC(2026, 2, 12, 9)]);
    await text(`edit ${id} text sit down`);
    await text(`pause ${id}`);
    await expect(times()).resolves.toEqual([]);
    await expect(text(`resume ${id}`)).resolves.toContain('sit down');
    await text(`cancel ${id}`);
    await expect(times()).resolves.toEqual([]);
    await text(`undo ${id}`);
    await expect(times()).resolves.toEqual([Date.UTC(2026, 2, 12, 9)]);
  });
});
