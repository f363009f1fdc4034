/** Where the bot's own token goes: to the channel that it was called by, and nowhere else. */
import type { IncomingHttpHeaders } from 'node:http';
import { type LoopbackServer, startLoopbackServer } from '../../dev/chat/http/loopbackServer';
import { anIdentity, aTeamsMessage, channelClaims } from './callers';
import { aGuardedBot, type GuardedBot } from './guardedBot';
import { type IdentityEndpoint, OUTBOUND_TOKEN, startIdentityEndpoint } from './identityEndpoint';
import { aKey, signed, startTokenAuthority, type TokenAuthority } from './tokenAuthority';

/** A host that notes who calls it, and answers as it is told. */
interface Host extends LoopbackServer {
  readonly calls: { method: string; path: string; headers: IncomingHttpHeaders }[];
  answer: { status: number; location?: string };
}

async function startHost(): Promise<Host> {
  const calls: Host['calls'] = [];
  const state = { calls, answer: { status: 201 } as Host['answer'] };
  const server = await startLoopbackServer(
    0,
    async (request, response) => {
      calls.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
      const { status, location } = state.answer;
      response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) });
      response.end('{"id":"1"}');
    },
    (fault) => {
      throw fault;
    },
  );
  return Object.assign(state, server);
}

const teams = aKey('teams', ['msteams']);
let authority: TokenAuthority;
let identity: IdentityEndpoint;
let channel: Host;
let attacker: Host;
let bot: GuardedBot;

const channelToken = (serviceUrl: string): string =>
  `Bearer ${signed(teams, channelClaims(serviceUrl, Date.now()))}`;
const postFromChannel = (change: Record<string, unknown> = {}) =>
  bot.post(aTeamsMessage(`${channel.url}/`, change), channelToken(`${channel.url}/`));

beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // what the SDK prints of refusals
  identity = await startIdentityEndpoint();
  authority = await startTokenAuthority();
  authority.keys = [teams];
});

beforeEach(async () => {
  [channel, attacker] = await Promise.all([startHost(), startHost()]);
  bot = aGuardedBot(anIdentity(authority.newMetadataUrl()));
});

afterEach(() => Promise.all([channel.stop(), attacker.stop()]));
afterAll(() => Promise.all([identity.stop(), authority.stop()]));

test('answers at the address in the token, with a token for the Bot Framework alone', async () => {
  await postFromChannel();
  // The answer, and the question to the roster who somebody new is.
  expect(channel.calls.map(({ method }) => method).sort()).toEqual(['GET', 'POST']);
  expect([...new Set(channel.calls.map(({ headers }) => headers.authorization))]).toEqual([
    `Bearer ${OUTBOUND_TOKEN}`,
  ]);
  expect([...new Set(identity.resources)]).toEqual(['https://api.botframework.com']);
});

test('begins to speak at the address that the channel gave', async () => {
  await postFromChannel();
  channel.calls.length = 0;
  expect((await bot.send('hello')).kind).toBe('sent');
  expect(channel.calls.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${OUTBOUND_TOKEN}`]);
});

test('is not led away by somebody who names another address for a known conversation', async () => {
  await postFromChannel();
  const token = channelToken(`${channel.url}/`);
  const { status } = await bot.post(aTeamsMessage(`${attacker.url}/`), token);
  expect(status).toBe(401);
  await bot.send('hello');
  expect(attacker.calls).toEqual([]);
});

test('goes to no address that a message merely mentions', async () => {
  const url = `${attacker.url}/`;
  const { status } = await postFromChannel({
    text: `help ${url}`,
    attachments: [{ contentType: 'image/png', contentUrl: url, thumbnailUrl: url }],
    entities: [{ type: 'clientInfo', serviceUrl: url }],
    channelData: { serviceUrl: url, callbackUrl: url },
    relatesTo: { serviceUrl: url },
    callerId: url,
  });
  expect(status).toBe(200);
  await bot.send('hello');
  expect(attacker.calls).toEqual([]);
});

test.each([301, 302, 303, 307, 308])('is not carried on by a redirect: %i', async (status) => {
  channel.answer = { status, location: `${attacker.url}/v3/conversations` };
  await postFromChannel();
  await bot.send('hello');
  expect(channel.calls.length).toBeGreaterThan(0);
  expect(attacker.calls).toEqual([]);
});
