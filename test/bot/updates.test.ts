import type { Activity } from 'botframework-schema';
import { conversationAddressOf } from '../../src/conversations/conversationKeys';
import {
  aChannelMessage,
  aGroupMessage,
  aMembershipUpdate,
  aMessage,
  anInstallation,
  TEAM_ID,
} from '../support/buildersActivity';
import { type BotUnderTest, openBot } from '../support/buildersBot';
import { startConnector, type TestConnector } from '../support/buildersConnector';

describe('the channel’s updates', () => {
  let connector: TestConnector;
  let bot: BotUnderTest;
  let count = 0;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => {
    connector.clear();
    connector.answerWith();
    bot = openBot();
  });
  const sent = (activity: Activity): Activity => ({
    ...activity,
    id: `u${(count += 1)}`,
    serviceUrl: connector.serviceUrl,
  });
  const post = (activity: Activity) => bot.post(sent(activity));
  const stateOf = async (activity: Activity) =>
    (await bot.deps.conversations.find(conversationAddressOf(activity)))?.state;
  const inTeam = aChannelMessage({ conversation: { id: TEAM_ID } });

  describe('of an install', () => {
    it.each([
      ['a personal chat', aMessage(), 'This chat is between you and me'],
      ['a group', aGroupMessage(), 'Ana added me to the chat “Lunch”'],
      ['a team', inTeam, 'Ana added me to the team “Launch”'],
    ])('in %s are welcomed once, whichever of the two comes first', async (_where, activity, why) => {
      await Promise.all([post(aMembershipUpdate('added', activity)), post(anInstallation('add', activity))]);
      expect(connector.messages).toHaveLength(1);
      expect(JSON.stringify(connector.messages[0])).toContain(why);
      await expect(stateOf(activity)).resolves.toBe('active');
    });

    it('are welcomed again after a removal', async () => {
      await post(anInstallation('add'));
      await post(aMembershipUpdate('removed'));
      await post(anInstallation('remove'));
      await expect(stateOf(aMessage())).resolves.toBe('gone');
      await post(aMembershipUpdate('added'));
      await post(anInstallation('add'));
      expect(connector.messages).toHaveLength(2);
      await expect(stateOf(aMessage())).resolves.toBe('active');
    });

    it('are not welcomed again when the app is only upgraded', async () => {
      await post(anInstallation('add'));
      await post(anInstallation('remove-upgrade'));
      await post(anInstallation('add-upgrade'));
      expect(connector.messages).toHaveLength(1);
      await expect(stateOf(aMessage())).resolves.toBe('active');
    });

    it('ask the roster who added the bot when the update has no name', async () => {
      connector.answerWith({ status: 200, body: { id: '29:ana', name: 'Ana García' } });
      await post(aMembershipUpdate('added', { ...inTeam, from: { id: '29:ana', name: '' } }));
      expect(connector.calls[0]).toMatchObject({ method: 'GET', path: expect.stringContaining('/members/') });
      expect(JSON.stringify(connector.messages)).toContain('Ana García added me');
    });

    it('are welcomed without a name when nobody can tell it', async () => {
      connector.answerWith({ status: 403, body: { error: { code: 'Forbidden' } } });
      await post(aMembershipUpdate('added', { ...inTeam, from: { id: '29:ana', name: '' } }));
      expect(JSON.stringify(connector.messages)).toContain('Somebody added me');
      expect(bot.log.events).toContain('welcome.unsent');
    });
  });

  it('of other members bring no welcome, and keep the reference fresh', async () => {
    await post({ ...aMembershipUpdate('added', inTeam), membersAdded: [{ id: '29:bob', name: 'Bob' }] });
    expect(connector.calls).toEqual([]);
    await expect(stateOf(inTeam)).resolves.toBe('active');
  });

  it('of a removal leave no conversation behind that was not there', async () => {
    await post(aMembershipUpdate('removed'));
    await expect(stateOf(aMessage())).resolves.toBeUndefined();
  });

  it('of a removal that come twice leave it gone, until the next message', async () => {
    await post(aMessage());
    await post(aMembershipUpdate('removed'));
    await post(anInstallation('remove'));
    await expect(stateOf(aMessage())).resolves.toBe('gone');
    await post(aMessage());
    await expect(stateOf(aMessage())).resolves.toBe('active');
  });

  it('of odd forms are taken without failing', async () => {
    const odd: object[] = [
      { membersAdded: [{}], channelData: 'text' },
      { membersAdded: [{ id: 7 }], recipient: null },
      { membersRemoved: [], membersAdded: [], channelData: { team: { id: { a: 1 } }, channel: [] } },
      {
        channelData: { team: { id: 5, name: 6 }, tenant: 'x' },
        conversation: { id: 'c', conversationType: 'channel' },
      },
      { type: 'installationUpdate', action: '' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'event', name: 'application/vnd.microsoft.meetingStart', value: null },
      { timestamp: 'yesterday', localTimestamp: 5 },
    ];
    for (const change of odd)
      await expect(post({ ...aMembershipUpdate('added'), ...change } as Activity)).resolves.toEqual({
        status: 200,
      });
    expect(bot.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
