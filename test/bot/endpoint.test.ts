import type { HttpResponseInit } from '@azure/functions';
import { MAX_BODY_BYTES } from '../../src/bot/readActivity';
import type { ChatCommand, ChatTurn } from '../../src/conversations/chatTurn';
import { conversationAddressOf } from '../../src/conversations/conversationKeys';
import { aChannelMessage, aMessage, BOT_ID } from '../support/buildersActivity';
import { openBot } from '../support/buildersBot';
import { startConnector, type TestConnector } from '../support/buildersConnector';
import { openAbsentAccount } from '../support/tables';

const problemOf = (response: HttpResponseInit) =>
  JSON.parse(response.body as string) as Record<string, unknown>;

describe('POST /api/messages', () => {
  let connector: TestConnector;
  let count = 0;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => {
    connector.clear();
    connector.answerWith();
  });
  const message = (change: Parameters<typeof aMessage>[0] = {}) =>
    aMessage({ id: `m${(count += 1)}`, serviceUrl: connector.serviceUrl, ...change });

  describe('refuses', () => {
    const bot = openBot();
    it.each([
      ['no body', undefined, 400],
      ['an empty body', '', 400],
      ['what is not JSON', '{', 400],
      ['an array', '[]', 400],
      ['an activity without a type', JSON.stringify({ ...aMessage(), type: undefined }), 400],
      ['an activity without a conversation', JSON.stringify({ ...aMessage(), conversation: undefined }), 400],
      ['an activity without a sender', JSON.stringify({ ...aMessage(), from: {} }), 400],
      ['an activity without a service address', JSON.stringify({ ...aMessage(), serviceUrl: null }), 400],
      ['1 MB', JSON.stringify(aMessage({ text: 'x'.repeat(1024 * 1024) })), 413],
      [
        'a service address elsewhere',
        JSON.stringify(aMessage({ serviceUrl: 'https://smba.trafficmanager.net/' })),
        403,
      ],
    ])('%s, with a problem that says what is wrong', async (_what, body, status) => {
      const response = await bot.postBody(body);
      expect(response.status).toBe(status);
      expect(response.headers).toEqual({ 'content-type': 'application/problem+json; charset=utf-8' });
      expect(problemOf(response)).toMatchObject({
        type: 'about:blank',
        status,
        title: expect.stringMatching(/\.$/),
      });
      expect(connector.calls).toEqual([]);
    });

    it('another content type, and none', async () => {
      const body = JSON.stringify(message());
      await expect(bot.postBody(body, { 'content-type': 'text/plain' })).resolves.toMatchObject({
        status: 415,
      });
      await expect(bot.postBody(body, {})).resolves.toMatchObject({ status: 415 });
    });

    it('a body that says it is too large, unread', async () => {
      const headers = { 'content-type': 'application/json', 'content-length': String(MAX_BODY_BYTES + 1) };
      await expect(bot.postBody('{}', headers)).resolves.toMatchObject({ status: 413 });
    });

    it('and stores nothing of it', async () => {
      const refused = message({ serviceUrl: 'https://smba.trafficmanager.net/' });
      await bot.post(refused);
      await expect(bot.deps.conversations.find(conversationAddressOf(refused))).resolves.toBeUndefined();
    });
  });

  describe('with a message', () => {
    it('answers it in its conversation, remembers the conversation, and says 200', async () => {
      const bot = openBot();
      const activity = message();
      await expect(bot.post(activity)).resolves.toEqual({ status: 200 });
      expect(connector.messages).toHaveLength(1);
      expect(connector.messages[0]).toMatchObject({ replyToId: activity.id, from: { id: BOT_ID } });
      expect(JSON.stringify(connector.messages[0])).toContain('remind me in 20 minutes');
      expect(connector.calls[0]?.path).toContain(encodeURIComponent('a:ana-and-recado'));
      await expect(bot.deps.conversations.find(conversationAddressOf(activity))).resolves.toMatchObject({
        state: 'active',
        reference: { serviceUrl: connector.serviceUrl },
      });
    });

    it('answers in the thread of a channel', async () => {
      const activity = aChannelMessage({
        serviceUrl: connector.serviceUrl,
        entities: [{ type: 'mention', text: '<at>Recado</at>', mentioned: { id: BOT_ID, name: 'Recado' } }],
      });
      await openBot().post(activity);
      expect(connector.messages[0]?.conversation?.id).toBe(activity.conversation.id);
    });

    it.each(['sing a song', '', '💥', '<at></at>', 'x'.repeat(9000)])(
      'is never silent (%#)',
      async (text) => {
        await openBot().post(message({ text }));
        expect(connector.messages).toHaveLength(1);
        expect(connector.messages[0]?.text).toContain('remind me in 20 minutes');
      },
    );

    it('answers in the person’s language', async () => {
      await openBot().post(message({ text: 'canta', locale: 'es-ES' }));
      expect(connector.messages[0]?.text).toContain('recuérdame en 20 minutos');
    });

    it('has no second effect when the channel sends it again, at once or later', async () => {
      const turns: string[] = [];
      const bot = openBot([noting(turns)]);
      const activity = message({ text: 'note' });
      await Promise.all([1, 2, 3].map(() => bot.post(activity)));
      await expect(bot.post(activity)).resolves.toEqual({ status: 200 });
      expect(turns).toHaveLength(1);
      expect(connector.messages).toHaveLength(1);
    });

    it('has an effect of its own each time when it has no id', async () => {
      const turns: string[] = [];
      const bot = openBot([noting(turns)]);
      await bot.post(message({ text: 'note', id: undefined }));
      await bot.post(message({ text: 'note', id: undefined }));
      expect(new Set(turns).size).toBe(2);
    });

    it('does not undo what was done when the channel refuses the answer', async () => {
      const turns: string[] = [];
      const bot = openBot([noting(turns)]);
      connector.answerWith({ status: 500 });
      const activity = message({ text: 'note' });
      await expect(bot.post(activity)).resolves.toEqual({ status: 200 });
      expect(connector.messages).toHaveLength(1);
      expect(bot.log.events).toContain('turn.unanswered');
      connector.answerWith();
      await bot.post(activity);
      expect(turns).toHaveLength(1);
    });

    it('is acknowledged in time when its turn takes long, and is answered all the same', async () => {
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      const slow: ChatCommand = {
        name: 'slow',
        answer: async ({ text }) =>
          text === 'slow' ? held.then(() => ({ text: 'there it is' })) : undefined,
      };
      const bot = openBot([slow], { answerWithinMs: 50 });
      await expect(bot.post(message({ text: 'slow' }))).resolves.toEqual({ status: 202 });
      expect(connector.messages).toEqual([]);
      goOn();
      while (connector.messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(connector.messages[0]).toMatchObject({ text: 'there it is' });
    });
  });

  it('ignores a well-formed activity of an unknown type', async () => {
    const bot = openBot();
    await expect(bot.post(message({ type: 'somethingNew' }))).resolves.toEqual({ status: 200 });
    // Who somebody is may be asked of the roster, also by the message before.
    expect(
      connector.calls.filter(({ method, path }) => !(method === 'GET' && /\/members\/[^/]+$/.test(path))),
    ).toEqual([]);
  });

  it('keeps what people write out of its log', async () => {
    const bot = openBot();
    await bot.post(message({ text: 'my secret surprise', from: { name: 'Ana Secreta' } }));
    await openBot([], {}, openAbsentAccount()).post(message({ text: 'my secret surprise' }));
    expect(JSON.stringify(bot.log.lines)).not.toMatch(/secret/i);
  });
});

/** Notes which activity it was asked by. */
function noting(turns: string[]): ChatCommand {
  const answer = async ({ text, activityKey }: ChatTurn) =>
    text === 'note' ? (turns.push(activityKey), { text: 'noted' }) : undefined;
  return { name: 'note', answer };
}
