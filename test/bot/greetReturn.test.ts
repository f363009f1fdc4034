import type { ConversationAddress } from '../../src/conversations/conversation';
import { conversationAddressOf, personKeyOf } from '../../src/conversations/conversationKeys';
import { tenantOf } from '../../src/conversations/inboundActivity';
import type { CameBack } from '../../src/delivery/comeBack';
import { aMessage } from '../support/buildersActivity';
import { type BotUnderTest, openBot } from '../support/buildersBot';
import { startConnector, type TestConnector } from '../support/buildersConnector';

describe('with the first message of somebody who is awaited', () => {
  let connector: TestConnector;
  let bot: BotUnderTest;
  let asked: ConversationAddress[];
  let committed: number;
  let back: CameBack | undefined;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => {
    connector.clear();
    [asked, committed] = [[], 0];
    back = {
      lines: ['water the plants'],
      claim: () => Promise.resolve(true),
      commit: () => Promise.resolve({ isAll: (committed += 1) > 0 }),
    };
    const comeBack = (address: ConversationAddress) => {
      asked.push(address);
      return Promise.resolve(committed > 0 ? undefined : back);
    };
    bot = openBot([], { comeBack });
  });
  const message = () => aMessage({ serviceUrl: connector.serviceUrl });
  const here = () => conversationAddressOf(message());
  const person = { tenant: tenantOf(aMessage()), key: personKeyOf(aMessage()) };
  /** Ana writes; her own chat, as it is known, is this one. */
  const write = async (personalKey: string, isAwaited = true) => {
    await bot.deps.conversations.savePerson({ ...person, personalKey, isAwaited });
    await bot.post(message());
  };
  const told = () => connector.messages.filter(({ text }) => text?.includes('water the plants'));
  const isAwaited = async () =>
    (await bot.deps.conversations.findPerson(person.tenant, person.key))?.isAwaited ?? false;

  it('what waits for them is told, and they are awaited no longer', async () => {
    await write(here().key);
    expect(told()).toMatchObject([{ text: expect.stringContaining('While you were away') }]);
    expect(committed).toBe(1);
    await expect(isAwaited()).resolves.toBe(false);
  });

  it('it is told also where the chat that was known of them is another', async () => {
    await write('conversation|msteams|a:other');
    expect(asked).toEqual([here()]);
    expect(told()).toHaveLength(1);
    expect(committed).toBe(1);
  });

  it('nothing is said twice: where another message of this moment tells it, this one leaves it there', async () => {
    back = { ...(back as CameBack), claim: () => Promise.resolve(false) };
    await write(here().key);
    expect(told()).toEqual([]);
    expect(committed).toBe(0);
    await expect(isAwaited()).resolves.toBe(true);
  });

  it('what goes on by itself is nobody’s to tell', async () => {
    const claim = jest.fn(() => Promise.resolve(true));
    back = { ...(back as CameBack), lines: [], claim };
    await write(here().key);
    expect(claim).not.toHaveBeenCalled();
    expect(committed).toBe(1);
    expect(connector.messages).toHaveLength(1);
  });

  it('nothing is looked up where nobody is awaited', async () => {
    await write(here().key, false);
    expect(asked).toEqual([]);
  });
});
