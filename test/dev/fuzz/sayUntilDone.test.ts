/** Owners of the isolation run have what they asked for, also where storage was away for a moment: a turn's 200 alone does not say so. */
import { type ConnectorServer, startConnectorServer } from '../../../dev/chat/connector/connectorServer';
import { identity } from '../../../dev/fuzz/isolation/owner';
import { sayUntilDone } from '../../../dev/fuzz/isolation/sayUntilDone';
import { messageOf } from '../../../dev/fuzz/isolation/speaker';
import { openBot } from '../../support/buildersBot';
import { openAbsentAccount } from '../../support/tables';

let server: ConnectorServer;
beforeAll(async () => {
  server = await startConnectorServer();
});
afterAll(() => server.stop());
const help = () => messageOf(identity(1, 'a', server.serviceUrl), { text: 'help' });
/** The real bot, whose storage is away for the first turns; all answers so far. */
const botAwayFor = (turns: number) => {
  const [away, there] = [openBot([], {}, openAbsentAccount()), openBot()];
  const statuses: number[] = [];
  return {
    statuses,
    async post(activity: object) {
      const bot = statuses.length < turns ? away : there;
      const { status = 200 } = await bot.post(activity as Record<string, unknown>);
      statuses.push(status);
      return { status, text: '' };
    },
  };
};

it('says it again where the app apologised, which it does with a 200', async () => {
  const bot = botAwayFor(2);
  await sayUntilDone(bot, server.connector, help);
  expect(bot.statuses).toEqual([200, 200, 200]);
});

it('says it once where it was done', async () => {
  const bot = botAwayFor(0);
  await sayUntilDone(bot, server.connector, help);
  expect(bot.statuses).toEqual([200]);
});

it('gives up where the app keeps apologising, or does not take it', async () => {
  await expect(sayUntilDone(botAwayFor(9), server.connector, help)).rejects.toThrow(/apologised 5 times/);
  const refusing = { post: () => Promise.resolve({ status: 500, text: 'broken' }) };
  await expect(sayUntilDone(refusing, server.connector, help)).rejects.toThrow(/not taken: 500 broken/);
});
