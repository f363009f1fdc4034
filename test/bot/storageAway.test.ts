import { aMessage } from '../support/buildersActivity';
import { openBot } from '../support/buildersBot';
import { startConnector, type TestConnector } from '../support/buildersConnector';
import { openAbsentAccount } from '../support/tables';

describe('the bot when storage is away', () => {
  let connector: TestConnector;
  let count = 0;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => {
    connector.clear();
    connector.answerWith();
  });
  const message = (change: Parameters<typeof aMessage>[0] = {}) =>
    aMessage({ id: `m${(count += 1)}`, serviceUrl: connector.serviceUrl, ...change });

  it.each([
    ['en-GB', 'Sorry'],
    ['es-ES', 'Lo siento'],
  ])('apologises to a person of %s, once, and changes nothing', async (locale, apology) => {
    const bot = openBot([], {}, openAbsentAccount());
    await expect(bot.post(message({ locale }))).resolves.toEqual({ status: 200 });
    expect(connector.messages.map(({ text }) => text)).toEqual([expect.stringContaining(apology)]);
    expect(bot.log.events).toContain('turn.failed');
  });

  it('apologises in the card whose button was pressed', async () => {
    const bot = openBot([], {}, openAbsentAccount());
    const response = await bot.post(message({ type: 'invoke', name: 'adaptiveCard/action', value: {} }));
    expect(response).toMatchObject({
      status: 200,
      jsonBody: { statusCode: 200, value: expect.stringContaining('Sorry') },
    });
  });

  it('does not fail the channel’s updates', async () => {
    const bot = openBot([], {}, openAbsentAccount());
    await expect(bot.post(message({ type: 'conversationUpdate' }))).resolves.toEqual({ status: 200 });
    expect(connector.messages).toEqual([]);
  });

  it('does not apologise after the answer when only the note that it was handled fails', async () => {
    const bot = openBot();
    const { activities } = bot.deps;
    bot.deps.activities = { ...activities, finish: () => Promise.reject(new Error('away')) };
    await expect(bot.post(message())).resolves.toEqual({ status: 200 });
    expect(connector.messages).toHaveLength(1);
    expect(bot.log.events).toContain('turn.not-finished');
  });
});
