import type { Activity } from 'botframework-schema';
import { inputsOf, mentionsOf, messageTextOf } from '../../src/bot/messageText';
import { commandButton, commandOf } from '../../src/conversations/cardButton';
import { aMessage, BOT_ID } from '../support/buildersActivity';

const mention = (text: unknown, id = BOT_ID) => ({
  type: 'mention',
  text,
  mentioned: { id, name: 'Recado' },
});
const said = (text: string, ...entities: object[]): string =>
  messageTextOf(aMessage({ text, entities: entities as Activity['entities'] }));

describe('what a person said', () => {
  it('is the text, without spaces around it', () => {
    expect(said('  remind me in 5 minutes to  stretch\n')).toBe('remind me in 5 minutes to  stretch');
  });

  it('leaves out the mention of the bot, wherever and however often it stands', () => {
    const bot = mention('<at>Recado</at>');
    expect(said('<at>Recado</at> list', bot)).toBe('list');
    expect(said('list <at>Recado</at>', bot)).toBe('list');
    expect(said('<at>Recado</at> <at>Recado</at> list', bot)).toBe('list');
  });

  it('leaves mentions of others in', () => {
    expect(
      said('<at>Recado</at> ask <at>Ana</at>', mention('<at>Recado</at>'), mention('<at>Ana</at>', '29:ana')),
    ).toBe('ask <at>Ana</at>');
  });

  it('takes no-break spaces for spaces, as Teams writes them after a mention', () => {
    expect(said('<at>Recado</at>\u00a0time\u00a0zone', mention('<at>Recado</at>'))).toBe('time zone');
    expect(said('<at>Recado</at>&nbsp;list', mention('<at>Recado</at>'))).toBe('list');
  });

  it('is the command of the button that was pressed, where nothing was typed', () => {
    const { data } = commandButton('My reminders', 'list') as { data: unknown };
    expect(messageTextOf(aMessage({ text: undefined, value: data }))).toBe('list');
    expect(messageTextOf(aMessage({ text: 'help', value: data }))).toBe('help');
  });

  it.each([undefined, null, 'list', 7, [], {}, { command: 7 }, { command: null }])(
    'is nothing when there is neither a text nor a command: %j',
    (value) => {
      expect(commandOf(value)).toBeUndefined();
      expect(messageTextOf(aMessage({ text: undefined, value }))).toBe('');
    },
  );

  it.each([[[]], [{}], [7], [null], ['']])('stays as it is when a mention’s text is %j', (text) => {
    expect(said('list', ...Array.from({ length: 200 }, () => mention(text)))).toBe('list');
  });

  it('is read up to a length that no command needs', () => {
    expect(said('x'.repeat(200_000)).length).toBe(10_000);
  });
});

describe('the people whom a message mentions', () => {
  const mentioned = (...entities: object[]) =>
    mentionsOf(aMessage({ entities: entities as Activity['entities'] }));

  it('are all but the bot, as the message writes them', () => {
    const ana = {
      ...mention('<at>Ana\u00a0B</at>', '29:ana'),
      mentioned: { id: '29:ana', name: 'Ana B', aadObjectId: 'a' },
    };
    expect(mentioned(mention('<at>Recado</at>'), ana, mention('<at>Bob</at>', '29:bob'))).toEqual([
      { id: '29:ana', name: 'Ana B', text: '<at>Ana B</at>', aadObjectId: 'a' },
      { id: '29:bob', name: 'Recado', text: '<at>Bob</at>' },
    ]);
  });

  it('are none where a mention has not its form', () => {
    const odd = [{ id: 5 }, { id: ['x'] }, null, 'ana', {}].map((who) => ({
      type: 'mention',
      text: '<at>Ana</at>',
      mentioned: who,
    }));
    expect(
      mentioned(...odd, mention(undefined, '29:ana'), mention({}, '29:ana'), { type: 'clientInfo' }),
    ).toEqual([]);
  });

  it('have texts alone', () => {
    const odd = {
      type: 'mention',
      text: '<at>Ana</at>',
      mentioned: { id: '29:ana', name: 7, aadObjectId: {} },
    };
    expect(mentioned(odd)).toEqual([{ id: '29:ana', name: '', text: '<at>Ana</at>' }]);
  });
});

describe('the inputs of a pressed button', () => {
  it('are what it carries besides its command', () => {
    expect(inputsOf({ command: 'set', msteams: {}, when: 'now', what: 'tea' })).toEqual({
      when: 'now',
      what: 'tea',
    });
  });

  it.each([undefined, null, 'text', [1]])('are none in %j', (value) => {
    expect(inputsOf(value)).toEqual({});
  });
});
