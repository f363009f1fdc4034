/** Members, teams and channels on the local connector as botbuilder's own ConnectorClient sees them. */
import { MicrosoftAppCredentials, TeamsConnectorClient } from 'botframework-connector';
import {
  ANA,
  LAUNCH_CREW,
  NORTHWIND,
  PRIYA,
  SAM,
  TENANT_ID,
} from '../../../../dev/chat/directory/seedDirectory';
import { channelAt, refused, stageConnector, type StagedConnector } from './connectorClient';

let staged: StagedConnector;
beforeEach(async () => {
  staged = await stageConnector();
});
afterEach(() => staged.server.stop());

describe('members and teams', () => {
  const ana = {
    id: ANA.id,
    name: 'Ana García',
    aadObjectId: ANA.aadObjectId,
    givenName: 'Ana',
    email: ANA.email,
  };

  it('lists the members of a group, all at once and in pages', async () => {
    const members = await staged.client.conversations.getConversationMembers(LAUNCH_CREW.id);
    expect(members.map(({ id }) => id)).toEqual([SAM.id, ANA.id]);
    const { members: paged, continuationToken } =
      await staged.client.conversations.getConversationPagedMembers(LAUNCH_CREW.id);
    expect([paged, continuationToken]).toEqual([
      expect.arrayContaining([expect.objectContaining(ana)]),
      undefined,
    ]);
  });

  it('pages through a large team without missing or repeating anybody', async () => {
    const { directory } = staged.server.connector;
    const many = Array.from({ length: 130 }, (_, n) => ({
      ...SAM,
      id: `29:${n}`,
      aadObjectId: `aad-${n}`,
      name: `P ${n}`,
    }));
    for (const person of many) directory.putPerson(person);
    directory.putChat({ ...NORTHWIND, bot: 'installed', memberIds: many.map(({ id }) => id) });
    const seen: string[] = [];
    const sizes: number[] = [];
    let continuationToken = '';
    do {
      const options = { pageSize: 50, continuationToken };
      const page = await staged.client.conversations.getConversationPagedMembers(NORTHWIND.id, options);
      sizes.push(page.members.length);
      seen.push(...page.members.map(({ id }) => id));
      continuationToken = page.continuationToken ?? '';
    } while (continuationToken);
    expect(sizes).toEqual([50, 50, 30]);
    expect(seen).toEqual(many.map(({ id }) => id));
  });

  it.each([ANA.id, ANA.aadObjectId])('finds a member by %s', async (id) => {
    const member = await staged.client.conversations.getConversationMember(LAUNCH_CREW.id, id);
    expect(member).toMatchObject({ ...ana, userPrincipalName: ANA.email, tenantId: TENANT_ID });
  });

  it('knows no member who is in the directory, but not in the conversation', async () => {
    const asked = staged.client.conversations.getConversationMember(LAUNCH_CREW.id, PRIYA.id);
    expect(await refused(asked)).toEqual([404, 'MemberNotFoundInConversation']);
  });

  it('tells a team and its channels, General without a name', async () => {
    const teams = new TeamsConnectorClient(new MicrosoftAppCredentials('', ''), {
      baseUri: staged.server.serviceUrl,
    }).teams;
    expect(await teams.fetchTeamDetails(NORTHWIND.id)).toMatchObject({
      id: NORTHWIND.id,
      name: 'Northwind',
      aadGroupId: NORTHWIND.aadGroupId,
      channelCount: 3,
      memberCount: 2,
    });
    const { conversations = [] } = await teams.fetchChannelList(NORTHWIND.id);
    expect(conversations.map(({ id, name }) => [id, name])).toEqual([
      [channelAt(0), undefined],
      [channelAt(1), 'Launches'],
      [channelAt(2), 'Support'],
    ]);
  });

  it('lists the conversations that the bot is in', async () => {
    const { conversations } = await staged.client.conversations.getConversations();
    expect(conversations.map(({ id }) => id)).toEqual([staged.samChat, LAUNCH_CREW.id, NORTHWIND.id]);
  });
});
