import { createFirstHourCommand } from '../../src/bot/firstHourCommand';
import { createLanguageCommand } from '../../src/bot/languageCommand';
import { leaveCommand } from '../../src/bot/leaveCommand';
import { createPersonalDataCommand } from '../../src/bot/personalDataCommand';
import type { ChatTurn, Utterance } from '../../src/conversations/chatTurn';
import { createConversationStore } from '../../src/conversations/conversationStore';
import { ANA, aTurn } from '../support/buildersReminder';
import { openTestAccount } from '../support/tables';

const store = createConversationStore(openTestAccount().table('Conversations'));
const person = () => store.findPerson(ANA.tenant, ANA.key);
const textOf = async (
  command: { answer(turn: ChatTurn): Promise<Utterance | { otherwise: Utterance } | undefined> },
  text: string,
  change: Partial<ChatTurn> = {},
): Promise<string | undefined> => {
  const said = await command.answer(aTurn(text, change));
  return said && 'text' in said ? said.text : undefined;
};

describe('the language', () => {
  const command = createLanguageCommand(store);

  it.each([
    ['language spanish', 'es'],
    ['idioma inglés', 'en'],
    ['Speak Spanish please', 'es'],
    ['habla en inglés, por favor', 'en'],
    ['set my language to español.', 'es'],
    ['cambia mi idioma a castellano', 'es'],
    ['language: English', 'en'],
  ] as const)('“%s” is kept and answered in it', async (text, language) => {
    const said = await textOf(command, text);
    expect(said).toMatch(language === 'es' ? /Desde ahora/ : /From now on/);
    await expect(person()).resolves.toMatchObject({ chosenLanguage: language });
  });

  it.each(['language', 'idioma', 'my language', 'mi idioma'])('“%s” tells it', async (text) => {
    await expect(textOf(command, text)).resolves.toMatch(/To change it/);
  });

  it.each(['language klingon', 'idioma francés', 'speak French'])('“%s” is none of them', async (text) => {
    await expect(textOf(command, text)).resolves.toMatch(/English and Spanish|español e inglés/);
  });

  it.each(['languages are hard', 'speak to Ana tomorrow', 'habla con Ana mañana', ''])(
    '“%s” is something else',
    async (text) => {
      await expect(textOf(command, text)).resolves.toBeUndefined();
    },
  );
});

describe('the first hour', () => {
  const command = createFirstHourCommand(store);

  it.each([
    ['first hour 8', 8],
    ['set my first hour to 7:00', 7],
    ['first hour of the day 10 am', 10],
    ['primera hora 8', 8],
    ['mi primera hora es 11 h', 11],
    ['first hour 12 am', 0],
    ['first hour 1pm', 13],
    ['primera hora 0', 0],
    ['first hour: 23.', 23],
  ])('“%s” is kept', async (text, hour) => {
    await expect(textOf(command, text)).resolves.toContain(`${String(hour).padStart(2, '0')}:00`);
    await expect(person()).resolves.toMatchObject({ firstHour: hour });
  });

  it.each(['first hour 24', 'first hour -1', 'first hour noonish', 'first hour 13 pm', 'primera hora 8:30'])(
    '“%s” changes nothing',
    async (text) => {
      const before = await person();
      await expect(textOf(command, text)).resolves.toMatch(/0 to 23|0 a 23/);
      await expect(person()).resolves.toEqual(before);
    },
  );

  it('is told when it is asked for', async () => {
    await expect(textOf(command, 'first hour', { person: { ...ANA, firstHour: 6 } })).resolves.toContain(
      '06:00',
    );
    await expect(textOf(command, 'primera hora')).resolves.toContain('09:00');
  });
});

describe('what is kept about a person', () => {
  const erased: string[] = [];
  const part = (name: string, lines: string[]) => ({
    describe: () => Promise.resolve(lines),
    erase: async () => void erased.push(name),
  });
  const command = createPersonalDataCommand([
    part('reminders', ['• a reminder']),
    part('person', ['• a name']),
  ]);

  it.each([
    'what do you know about me',
    'What do you know about me?',
    'my data',
    '¿Qué sabes de mí?',
    'qué guardas sobre mí',
    'mis datos',
  ])('“%s” shows it, the person first', async (text) => {
    await expect(textOf(command, text)).resolves.toMatch(/• a name\n• a reminder/);
  });

  it('is not told where others read along', async () => {
    const said = await textOf(command, 'mis datos', { kind: 'group' });
    expect(said).not.toContain('• a name');
  });

  it.each(['forget me', 'Delete my data.', 'olvídame', 'borra mis datos', 'olvidate de mi'])(
    '“%s” only asks',
    async (text) => {
      await expect(textOf(command, text)).resolves.toMatch(/yes, forget me|sí, olvídame/);
      expect(erased).toEqual([]);
    },
  );

  it.each(['yes, forget me', 'sí, olvídame'])('“%s” removes it afterwards, the person last', async (text) => {
    const said = await command.answer(aTurn(text));
    expect(erased).toEqual([]);
    if (said && 'text' in said) await said.afterwards?.();
    expect(erased.splice(0)).toEqual(['reminders', 'person']);
  });

  it.each(['forget me not', 'yes', 'sí', 'forget k7m2p', 'what do you know'])(
    '“%s” is something else',
    async (text) => {
      await expect(textOf(command, text)).resolves.toBeUndefined();
    },
  );
});

describe('leaving where nothing is asked', () => {
  it.each(['cancel', 'Never mind.', 'cancelar', 'déjalo', 'olvídalo'])('“%s” says so', async (text) => {
    await expect(textOf(leaveCommand, text)).resolves.toMatch(/not asking anything|no estoy preguntando/);
  });
  it.each(['cancel k7m2p', 'cancel everything', 'stop the music'])('“%s” is something else', async (text) => {
    await expect(textOf(leaveCommand, text)).resolves.toBeUndefined();
  });
});
