/** People and the bot in groups and channels, as Teams would let them. */
import {
  ANA,
  BOT,
  LAUNCH_CREW,
  NORTHWIND,
  PRIYA,
  SAM,
  TENANT_ID,
} from '../../../dev/chat/directory/seedDirectory';
import type { Person } from '../../../dev/chat/person';
import type { EchoBot } from './echoBot';
import { stagePeople, textsHeard, type StagedPeople } from './stagedPeople';

const channelId = NORTHWIND.channels[1]?.id ?? '';
let stage: StagedPeople;
let bot: EchoBot;
let sam: Person;

beforeEach(async () => {
  stage = await stagePeople();
  ({ bot } = stage);
  sam = stage.person(SAM.id);
});
afterEach(() => stage.stop());

describe('in groups and channels', () => {
  it('lets the bot hear only what mentions it', async () => {
    await sam.install({ conversation: LAUNCH_CREW.id });
    const before = bot.heard.length;
    expect((await sam.say('lunch?', { conversation: LAUNCH_CREW.id })).item?.delivery).toEqual({
      state: 'unheard',
    });
    expect(bot.heard).toHaveLength(before);
    await sam.say('hello', { conversation: LAUNCH_CREW.id, mention: true });
    expect(bot.heard.at(-1)).toMatchObject({
      text: '<at>Recado</at> hello',
      conversation: { isGroup: true, conversationType: 'groupChat', id: LAUNCH_CREW.id },
      entities: [{ type: 'mention', mentioned: BOT }, { type: 'clientInfo' }],
    });
    expect(textsHeard(sam, LAUNCH_CREW.id)).toContain('You said: hello');
  });

  it('begins a thread in a channel, and goes on in it', async () => {
    await sam.install({ conversation: NORTHWIND.id });
    const { item } = await sam.say('hello', { conversation: channelId, mention: true });
    const thread = `${channelId};messageid=${item?.id}`;
    expect(bot.heard.at(-1)).toMatchObject({
      id: item?.id,
      conversation: { conversationType: 'channel', id: thread },
      channelData: { team: { id: NORTHWIND.id }, channel: { id: channelId }, tenant: { id: TENANT_ID } },
    });
    await stage.person(ANA.id).say('me too', { conversation: thread, mention: true });
    expect(textsHeard(sam, thread)).toEqual(['You said: hello', 'You said: me too']);
  });

  it('adds and removes people, of which the bot hears where it is installed', async () => {
    await sam.addMember(PRIYA.id, { conversation: LAUNCH_CREW.id });
    expect(bot.heard).toEqual([]);
    await sam.install({ conversation: NORTHWIND.id });
    await sam.addMember(PRIYA.id, { conversation: NORTHWIND.id });
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'conversationUpdate',
      conversation: { id: NORTHWIND.id },
      membersAdded: [{ id: PRIYA.id, aadObjectId: PRIYA.aadObjectId }],
      channelData: { eventType: 'teamMemberAdded' },
    });
    await sam.removeMember(PRIYA.id, { conversation: NORTHWIND.id });
    expect(bot.heard.at(-1)).toMatchObject({
      membersRemoved: [{ id: PRIYA.id }],
      channelData: { eventType: 'teamMemberRemoved' },
    });
  });

  it('lets nobody speak where they are no member', async () => {
    const priya = stage.person(PRIYA.id);
    await expect(priya.say('hi', { conversation: LAUNCH_CREW.id })).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    await expect(priya.say('hi', { conversation: 'a:none' })).rejects.toMatchObject({
      code: 'NO_SUCH_CONVERSATION',
    });
    await expect(priya.say('  ')).rejects.toMatchObject({ code: 'EMPTY_MESSAGE' });
  });
});
