import type { ChatCommand } from '../../src/conversations/chatTurn';
import { aMessage } from '../support/buildersActivity';
import { openBot } from '../support/buildersBot';

const card = { type: 'AdaptiveCard', version: '1.4', body: [] } as const;
const commands: ChatCommand[] = [
  { name: 'card', answer: async ({ text }) => (text === 'card' ? { text: 'a card', card } : undefined) },
  {
    name: 'echo',
    answer: async ({ text, inputs }) =>
      text === 'echo' ? { text: `you typed ${String(inputs['what'])}` } : undefined,
  },
];

describe('an invoke', () => {
  const bot = openBot(commands);
  const invoke = (name: string, value?: unknown) =>
    bot.post(aMessage({ type: 'invoke', name, value, text: undefined }));
  const action = (data: unknown) =>
    invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'do', data } });

  it('that nobody knows is not implemented', async () => {
    await expect(invoke('composeExtension/query', {})).resolves.toMatchObject({ status: 501 });
    await expect(bot.post(aMessage({ type: 'invoke' }))).resolves.toMatchObject({ status: 501 });
  });

  it('of a card’s action is answered with the card that takes its place', async () => {
    await expect(action({ command: 'card' })).resolves.toEqual({
      status: 200,
      jsonBody: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
    });
  });

  it('of a card’s action brings what was typed, and is answered with a text', async () => {
    await expect(action({ command: 'echo', what: 'tea' })).resolves.toEqual({
      status: 200,
      jsonBody: {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'you typed tea',
      },
    });
  });

  it('with a command that nobody knows is told so', async () => {
    const { jsonBody } = await action({ command: 'sing' });
    expect(jsonBody).toMatchObject({ value: expect.stringContaining('I did not understand') });
  });

  it.each([
    undefined,
    null,
    7,
    'help',
    [],
    {},
    { action: null },
    { action: { data: 5 } },
    { action: { data: { command: {} } } },
  ])('of a card’s action without a command is a bad request: %j', async (value) => {
    await expect(invoke('adaptiveCard/action', value)).resolves.toMatchObject({
      status: 200,
      jsonBody: { statusCode: 400, type: 'application/vnd.microsoft.error' },
    });
  });

  it('is never taken for a repeat', async () => {
    await action({ command: 'card' });
    await expect(action({ command: 'card' })).resolves.toMatchObject({ jsonBody: { value: card } });
  });
});
