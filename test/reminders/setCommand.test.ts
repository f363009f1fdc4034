import { MINUTE_MS } from '../../src/clock';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { ANA, aTurn, openReminders } from '../support/buildersReminder';
import { WEDNESDAY_MORNING } from '../support/clock';

const now = WEDNESDAY_MORNING;
const spanish: Partial<ChatTurn> = { language: 'es', person: { ...ANA, locale: 'es-ES' } };
const withoutZone: Partial<ChatTurn> = { person: { tenant: ANA.tenant, key: ANA.key } };
const buttonsOf = (said: Utterance | undefined) =>
  ((said?.card?.['actions'] ?? []) as { title: string; data: { command: string } }[]).map(
    ({ data }) => data.command,
  );
const plain = (text = ''): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('what people say', () => {
  let reminders: ReturnType<typeof openReminders>;
  beforeEach(() => {
    reminders = openReminders();
  });
  const say = (text: string, change: Partial<ChatTurn> = {}) => reminders.say(aTurn(text, change));
  const text = async (said: string, change: Partial<ChatTurn> = {}) => plain((await say(said, change))?.text);
  /** The id in a confirmation. */
  const idIn = (said = ''): string => /\b([0-9A-Z]{5})\b/.exec(said)?.[1] ?? 'none';
  const times = async () => (await reminders.delivery.rows()).map(({ dueAt }) => dueAt);

  describe('to set one', () => {
    it.each([
      ['remind me in 20 minutes to check the oven', now + 20 * MINUTE_MS, 'check the oven'],
      ['remind me tomorrow at 9 to call Ana', Date.UTC(2026, 2, 12, 8), 'call Ana'],
    ])('“%s” is confirmed with its time, zone and id', async (said, at, message) => {
      const answer = await text(said);
      expect(answer).toContain(message);
      expect(answer).toContain('Europe/Madrid');
      expect(idIn(answer)).not.toBe('none');
      await expect(times()).resolves.toEqual([at]);
    });

    it.each([
      ['recuérdame en 10 minutos mirar el horno', now + 10 * MINUTE_MS],
      ['recuérdame mañana a las 9 llamar a Ana', Date.UTC(2026, 2, 12, 8)],
    ])('“%s” is answered in Spanish', async (said, at) => {
      await expect(text(said, spanish)).resolves.toMatch(/recordaré/);
      await expect(times()).resolves.toEqual([at]);
    });

    it('is answered in the language in which it is said', async () => {
      await expect(text('recuérdame mañana a las 9 llamar a Ana')).resolves.toMatch(/recordaré/);
      await expect(text('remind me tomorrow at 9 to call Ana', spanish)).resolves.toMatch(/remind you/);
    });

    it('has a button that undoes it', async () => {
      const said = await say('remind me in 20 minutes to stretch');
      const [undo] = buttonsOf(said);
      expect(undo).toBe(`cancel ${idIn(said?.text)}`);
      await say(undo ?? '');
      await expect(times()).resolves.toEqual([]);
    });

    it.each([
      'remind me in a bit to stretch',
      'remind me to stretch',
      'remind me on February 30 at 9 to stretch',
      'remind me yesterday at 9 to stretch',
    ])('“%s” sets nothing, and is told how it would work', async (said) => {
      await expect(text(said)).resolves.toMatch(/nothing/);
      await expect(times()).resolves.toEqual([]);
    });

    it('asks for the zone where a time needs one and nobody told it', async () => {
      await expect(text('remind me tomorrow at 9 to stretch', withoutZone)).resolves.toContain('time zone');
      await expect(times()).resolves.toEqual([]);
    });

    it('offers readings that set exactly what they say', async () => {
      const said = await say('remind me next Friday at 9 to pay the rent');
      const commands = buttonsOf(said);
      expect(commands.length).toBeGreaterThan(1);
      for (const command of commands) {
        expect(plain(said?.text)).toContain(command);
        await say(command);
      }
      expect(new Set(await times()).size).toBe(commands.length);
    });

    it('is nothing when it asks for no reminder', async () => {
      await expect(say('what a lovely day')).resolves.toBeUndefined();
      await expect(say('')).resolves.toBeUndefined();
    });
  });
});
