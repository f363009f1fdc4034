import { mailIndexKey, personKeyByAad } from '../../src/conversations/conversationKeys';
import { ANA_AAD, aChannelMessage, aMembershipUpdate, aMessage, TENANT } from '../support/buildersActivity';
import { type BotUnderTest, openBot } from '../support/buildersBot';
import { startConnector, type TestConnector } from '../support/buildersConnector';

const MEMBER = {
  id: '29:ana',
  name: 'Ana',
  objectId: ANA_AAD,
  email: 'Ana@Example.com',
  userPrincipalName: 'ana.p@example.com',
};
const person = personKeyByAad(ANA_AAD);
let count = 0;

describe('the e-mail address of whoever writes in their own chat', () => {
  let connector: TestConnector;
  let bot: BotUnderTest;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => {
    bot = openBot();
    connector.clear();
    connector.answerWith({ status: 200, body: MEMBER });
  });
  const write = (activity = aMessage()) =>
    bot.post({ ...activity, serviceUrl: connector.serviceUrl, id: `m${(count += 1)}` });
  const found = (email: string) => bot.deps.conversations.findUser(TENANT, mailIndexKey(email));
  const asked = () =>
    connector.calls.filter(({ method, path }) => method === 'GET' && path.includes('/members/'));

  it('is asked of Teams once, and leads to the person from then on, with the principal name', async () => {
    await write();
    await write();
    expect(asked()).toHaveLength(1);
    await expect(found('ana@example.COM')).resolves.toEqual({ person });
    await expect(found('ana.p@example.com')).resolves.toEqual({ person });
    await expect(bot.deps.conversations.findPerson(TENANT, person)).resolves.toMatchObject({
      emails: ['ana@example.com', 'ana.p@example.com'],
    });
  });

  it('is known from the install on', async () => {
    await write(aMembershipUpdate('added'));
    await expect(found('ana@example.com')).resolves.toEqual({ person });
  });

  it('is asked for again when Teams could not tell it, and hinders no answer', async () => {
    connector.answerWith({ status: 503 });
    await write();
    await expect(found('ana@example.com')).resolves.toBeUndefined();
    connector.answerWith({ status: 200, body: MEMBER });
    await write();
    await expect(found('ana@example.com')).resolves.toEqual({ person });
    expect(connector.messages).toHaveLength(2);
  });

  it('is not asked for elsewhere', async () => {
    await write(aChannelMessage());
    await write(aMessage({ channelId: 'webchat' }));
    expect(asked()).toEqual([]);
  });
});
