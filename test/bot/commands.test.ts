import { helpCommand } from '../../src/bot/helpCommand';
import { createTimeZoneCommand } from '../../src/bot/timeZoneCommand';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { openRegistry } from '../support/buildersRegistry';
import { ANA, aTurn } from '../support/buildersReminder';

const buttonsOf = (said: Utterance | undefined) =>
  ((said?.card?.['actions'] ?? []) as { data: { command: string } }[]).map(({ data }) => data.command);

describe('help', () => {
  const help = async (text: string, change: Partial<ChatTurn> = {}) =>
    (await helpCommand.answer(aTurn(text, change))) as Utterance | undefined;

  it.each(['help', 'Help!', '?', 'hi', 'hello.', 'What can you do?'])(
    'is what “%s” gets, in English',
    async (text) => {
      expect((await help(text))?.text).toContain('remind me in 20 minutes');
    },
  );

  it.each(['ayuda', '¡Hola!', '¿Qué puedes hacer?', 'buenos días'])(
    'is what “%s” gets, in Spanish',
    async (text) => {
      expect((await help(text))?.text).toContain('recuérdame en 20 minutos');
    },
  );

  it('is in the person’s language where the word is of both', async () => {
    expect((await help('?', { language: 'es' }))?.text).toContain('remind me');
    expect(buttonsOf(await help('help'))).toEqual(expect.arrayContaining(['list']));
  });

  it.each(['help me move', 'hi Ana', 'helpless', ''])('is not what “%s” gets', async (text) => {
    await expect(help(text)).resolves.toBeUndefined();
  });
});

describe('the time zone', () => {
  const { store } = openRegistry();
  const command = createTimeZoneCommand(store, () => Promise.resolve([]));
  const say = async (text: string, change: Partial<ChatTurn> = {}) =>
    (await command.answer(aTurn(text, change))) as Utterance | undefined;
  const zone = async () => (await store.findPerson(ANA.tenant, ANA.key))?.chosenZone;

  it.each([
    ['time zone Asia/Tokyo', 'Asia/Tokyo'],
    ['timezone: Europe/Madrid', 'Europe/Madrid'],
    ['set my time zone to America/Bogota.', 'America/Bogota'],
    ['my time zone is Madrid', 'Europe/Madrid'],
    ['zona horaria America/Mexico_City', 'America/Mexico_City'],
    ['cambiar mi zona horaria a Europe/Lisbon', 'Europe/Lisbon'],
  ])('“%s” is kept, and said with the time there', async (text, expected) => {
    const said = await say(text);
    expect(said?.text).toContain(expected);
    expect(said?.text).toMatch(/\d?\d:\d\d/);
    await expect(zone()).resolves.toBe(expected);
  });

  it('is shown where none is named', async () => {
    expect((await say('time zone'))?.text).toContain('Europe/Madrid');
    expect((await say('time zone', { person: { tenant: 't', key: 'k' } }))?.text).toContain('do not know');
  });

  it.each(['time zone Atlantis', 'time zone 7', 'zona horaria ninguna', 'time zone ../../etc'])(
    '“%s” changes nothing and is told so',
    async (text) => {
      const before = await zone();
      await expect(say(text)).resolves.toBeDefined();
      await expect(zone()).resolves.toBe(before);
    },
  );

  it.each(['what time is it', 'zone', 'time'])('is not what “%s” is about', async (text) => {
    await expect(say(text)).resolves.toBeUndefined();
  });

  it('is read quickly, however odd the text', async () => {
    const startedAt = performance.now();
    for (const odd of [':', ' ', ': ', '\u00a0']) await say(`time zone${odd.repeat(10_000 / odd.length)}\nx`);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
