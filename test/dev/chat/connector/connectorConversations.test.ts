/** New conversations on the local connector as botbuilder's own ConnectorClient sees them. */
import { ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector';
import type { ConversationParameters } from 'botframework-schema';
import { startConnectorServer } from '../../../../dev/chat/connector/connectorServer';
import { ANA, BOT, PRIYA, SAM, TENANT_ID } from '../../../../dev/chat/directory/seedDirectory';
import { channelAt, message, refused, stageConnector, type StagedConnector } from './connectorClient';

const launches = channelAt(1);
let staged: StagedConnector;
beforeEach(async () => {
  staged = await stageConnector();
});
afterEach(() => staged.server.stop());

describe('creating conversations', () => {
  const create = (parameters: object) =>
    staged.client.conversations.createConversation(parameters as ConversationParameters);
  const toMember = (id: string) => ({
    bot: BOT,
    isGroup: false,
    members: [{ id }],
    channelData: { tenant: { id: TENANT_ID } },
  });

  it('opens the same personal chat each time, by user id and by AAD object id', async () => {
    const byUserId = await create(toMember(SAM.id));
    const byAad = await create(toMember(SAM.aadObjectId));
    expect([byUserId._response.status, byUserId.id, byAad.id]).toEqual([201, staged.samChat, staged.samChat]);
  });

  it('reaches a person who never installed the bot, but shares a team with it', async () => {
    const { id } = await create({ ...toMember(ANA.id), activity: message('hello Ana') });
    expect(staged.server.connector.directory.personalChatOf(ANA.id)).toMatchObject({ id, bot: 'opened' });
    expect(staged.texts(id)).toEqual(['hello Ana']);
  });

  it('finds by AAD object id only those for whom the app is installed, as Teams does', async () => {
    expect(await refused(create(toMember(ANA.aadObjectId)))).toEqual([403, 'BotNotInConversationRoster']);
    const { id } = await create(toMember(ANA.id));
    expect((await create(toMember(ANA.aadObjectId))).id).toBe(id);
  });

  it('takes a bare address on a channel without tenants, where it stands for such a channel', async () => {
    const elsewhere = await startConnectorServer();
    const client = new ConnectorClient(new MicrosoftAppCredentials('', ''), {
      baseUri: elsewhere.serviceUrl,
    });
    const members = [{ id: '+34600000000' }];
    const open = () =>
      client.conversations.createConversation({
        isGroup: false,
        bot: BOT,
        members,
      } as ConversationParameters);
    const [first, again] = [await open(), await open()];
    expect(first._response.status).toBe(201);
    expect(again.id).toBe(first.id);
    await elsewhere.stop();
  });

  it('begins a new thread in a channel', async () => {
    const activity = message('news');
    const made = await create({ isGroup: true, channelData: { channel: { id: launches } }, activity });
    expect(made.id).toBe(`${launches};messageid=${made.activityId}`);
    expect(staged.texts(made.id)).toEqual(['news']);
  });

  it.each([
    ['a person who shares nothing with the bot', toMember(PRIYA.id), [403, 'BotNotInConversationRoster']],
    ['nobody', toMember('29:nobody'), [400, 'BadSyntax']],
    ['no tenant', { bot: BOT, members: [{ id: SAM.id }] }, [400, 'BadSyntax']],
    ['another tenant', { ...toMember(SAM.id), channelData: { tenant: { id: 'other' } } }, [400, 'BadSyntax']],
    ['a group chat', { ...toMember(SAM.id), isGroup: true }, [400, 'BadSyntax']],
    [
      'a thread without message',
      { isGroup: true, channelData: { channel: { id: launches } } },
      [400, 'BadSyntax'],
    ],
    [
      'a thread in no channel',
      { channelData: { channel: { id: '19:x' } }, activity: message('x') },
      [404, 'ConversationNotFound'],
    ],
  ])('refuses %s', async (_what, parameters, expected) => {
    expect(await refused(create(parameters))).toEqual(expected);
  });
});
