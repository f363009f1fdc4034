/** A token that does not come: the send ends in time, as one that was surely not delivered, and is not made later. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type LoopbackServer, startLoopbackServer } from '../../dev/chat/http/loopbackServer';
import { ChannelAdapter } from '../../src/delivery/channelAdapter';
import { createChannelSender } from '../../src/delivery/channelSender';
import { ConnectorAuthentication } from '../../src/delivery/connectorAuthentication';
import { aMessage } from '../support/buildersActivity';
import { startConnector, type TestConnector } from '../support/buildersConnector';
import { openRegistry } from '../support/buildersRegistry';

const ALLOWED_MS = 400;
const TOKEN = { access_token: 'token', token_type: 'Bearer', expires_on: 4_000_000_000, resource: 'x' };

type End = (status: number, body: string) => void;

describe('without a token', () => {
  const { store, remember } = openRegistry();
  let identity: LoopbackServer;
  let connector: TestConnector;
  let answer: (end: End) => void;
  const unanswered: End[] = [];
  beforeAll(async () => {
    connector = await startConnector();
    identity = await startLoopbackServer(
      0,
      async (_request, response) =>
        answer((status, body) =>
          response.writeHead(status, { 'content-type': 'application/json' }).end(body),
        ),
      () => undefined,
    );
    process.env.IDENTITY_ENDPOINT = `${identity.url}/msi/token`;
    process.env.IDENTITY_HEADER = 'secret';
  });
  afterAll(async () => {
    // The identity libraries go on asking behind the outcome's back, until they are answered.
    answer = (end) => end(200, JSON.stringify(TOKEN));
    for (const end of unanswered) answer(end);
    await sleep(2000);
    for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) Reflect.deleteProperty(process.env, name);
    await Promise.all([connector.stop(), identity.stop()]);
  });
  beforeEach(() => connector.clear());

  let bots = 0;
  /** Of a bot of its own, whose token nobody has yet. */
  const send = async () => {
    const appId = `00000000-0000-0000-0000-00000000000${(bots += 1)}`;
    const bot = { appId, appType: 'UserAssignedMSI', tenantId: appId } as const;
    const adapter = new ChannelAdapter(bot, new ConnectorAuthentication(bot, ALLOWED_MS));
    const to = await remember(aMessage({ serviceUrl: connector.serviceUrl }));
    return createChannelSender(adapter, store, Date.now).send({ to, utterance: { text: 'hello' } });
  };

  it.each<[string, typeof answer]>([
    ['never answers', (end) => void unanswered.push(end)],
    ['is out of order', (end) => end(500, '{}')],
    ['throttles', (end) => end(429, '{}')],
  ])('the identity %s', async (_what, how) => {
    answer = how;
    const began = performance.now();
    // Either way nothing was sent and it is tried again: the identity library gives up by itself at times.
    expect([
      { kind: 'transient', isAmbiguous: false, reason: 'request_timeout' },
      { kind: 'unauthorised', reason: 'AggregateAuthenticationError' },
    ]).toContainEqual(await send());
    expect(performance.now() - began).toBeLessThan(10 * ALLOWED_MS);
    expect(connector.calls).toEqual([]);
  });

  it('in time, but soon after: nothing is sent behind the outcome’s back', async () => {
    answer = (end) => void setTimeout(() => end(200, JSON.stringify(TOKEN)), 2 * ALLOWED_MS);
    await expect(send()).resolves.toMatchObject({ reason: 'request_timeout' });
    await sleep(4 * ALLOWED_MS);
    expect(connector.calls).toEqual([]);
  });

  it('it is sent once there is one', async () => {
    answer = (end) => end(200, JSON.stringify(TOKEN));
    await expect(send()).resolves.toMatchObject({ kind: 'sent' });
    expect(connector.messages).toHaveLength(1);
  });
});
