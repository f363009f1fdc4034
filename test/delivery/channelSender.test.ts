import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { conversationAddressOf } from '../../src/conversations/conversationKeys';
import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { createChannelSender } from '../../src/delivery/channelSender';
import { ConnectorAuthentication } from '../../src/delivery/connectorAuthentication';
import { aChannelMessage, aMessage, CHANNEL_ID } from '../support/buildersActivity';
import { type ConnectorAnswer, startConnector, type TestConnector } from '../support/buildersConnector';
import { openRegistry } from '../support/buildersRegistry';
import { aClock, WEDNESDAY_MORNING } from '../support/clock';

describe('sending through botbuilder', () => {
  const { store, remember } = openRegistry();
  const adapter = new ChannelAdapter(undefined, new ConnectorAuthentication(undefined, 400));
  const sender = createChannelSender(adapter, store, aClock().clock);
  let connector: TestConnector;
  beforeAll(async () => {
    connector = await startConnector();
  });
  afterAll(() => connector.stop());
  beforeEach(() => {
    connector.clear();
    connector.answerWith();
  });

  /** A conversation of the test's own at this address. */
  const known = (serviceUrl = connector.serviceUrl) =>
    remember(aMessage({ serviceUrl, conversation: { id: `a:${randomUUID()}` } }));
  const send = async (to: Awaited<ReturnType<typeof known>>) =>
    sender.send({ to, utterance: { text: 'stretch' } });

  it('posts the message once into the conversation and tells its id', async () => {
    const to = await known();
    await expect(send(to)).resolves.toEqual({ kind: 'sent', activityId: 'sent-1' });
    expect(connector.calls).toHaveLength(1);
    expect(connector.messages[0]).toMatchObject({ type: 'message', text: 'stretch', textFormat: 'plain' });
    expect(connector.messages[0]?.replyToId).toBeUndefined();
    expect(connector.calls[0]?.path).toMatch(/\/v3\/conversations\/a%3A[-0-9a-f]+\/activities$/);
  });

  it.each([
    [17, '17'],
    [{ a: 1 }, ''],
    [true, ''],
  ])('tells a text where the channel’s id is none: %j', async (id, activityId) => {
    const to = await known();
    connector.answerWith({ status: 200, body: { id } });
    await expect(send(to)).resolves.toEqual({ kind: 'sent', activityId });
  });

  it('puts the thread back that the reference’s key leaves out, and begins outside of all without one', async () => {
    const to = await remember(aChannelMessage({ serviceUrl: connector.serviceUrl }));
    await sender.send({ to, thread: '7', utterance: { text: 'in the thread' } });
    await sender.send({ to, utterance: { text: 'outside' } });
    expect(connector.messages.map(({ conversation }) => conversation?.id)).toEqual([
      `${CHANNEL_ID};messageid=7`,
      CHANNEL_ID,
    ]);
  });

  describe('makes one POST, and takes the outcome from its answer,', () => {
    const cases: [string, ConnectorAnswer, object][] = [
      ['500', { status: 500 }, { kind: 'transient', isAmbiguous: true }],
      ['502', { status: 502 }, { kind: 'transient', isAmbiguous: true }],
      ['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }, { kind: 'transient' }],
      ['504', { status: 504 }, { kind: 'transient', isAmbiguous: true }],
      ['408', { status: 408 }, { kind: 'transient', isAmbiguous: true }],
      [
        '412',
        { status: 412, body: { error: { code: 'PreconditionFailed' } } },
        { kind: 'transient', isAmbiguous: false },
      ],
      ['a reset', 'reset', { kind: 'transient', isAmbiguous: true, reason: 'ECONNRESET' }],
      ['429', { status: 429 }, { kind: 'throttled' }],
      [
        '429 with Retry-After',
        { status: 429, headers: { 'retry-after': '7' } },
        { kind: 'throttled', retryAfterMs: 7000 },
      ],
      [
        '429 until a date',
        { status: 429, headers: { 'retry-after': new Date(WEDNESDAY_MORNING + 90_000).toUTCString() } },
        { kind: 'throttled', retryAfterMs: 90_000 },
      ],
      [
        '401',
        { status: 401, body: { error: { code: 'BotNotRegistered' } } },
        { kind: 'unauthorised', reason: 'BotNotRegistered' },
      ],
      [
        '403, blocked',
        { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } },
        { kind: 'conversationBlocked' },
      ],
      [
        '403, not in the roster',
        {
          status: 403,
          body: {
            error: { code: 'Forbidden', innerHttpError: { body: { subCode: 'BotNotInConversationRoster' } } },
          },
        },
        { kind: 'conversationGone', reason: 'BotNotInConversationRoster' },
      ],
      [
        '404',
        { status: 404, body: { error: { code: 'ConversationNotFound' } } },
        { kind: 'conversationGone' },
      ],
      ['413', { status: 413, body: { error: { code: 'MessageSizeTooBig' } } }, { kind: 'tooLarge' }],
      [
        '400',
        { status: 400, body: { error: { code: 'BadArgument' } } },
        { kind: 'dead', reason: '400 BadArgument' },
      ],
    ];
    it.each(cases)('of %s', async (_name, answer, outcome) => {
      const to = await known();
      connector.answerWith(answer);
      await expect(send(to)).resolves.toMatchObject(outcome);
      expect(connector.calls).toHaveLength(1);
    });

    it('of silence, after the time that a call may take', async () => {
      const to = await known();
      connector.answerWith('silence');
      await expect(send(to)).resolves.toMatchObject({ kind: 'transient', isAmbiguous: true });
      expect(connector.calls).toHaveLength(1);
    });
  });

  it('makes one POST a turn’s answer too', async () => {
    for (const answer of [
      { status: 502 },
      'reset',
      { status: 429, headers: { 'retry-after': '1' } },
    ] as const) {
      connector.clear();
      connector.answerWith(answer);
      const turn = adapter.receive('', aMessage({ serviceUrl: connector.serviceUrl }), async (context) => {
        await context.sendActivity('hello');
      });
      await expect(turn).rejects.toThrow();
      expect(connector.calls).toHaveLength(1);
    }
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const to = await known('http://127.0.0.1:1/');
    await expect(send(to)).resolves.toEqual({
      kind: 'transient',
      isAmbiguous: false,
      reason: 'ECONNREFUSED',
    });
  });

  it('sends nothing where the bot was removed, or never was', async () => {
    const to = await known();
    await store.save(to, { state: 'gone' });
    await expect(send(to)).resolves.toMatchObject({ kind: 'conversationGone', isKnown: true });
    const nobody = conversationAddressOf(aMessage({ conversation: { id: 'a:nobody' } }));
    await expect(send(nobody)).resolves.toEqual({ kind: 'dead', reason: 'the conversation is not known' });
    expect(connector.calls).toEqual([]);
  });

  it('tries where the person has blocked the bot: they may have changed their mind', async () => {
    const to = await known();
    await store.save(to, { state: 'suspended' });
    await expect(send(to)).resolves.toMatchObject({ kind: 'sent' });
  });

  it('tries the region that the tenant was last heard from, once, and keeps it where it proves right', async () => {
    const elsewhere = await startConnector();
    elsewhere.answerWith({ status: 403, body: { error: { message: 'User is from different region.' } } });
    const to = await known(elsewhere.serviceUrl);
    await store.saveService(to.tenant, 'msteams', { serviceUrl: elsewhere.serviceUrl });
    await expect(send(to)).resolves.toEqual({ kind: 'wrongRegion' });
    expect(elsewhere.calls).toHaveLength(1);

    await known(); // the tenant is heard from in the other region
    await expect(send(to)).resolves.toMatchObject({ kind: 'sent' });
    expect(elsewhere.calls).toHaveLength(2);
    await expect(send(to)).resolves.toMatchObject({ kind: 'sent' });
    expect(elsewhere.calls).toHaveLength(2);
    await elsewhere.stop();
  });

  it('says that it is no text of ours when the answer is none of a connector', async () => {
    const { server, port } = await startNonsense();
    const to = await known(`http://127.0.0.1:${port}/`);
    await expect(send(to)).resolves.toMatchObject({ kind: 'transient' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps a client for each service address, and another for another', async () => {
    const authentication = new ConnectorAuthentication(undefined);
    const { claimsIdentity } = await authentication.authenticateRequest(aMessage(), '');
    const factory = authentication.createConnectorFactory(claimsIdentity as never);
    const [a, again, b] = await Promise.all(
      ['http://127.0.0.1:1/', 'http://127.0.0.1:1/', 'http://127.0.0.1:2/'].map((url) =>
        factory.create(url, 'x'),
      ),
    );
    expect(again).toBe(a);
    expect(b).not.toBe(a);
  });
});

/** Answers with what is no HTTP. */
async function startNonsense(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as { port: number }).port };
}
