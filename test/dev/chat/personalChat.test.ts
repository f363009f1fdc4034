/** A person and the bot in their personal chat, as Teams would let them. */
import { BOT, SAM, TENANT_ID } from '../../../dev/chat/directory/seedDirectory';
import type { Person } from '../../../dev/chat/person';
import type { EchoBot } from './echoBot';
import { stagePeople, textsHeard, type StagedPeople } from './stagedPeople';

let stage: StagedPeople;
let bot: EchoBot;
let sam: Person;

beforeEach(async () => {
  stage = await stagePeople();
  ({ bot } = stage);
  sam = stage.person(SAM.id);
});
afterEach(() => stage.stop());

describe('in the personal chat', () => {
  it('installs the bot with both activities of Teams, without the installer’s name', async () => {
    await sam.install();
    const base = { channelId: 'msteams', from: { id: SAM.id, aadObjectId: SAM.aadObjectId }, recipient: BOT };
    expect(bot.heard).toMatchObject([
      { ...base, type: 'conversationUpdate', membersAdded: [{ id: BOT.id }] },
      { ...base, type: 'installationUpdate', action: 'add' },
    ]);
    expect(bot.heard.map(({ from }) => 'name' in from)).toEqual([false, false]);
    expect(sam.heard()).toHaveLength(1);
  });

  it('sends a message exactly as Teams does', async () => {
    await sam.install();
    const turn = await sam.say('hello');
    expect(turn.answer).toMatchObject({ isOk: true, status: 200 });
    expect(bot.heard.at(-1)).toEqual({
      type: 'message',
      id: expect.stringMatching(/^\d{13}$/) as string,
      timestamp: '2026-03-02T09:00:00.000Z',
      localTimestamp: '2026-03-02T09:00:00.000+00:00',
      localTimezone: 'Europe/London',
      serviceUrl: stage.server.serviceUrl,
      channelId: 'msteams',
      from: { id: SAM.id, name: 'Sam Carter', aadObjectId: SAM.aadObjectId },
      conversation: { conversationType: 'personal', tenantId: TENANT_ID, id: sam.personalChatId },
      recipient: BOT,
      locale: 'en-GB',
      entities: [
        { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' },
      ],
      channelData: { tenant: { id: TENANT_ID } },
      text: 'hello',
      textFormat: 'plain',
    });
    expect(textsHeard(sam)).toContain('You said: hello');
  });

  it('follows a change of locale and zone', async () => {
    await sam.install();
    sam.setProfile({ locale: 'es-MX', timeZone: 'America/Mexico_City' });
    await sam.say('hola');
    expect(bot.heard.at(-1)).toMatchObject({
      locale: 'es-MX',
      localTimestamp: '2026-03-02T03:00:00.000-06:00',
      entities: [{ country: 'MX', timezone: 'America/Mexico_City' }],
    });
  });

  it('hears what the bot says first, later', async () => {
    await sam.install();
    const [installed] = bot.heard;
    const hears = sam.hears(/good morning/);
    if (installed) await bot.say(installed, 'good morning');
    expect((await hears).isFromBot).toBe(true);
    await expect(sam.hears(/good night/, { timeoutMs: 20 })).rejects.toThrow(
      /good night.*but:.*good morning/s,
    );
  });

  it('edits and deletes what was said, and tells the bot', async () => {
    await sam.install();
    const { item } = await sam.say('hello');
    await sam.edit(item?.id ?? '', 'hello again');
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'messageUpdate',
      id: item?.id,
      text: 'hello again',
      channelData: { eventType: 'editMessage' },
    });
    await sam.remove(item?.id ?? '');
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'messageDelete',
      id: item?.id,
      channelData: { eventType: 'softDeleteMessage' },
    });
    await expect(sam.edit(item?.id ?? '', 'x')).rejects.toThrow(
      expect.objectContaining({ code: 'NO_SUCH_MESSAGE' }) as Error,
    );
  });

  it('keeps the bot out after its removal, and while it is blocked', async () => {
    await sam.install();
    await sam.uninstall();
    expect(bot.heard.slice(-2)).toMatchObject([
      { type: 'conversationUpdate', membersRemoved: [{ id: BOT.id }] },
      { type: 'installationUpdate', action: 'remove' },
    ]);
    const [first] = bot.heard;
    if (!first) throw new Error('The bot heard nothing.');
    await expect(bot.say(first, 'still here')).rejects.toMatchObject({
      statusCode: 403,
      code: 'BotNotInConversationRoster',
    });
    await sam.install();
    sam.setBlocked(true);
    await expect(bot.say(first, 'still here')).rejects.toMatchObject({ code: 'ConversationBlockedByUser' });
    expect(await sam.say('are you there?')).toMatchObject({ answer: { isOk: false, status: 500 } });
  });

  it('keeps what the bot did not take, and sends it again unchanged', async () => {
    await sam.install();
    bot.failure = { status: 503, detail: 'Storage is down.' };
    const turn = await sam.say('hello');
    expect(turn.item?.delivery).toEqual({ state: 'failed', status: 503, detail: 'Storage is down.' });
    bot.failure = undefined;
    const again = await sam.retry(turn.item?.id ?? '');
    expect(again.item?.delivery).toEqual({ state: 'answered', status: 200 });
    expect(bot.heard.at(-1)).toEqual(bot.heard.at(-2));
    expect(textsHeard(sam)).toContain('You said: hello');
  });
});
