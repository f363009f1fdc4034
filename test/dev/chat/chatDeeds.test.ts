/** What people do on the page: the first visit, messages, buttons, people; and what the page is told of it. */
import { ANA, LAUNCH_CREW, SAM } from '../../../dev/chat/directory/seedDirectory';
import { StagedChat } from './stagedChat';

let staged: StagedChat;
beforeEach(async () => {
  staged = await StagedChat.start();
});
afterEach(() => staged.stop());

describe('opening the page', () => {
  it('installs the bot for the default person once, in the browser’s zone', async () => {
    expect(await staged.perform({ kind: 'open', timeZone: 'Asia/Tokyo' })).toEqual({ isOk: true });
    expect(await staged.perform({ kind: 'open', timeZone: 'Europe/Paris' })).toEqual({ isOk: true });
    expect(staged.bot.heard.map(({ type }) => type)).toEqual(['conversationUpdate', 'installationUpdate']);
    const { directory, clock } = await staged.state();
    expect(directory.people[0]).toMatchObject({ id: SAM.id, timeZone: 'Asia/Tokyo' });
    expect(directory.timeline[staged.here.conversationId]).toMatchObject([
      { event: 'Sam Carter added Recado' },
      { isFromBot: true },
    ]);
    expect(clock.isMovable).toBe(false);
  });

  it('does not bring back a bot that was removed', async () => {
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    await staged.perform({ kind: 'uninstall', ...staged.here });
    await staged.perform({ kind: 'open', timeZone: 'UTC' });
    expect(staged.chat.connector.directory.personalChatOf(SAM.id).bot).toBe('removed');
  });
});

describe('deeds', () => {
  beforeEach(() => staged.perform({ kind: 'open', timeZone: 'UTC' }));

  it('says, edits and deletes, and the bot’s answers are in the state', async () => {
    await staged.perform({ kind: 'say', ...staged.here, text: 'hello' });
    const said = (await staged.items())?.find(({ activity }) => activity.text === 'hello');
    await staged.perform({ kind: 'edit', ...staged.here, messageId: said?.id ?? '', text: 'hello all' });
    await staged.perform({ kind: 'remove', ...staged.here, messageId: said?.id ?? '' });
    const items = await staged.items();
    expect(items.slice(-2)).toMatchObject([
      {
        activity: { text: 'hello all' },
        editedAtMs: expect.any(Number) as number,
        deletedAtMs: expect.any(Number) as number,
      },
      { activity: { text: 'You said: hello' } },
    ]);
  });

  it('tells in words when the bot did not answer, and sends again on demand', async () => {
    staged.bot.failure = { status: 503, detail: 'Storage is down.' };
    expect(await staged.perform({ kind: 'say', ...staged.here, text: 'hello' })).toEqual({
      isOk: false,
      problem: 'The bot did not answer (503): Storage is down.',
      isShown: true,
    });
    staged.bot.failure = undefined;
    const failed = (await staged.items())?.at(-1);
    expect(
      await staged.perform({
        kind: 'retry',
        conversationId: staged.here.conversationId,
        messageId: failed?.id ?? '',
      }),
    ).toEqual({
      isOk: true,
    });
  });

  it('tells when nothing listens where the bot should be', async () => {
    const lonely = await staged.another({ botUrl: () => 'http://127.0.0.1:9/api/messages' });
    const body = JSON.stringify({ kind: 'open', timeZone: 'UTC' });
    const answered = await fetch(`${lonely.url}/chat/deeds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await lonely.stop();
    expect(await answered.json()).toMatchObject({
      isOk: false,
      problem: expect.stringMatching(/did not answer/) as string,
    });
  });

  it('presses buttons and passes on what an invoke answers', async () => {
    await staged.perform({ kind: 'say', ...staged.here, text: 'card' });
    const card = (await staged.items())?.at(-1);
    const press = { type: 'Action.Execute', verb: 'count', data: { count: 4 } };
    expect(await staged.perform({ kind: 'press', ...staged.here, messageId: card?.id ?? '', press })).toEqual(
      {
        isOk: true,
      },
    );
    const seen = (await staged.items())?.at(-1)?.views?.[SAM.id];
    expect(JSON.stringify(seen)).toContain('Counted 5');
  });

  it('keeps what each person has read, and their locale and zone', async () => {
    await staged.perform({ kind: 'read', ...staged.here });
    await staged.perform({
      kind: 'profile',
      personId: ANA.id,
      locale: 'es-MX',
      timeZone: 'America/Mexico_City',
    });
    const { directory } = await staged.state();
    expect(directory.reads[SAM.id]?.[staged.here.conversationId]).toBe(
      directory.timeline[staged.here.conversationId]?.at(-1)?.seq,
    );
    expect(directory.people[1]).toMatchObject({ locale: 'es-MX', timeZone: 'America/Mexico_City' });
  });

  it('adds and removes people and the bot in a group', async () => {
    const group = { personId: SAM.id, conversationId: LAUNCH_CREW.id };
    await staged.perform({ kind: 'install', ...group });
    await staged.perform({
      kind: 'addMember',
      ...group,
      memberId: staged.chat.connector.directory.people()[2]?.id ?? '',
    });
    await staged.perform({ kind: 'removeMember', ...group, memberId: ANA.id });
    const { directory } = await staged.state();
    const [crew] = directory.chats.filter(({ id }) => id === LAUNCH_CREW.id);
    expect(crew).toMatchObject({ bot: 'installed', memberIds: [SAM.id, expect.stringContaining('priya')] });
    expect(directory.timeline[LAUNCH_CREW.id]?.flatMap(({ event }) => event ?? [])).toEqual([
      'Sam Carter added Recado',
      'Sam Carter added Priya Nair',
      'Sam Carter removed Ana García',
    ]);
  });

  it.each<[string, unknown, number]>([
    ['no JSON', '{', 422],
    ['an unknown kind', { kind: 'hack' }, 422],
    [
      'a zone that is none',
      { kind: 'profile', personId: SAM.id, locale: 'en', timeZone: 'Mars/Olympus' },
      422,
    ],
    ['an unknown person', { kind: 'say', personId: 'x', conversationId: 'y', text: 'z' }, 422],
    ['a clock that cannot be moved', { kind: 'advance', ms: 1 }, 422],
    ['more than a megabyte', `"${'x'.repeat(1_100_000)}"`, 413],
  ])('refuses %s in words', async (_what, deed, status) => {
    const refused = await staged.post(deed);
    expect([refused.status, await refused.json()]).toMatchObject([
      status,
      { detail: expect.any(String) as string },
    ]);
  });
});
