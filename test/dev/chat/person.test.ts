/** People on the local stage talk to a bot on the real CloudAdapter, as Teams would let them. */
import { startConnectorServer, type ConnectorServer } from '../../../dev/chat/connector/connectorServer';
import {
  ANA,
  BOT,
  LAUNCH_CREW,
  NORTHWIND,
  PRIYA,
  SAM,
  TENANT_ID,
} from '../../../dev/chat/directory/seedDirectory';
import { createPerson, type Person } from '../../../dev/chat/person';
import { startEchoBot, type EchoBot } from './echoBot';

const NOW = Date.UTC(2026, 2, 2, 9);
const channelId = NORTHWIND.channels[1]?.id ?? '';
let server: ConnectorServer;
let bot: EchoBot;
let sam: Person;

const person = (personId: string) =>
  createPerson({
    connector: server.connector,
    serviceUrl: () => server.serviceUrl,
    botUrl: () => bot.messagesUrl,
    personId,
  });

beforeEach(async () => {
  bot = await startEchoBot();
  server = await startConnectorServer({ now: () => NOW });
  sam = person(SAM.id);
});
afterEach(async () => {
  await bot.stop();
  await server.stop();
});

const textsHeard = (who: Person, conversation?: string) =>
  who.heard({ conversation }).map(({ activity }) => activity.text);

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
      serviceUrl: server.serviceUrl,
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
    await person(ANA.id).say('me too', { conversation: thread, mention: true });
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
    const priya = person(PRIYA.id);
    await expect(priya.say('hi', { conversation: LAUNCH_CREW.id })).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    await expect(priya.say('hi', { conversation: 'a:none' })).rejects.toMatchObject({
      code: 'NO_SUCH_CONVERSATION',
    });
    await expect(priya.say('  ')).rejects.toMatchObject({ code: 'EMPTY_MESSAGE' });
  });
});

describe('pressing buttons', () => {
  beforeEach(() => sam.install());

  it('sends the inputs of a card with its data', async () => {
    await sam.press('Send the note', { inputs: { note: 'buy milk' } });
    const card = sam.heard()[0];
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'message',
      replyToId: card?.id,
      value: { deed: 'note', note: 'buy milk' },
    });
    expect(textsHeard(sam)).toContain('Pressed: {"deed":"note","note":"buy milk"}');
  });

  it('shows the words of a messageBack and sends its text', async () => {
    const { item } = await sam.press('Say hello');
    expect([item?.shownText, bot.heard.at(-1)?.text]).toEqual(['Hello there', 'hello']);
  });

  it('shows the card that answers an Action.Execute to the person alone, and executes its next button', async () => {
    await sam.say('card');
    await sam.press('Count');
    await sam.press('Count');
    const card = sam.heard().at(-1);
    expect(JSON.stringify(card?.views?.[SAM.id])).toContain('Counted 2');
    expect(JSON.stringify(card?.activity)).toContain('Counted 0');
    expect(bot.heard.at(-1)).toMatchObject({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: card?.id,
    });
  });

  it('presses the buttons of Hero cards and suggested actions', async () => {
    await sam.say('hero');
    await sam.press('Left');
    await sam.say('suggest');
    await sam.press('Yes, please');
    expect(textsHeard(sam)).toEqual(expect.arrayContaining(['You said: go left', 'You said: Yes, please']));
  });

  it('says which buttons there are when the asked one is not', async () => {
    await expect(sam.press('Nope')).rejects.toThrow(/no button "Nope"; there are: Send the note/);
  });

  it('gives the bot’s answer to any invoke', async () => {
    const { answer } = await sam.invoke('no/such', {});
    expect(answer).toMatchObject({ isOk: false, status: 501 });
  });
});
