/** The local connector as botbuilder's own ConnectorClient sees it: paths, shapes and status codes. */
import { TeamsConnectorClient, ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector';
import type { Activity, ConversationParameters } from 'botframework-schema';
import {
  ANA,
  BOT,
  LAUNCH_CREW,
  NORTHWIND,
  PRIYA,
  SAM,
  TENANT_ID,
} from '../../../../dev/chat/directory/seedDirectory';
import { startConnectorServer, type ConnectorServer } from '../../../../dev/chat/connector/connectorServer';

const message = (text: string) => ({ type: 'message', text }) as Activity;
const [general, launches] = NORTHWIND.channels;
if (!general || !launches) throw new Error('The seed has no channels.');

let server: ConnectorServer;
let client: ConnectorClient;
let now = Date.UTC(2026, 2, 2, 9);

beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 9);
  server = await startConnectorServer({ now: () => now, unknownConversations: 'refuse' });
  const { directory } = server.connector;
  for (const id of [directory.personalChatOf(SAM.id).id, LAUNCH_CREW.id, NORTHWIND.id])
    directory.setBot(id, 'installed');
  client = new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: server.serviceUrl });
});

afterEach(() => server.stop());

const samChat = () => server.connector.directory.personalChatOf(SAM.id).id;
const texts = (conversationId: string) =>
  server.connector.activities(conversationId).map(({ activity }) => activity.text);

/** The status and error code that the client's rejection carries. */
async function refused(asked: Promise<unknown>): Promise<[number, string]> {
  const failure = await asked.then(
    () => undefined,
    (error: unknown) => error as { statusCode: number; code?: string; body?: { error?: { code?: string } } },
  );
  if (!failure) throw new Error('The connector did not refuse.');
  return [failure.statusCode, failure.body?.error?.code ?? failure.code ?? ''];
}

describe('sending', () => {
  it('answers 201 with the id of the message, which the conversation then shows', async () => {
    const sent = await client.conversations.sendToConversation(samChat(), message('hello'));
    expect(sent._response.status).toBe(201);
    expect(server.connector.activities(samChat())).toMatchObject([
      {
        id: sent.id,
        isFromBot: true,
        activity: { text: 'hello', from: BOT, timestamp: '2026-03-02T09:00:00.000Z' },
      },
    ]);
  });

  it('gives ids that are milliseconds, unique in one conversation and not across conversations', async () => {
    const first = await client.conversations.sendToConversation(samChat(), message('1'));
    const second = await client.conversations.sendToConversation(samChat(), message('2'));
    const elsewhere = await client.conversations.sendToConversation(LAUNCH_CREW.id, message('3'));
    expect([first.id, second.id, elsewhere.id]).toEqual([String(now), String(now + 1), String(now)]);
  });

  it('shows typing without keeping it', async () => {
    const signals: unknown[] = [];
    server.connector.subscribe((signal) => signal.kind === 'typing' && signals.push(signal));
    await client.conversations.sendToConversation(samChat(), { type: 'typing' } as Activity);
    expect(signals).toEqual([{ kind: 'typing', conversationId: samChat() }]);
    expect(server.connector.activities(samChat())).toEqual([]);
  });

  it('puts a reply in a channel into the thread of the message that it answers', async () => {
    const root = await client.conversations.sendToConversation(launches.id, message('root'));
    await client.conversations.replyToActivity(launches.id, root.id, message('reply'));
    const thread = `${launches.id};messageid=${root.id}`;
    await client.conversations.sendToConversation(thread, message('in the thread'));
    await client.conversations.sendToConversation(launches.id, message('another thread'));
    expect(texts(thread)).toEqual(['root', 'reply', 'in the thread']);
    expect(texts(launches.id)).toHaveLength(4);
  });

  it.each([
    ['an unknown conversation', 'a:nobody', message('x'), [404, 'ConversationNotFound']],
    ['an unknown thread', `${launches.id};messageid=1`, message('x'), [404, 'ConversationNotFound']],
    ['an empty message', LAUNCH_CREW.id, message(''), [400, 'BadSyntax']],
    ['an activity without type', LAUNCH_CREW.id, { text: 'x' } as Activity, [400, 'BadArgument']],
    [
      'a message of more than 100 KB',
      LAUNCH_CREW.id,
      message('x'.repeat(110_000)),
      [413, 'MessageSizeTooBig'],
    ],
  ])('refuses %s', async (_what, conversationId, activity, expected) => {
    expect(await refused(client.conversations.sendToConversation(conversationId, activity))).toEqual(
      expected,
    );
  });

  it('refuses where the bot is not installed, was removed, or is blocked', async () => {
    const { directory } = server.connector;
    const anaChat = directory.personalChatOf(ANA.id);
    const send = (id: string) => refused(client.conversations.sendToConversation(id, message('x')));
    expect(await send(anaChat.id)).toEqual([403, 'BotNotInConversationRoster']);
    directory.setBot(LAUNCH_CREW.id, 'removed');
    expect(await send(LAUNCH_CREW.id)).toEqual([403, 'BotNotInConversationRoster']);
    directory.putChat({ ...anaChat, bot: 'installed', isBlocked: true });
    expect(await send(anaChat.id)).toEqual([403, 'ConversationBlockedByUser']);
  });
});

describe('updating and deleting', () => {
  it('replaces the message whole and marks it as edited', async () => {
    const { id = '' } = await client.conversations.sendToConversation(samChat(), message('old'));
    now += 60_000;
    const updated = await client.conversations.updateActivity(samChat(), id, message('new'));
    expect([updated._response.status, updated.id]).toEqual([200, id]);
    expect(server.connector.activities(samChat())).toMatchObject([
      { editedAtMs: now, activity: { text: 'new' } },
    ]);
  });

  it('takes a deleted message away and then knows it no more', async () => {
    const { id = '' } = await client.conversations.sendToConversation(samChat(), message('old'));
    const deleted = await client.conversations.deleteActivity(samChat(), id);
    expect(deleted._response.status).toBe(200);
    expect(server.connector.activities(samChat())).toEqual([]);
    expect(await refused(client.conversations.deleteActivity(samChat(), id))).toEqual([
      404,
      'ActivityNotFoundInConversation',
    ]);
    expect(await refused(client.conversations.updateActivity(samChat(), id, message('x')))).toEqual([
      404,
      'ActivityNotFoundInConversation',
    ]);
  });

  it('lets the bot change only what it said itself', async () => {
    const item = { id: '7', conversationId: samChat(), from: SAM, isFromBot: false, sentAtMs: now };
    server.connector.directory.timeline.append({ ...item, activity: { type: 'message', text: 'mine' } });
    expect(await refused(client.conversations.deleteActivity(samChat(), '7'))).toEqual([403, 'Forbidden']);
  });
});

describe('creating conversations', () => {
  const create = (parameters: object) =>
    client.conversations.createConversation(parameters as ConversationParameters);
  const toMember = (id: string) => ({
    bot: BOT,
    isGroup: false,
    members: [{ id }],
    channelData: { tenant: { id: TENANT_ID } },
  });

  it('opens the same personal chat each time, by user id and by AAD object id', async () => {
    const byUserId = await create(toMember(SAM.id));
    const byAad = await create(toMember(SAM.aadObjectId));
    expect([byUserId._response.status, byUserId.id, byAad.id]).toEqual([201, samChat(), samChat()]);
  });

  it('reaches a person who never installed the bot, but shares a team with it', async () => {
    const { id } = await create({ ...toMember(ANA.id), activity: message('hello Ana') });
    expect(server.connector.directory.personalChatOf(ANA.id)).toMatchObject({ id, bot: 'opened' });
    expect(texts(id)).toEqual(['hello Ana']);
  });

  it('begins a new thread in a channel', async () => {
    const activity = message('news');
    const made = await create({ isGroup: true, channelData: { channel: { id: launches.id } }, activity });
    expect(made.id).toBe(`${launches.id};messageid=${made.activityId}`);
    expect(texts(made.id)).toEqual(['news']);
  });

  it.each([
    ['a person who shares nothing with the bot', toMember(PRIYA.id), [403, 'BotNotInConversationRoster']],
    ['nobody', toMember('29:nobody'), [400, 'BadSyntax']],
    ['no tenant', { bot: BOT, members: [{ id: SAM.id }] }, [400, 'BadSyntax']],
    ['another tenant', { ...toMember(SAM.id), channelData: { tenant: { id: 'other' } } }, [400, 'BadSyntax']],
    ['a group chat', { ...toMember(SAM.id), isGroup: true }, [400, 'BadSyntax']],
    [
      'a thread without message',
      { isGroup: true, channelData: { channel: { id: launches.id } } },
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

describe('members and teams', () => {
  const ana = {
    id: ANA.id,
    name: 'Ana García',
    aadObjectId: ANA.aadObjectId,
    givenName: 'Ana',
    email: ANA.email,
  };

  it('lists the members of a group, all at once and in pages', async () => {
    const members = await client.conversations.getConversationMembers(LAUNCH_CREW.id);
    expect(members.map(({ id }) => id)).toEqual([SAM.id, ANA.id]);
    const { members: paged, continuationToken } = await client.conversations.getConversationPagedMembers(
      LAUNCH_CREW.id,
    );
    expect([paged, continuationToken]).toEqual([
      expect.arrayContaining([expect.objectContaining(ana)]),
      undefined,
    ]);
  });

  it('pages through a large team without missing or repeating anybody', async () => {
    const { directory } = server.connector;
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
      const page = await client.conversations.getConversationPagedMembers(NORTHWIND.id, options);
      sizes.push(page.members.length);
      seen.push(...page.members.map(({ id }) => id));
      continuationToken = page.continuationToken ?? '';
    } while (continuationToken);
    expect(sizes).toEqual([50, 50, 30]);
    expect(seen).toEqual(many.map(({ id }) => id));
  });

  it.each([ANA.id, ANA.aadObjectId])('finds a member by %s', async (id) => {
    const member = await client.conversations.getConversationMember(LAUNCH_CREW.id, id);
    expect(member).toMatchObject({ ...ana, userPrincipalName: ANA.email, tenantId: TENANT_ID });
  });

  it('knows no member who is in the directory, but not in the conversation', async () => {
    const asked = client.conversations.getConversationMember(LAUNCH_CREW.id, PRIYA.id);
    expect(await refused(asked)).toEqual([404, 'MemberNotFoundInConversation']);
  });

  it('tells a team and its channels, General without a name', async () => {
    const teams = new TeamsConnectorClient(new MicrosoftAppCredentials('', ''), {
      baseUri: server.serviceUrl,
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
      [general.id, undefined],
      [launches.id, 'Launches'],
      [NORTHWIND.channels[2]?.id, 'Support'],
    ]);
  });

  it('lists the conversations that the bot is in', async () => {
    const { conversations } = await client.conversations.getConversations();
    expect(conversations.map(({ id }) => id)).toEqual([samChat(), LAUNCH_CREW.id, NORTHWIND.id]);
  });
});
