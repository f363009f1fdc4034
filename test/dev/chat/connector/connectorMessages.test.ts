/** Messages on the local connector as botbuilder's own ConnectorClient sees them: shapes and status codes. */
import type { Activity } from 'botframework-schema';
import { ANA, BOT, LAUNCH_CREW, SAM } from '../../../../dev/chat/directory/seedDirectory';
import { channelAt, message, refused, stageConnector, type StagedConnector } from './connectorClient';

const launches = channelAt(1);
let staged: StagedConnector;
beforeEach(async () => {
  staged = await stageConnector();
});
afterEach(() => staged.server.stop());

describe('sending', () => {
  it('answers 201 with the id of the message, which the conversation then shows', async () => {
    const sent = await staged.client.conversations.sendToConversation(staged.samChat, message('hello'));
    expect(sent._response.status).toBe(201);
    expect(staged.server.connector.activities(staged.samChat)).toMatchObject([
      {
        id: sent.id,
        isFromBot: true,
        activity: { text: 'hello', from: BOT, timestamp: '2026-03-02T09:00:00.000Z' },
      },
    ]);
  });

  it('gives ids that are milliseconds, unique in one conversation and not across conversations', async () => {
    const first = await staged.client.conversations.sendToConversation(staged.samChat, message('1'));
    const second = await staged.client.conversations.sendToConversation(staged.samChat, message('2'));
    const elsewhere = await staged.client.conversations.sendToConversation(LAUNCH_CREW.id, message('3'));
    expect([first.id, second.id, elsewhere.id]).toEqual([
      String(staged.now),
      String(staged.now + 1),
      String(staged.now),
    ]);
  });

  it('shows typing without keeping it', async () => {
    const signals: unknown[] = [];
    staged.server.connector.subscribe((signal) => signal.kind === 'typing' && signals.push(signal));
    await staged.client.conversations.sendToConversation(staged.samChat, { type: 'typing' } as Activity);
    expect(signals).toEqual([{ kind: 'typing', conversationId: staged.samChat }]);
    expect(staged.server.connector.activities(staged.samChat)).toEqual([]);
  });

  it('puts a reply in a channel into the thread of the message that it answers', async () => {
    const root = await staged.client.conversations.sendToConversation(launches, message('root'));
    await staged.client.conversations.replyToActivity(launches, root.id, message('reply'));
    const thread = `${launches};messageid=${root.id}`;
    await staged.client.conversations.sendToConversation(thread, message('in the thread'));
    await staged.client.conversations.sendToConversation(launches, message('another thread'));
    expect(staged.texts(thread)).toEqual(['root', 'reply', 'in the thread']);
    expect(staged.texts(launches)).toHaveLength(4);
  });

  it.each([
    ['an unknown conversation', 'a:nobody', message('x'), [404, 'ConversationNotFound']],
    ['an unknown thread', `${launches};messageid=1`, message('x'), [404, 'ConversationNotFound']],
    ['an empty message', LAUNCH_CREW.id, message(''), [400, 'BadSyntax']],
    ['an activity without type', LAUNCH_CREW.id, { text: 'x' } as Activity, [400, 'BadArgument']],
    [
      'a message of more than 100 KB',
      LAUNCH_CREW.id,
      message('x'.repeat(110_000)),
      [413, 'MessageSizeTooBig'],
    ],
  ])('refuses %s', async (_what, conversationId, activity, expected) => {
    expect(await refused(staged.client.conversations.sendToConversation(conversationId, activity))).toEqual(
      expected,
    );
  });

  it('refuses where the bot is not installed, was removed, or is blocked', async () => {
    const { directory } = staged.server.connector;
    const anaChat = directory.personalChatOf(ANA.id);
    const send = (id: string) => refused(staged.client.conversations.sendToConversation(id, message('x')));
    expect(await send(anaChat.id)).toEqual([403, 'BotNotInConversationRoster']);
    directory.setBot(LAUNCH_CREW.id, 'removed');
    expect(await send(LAUNCH_CREW.id)).toEqual([403, 'BotNotInConversationRoster']);
    directory.putChat({ ...anaChat, bot: 'installed', isBlocked: true });
    expect(await send(anaChat.id)).toEqual([403, 'ConversationBlockedByUser']);
  });
});

describe('updating and deleting', () => {
  it('replaces the message whole and marks it as edited', async () => {
    const { id = '' } = await staged.client.conversations.sendToConversation(staged.samChat, message('old'));
    staged.now += 60_000;
    const updated = await staged.client.conversations.updateActivity(staged.samChat, id, message('new'));
    expect([updated._response.status, updated.id]).toEqual([200, id]);
    expect(staged.server.connector.activities(staged.samChat)).toMatchObject([
      { editedAtMs: staged.now, activity: { text: 'new' } },
    ]);
  });

  it('takes a deleted message away and then knows it no more', async () => {
    const { id = '' } = await staged.client.conversations.sendToConversation(staged.samChat, message('old'));
    const deleted = await staged.client.conversations.deleteActivity(staged.samChat, id);
    expect(deleted._response.status).toBe(200);
    expect(staged.server.connector.activities(staged.samChat)).toEqual([]);
    expect(await refused(staged.client.conversations.deleteActivity(staged.samChat, id))).toEqual([
      404,
      'ActivityNotFoundInConversation',
    ]);
    expect(
      await refused(staged.client.conversations.updateActivity(staged.samChat, id, message('x'))),
    ).toEqual([404, 'ActivityNotFoundInConversation']);
  });

  it('lets the bot change only what it said itself', async () => {
    const item = {
      id: '7',
      conversationId: staged.samChat,
      from: SAM,
      isFromBot: false,
      sentAtMs: staged.now,
    };
    staged.server.connector.directory.timeline.append({
      ...item,
      activity: { type: 'message', text: 'mine' },
    });
    expect(await refused(staged.client.conversations.deleteActivity(staged.samChat, '7'))).toEqual([
      403,
      'Forbidden',
    ]);
  });
});
