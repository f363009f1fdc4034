/** Who may call the bot: only a channel, with a token of the Bot Framework for this bot and this service address. */
import { type ConnectorServer, startConnectorServer } from '../../dev/chat/connector/connectorServer';
import { APP_ID, anIdentity, aTeamsMessage, channelClaims, SKEW_S } from './callers';
import { aGuardedBot, type GuardedBot } from './guardedBot';
import { type IdentityEndpoint, OUTBOUND_TOKEN, startIdentityEndpoint } from './identityEndpoint';
import { FOREIGN, REFUSED, type Stage } from './refusedTokens';
import { aKey, type Claims, signed, startTokenAuthority, type TokenAuthority } from './tokenAuthority';

const NOW_MS = Date.now();
const REAL = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
/** Only Date is set, and what is named besides: sockets stay real. */
const setNow = (now: number, ...faked: ('setTimeout' | 'clearTimeout')[]): void =>
  void jest.useFakeTimers({
    now,
    doNotFake: REAL.filter((name) => !faked.some((other) => other === name)),
  });

const teams = aKey('teams', ['msteams', 'skypeforbusiness']);
const webChat = aKey('webchat', ['webchat']);
const unendorsed = aKey('unendorsed');
const elliptic = aKey('elliptic', ['msteams'], 'ec');

let authority: TokenAuthority;
let channel: ConnectorServer;
let identityEndpoint: IdentityEndpoint;
let stage: Stage;

const newBot = (): GuardedBot => aGuardedBot(anIdentity(authority.newMetadataUrl()));
const goodToken = (change: Claims = {}, header: Claims = {}): string =>
  `Bearer ${signed(teams, { ...channelClaims(channel.serviceUrl, NOW_MS), ...change }, header)}`;

beforeAll(async () => {
  // The SDK prints what it refuses; here that is nearly everything.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  authority = await startTokenAuthority();
  channel = await startConnectorServer();
  identityEndpoint = await startIdentityEndpoint();
  stage = { serviceUrl: channel.serviceUrl, nowMs: NOW_MS, teams, webChat, unendorsed, elliptic };
});

beforeEach(() => {
  setNow(NOW_MS);
  authority.keys = [teams, webChat, unendorsed, elliptic];
  authority.answers = 'keys';
});

afterAll(async () => {
  jest.useRealTimers();
  await Promise.all([authority.stop(), channel.stop(), identityEndpoint.stop()]);
});

describe('refuses with 401, and stores and sends nothing, when the caller shows', () => {
  let bot: GuardedBot;
  beforeAll(() => {
    bot = newBot();
  });

  test.each(Object.entries(REFUSED))('%s', async (_name, attemptOf) => {
    const calls = channel.connector.calls.length;
    const { authorization, activity } = attemptOf(stage);
    const { status, body } = await bot.post(aTeamsMessage(channel.serviceUrl, activity), ...authorization);
    expect({ status, body: JSON.parse(String(body)) as unknown }).toEqual({
      status: 401,
      body: { type: 'about:blank', status: 401, title: 'The caller is not the Bot Framework.' },
    });
    expect(await bot.stored()).toEqual([]);
    expect(channel.connector.calls.length).toBe(calls);
  });

  test('and its log holds no token, no message and no name', () => {
    expect(bot.log.length).toBeGreaterThanOrEqual(Object.keys(REFUSED).length);
    expect(bot.log.filter((line) => /eyJ|"help"|Ana\b/.test(line))).toEqual([]);
  });
});

describe('lets a channel in', () => {
  const accepted: [string, Claims, Claims, Claims][] = [
    ['with an ordinary token', {}, {}, {}],
    ['with RS384', {}, { alg: 'RS384' }, {}],
    ['with RS512', {}, { alg: 'RS512' }, {}],
    ['expired almost five minutes ago', { exp: Math.floor(NOW_MS / 1000) - SKEW_S + 1 }, {}, {}],
    ['valid in almost five minutes', { nbf: Math.floor(NOW_MS / 1000) + SKEW_S - 1 }, {}, {}],
    ['with claims that nobody knows', { scp: 'x', tid: 'y' }, {}, {}],
    ['without a beginning', { nbf: undefined }, {}, {}],
    [
      'and does not care how a tenant is spelt',
      {},
      {},
      { channelData: { tenant: { id: 'AAAAAAAA-2222-4333-8444-555555555555' } } },
    ],
  ];

  test.each(accepted)('%s', async (_name, claims, header, activity) => {
    const bot = newBot();
    const afterSeq = channel.connector.calls.length;
    const { status } = await bot.post(aTeamsMessage(channel.serviceUrl, activity), goodToken(claims, header));
    expect(status).toBe(200);
    expect(await bot.stored()).not.toEqual([]);
    const answer = channel.connector.calls[afterSeq];
    expect(answer?.headers.authorization).toBe(`Bearer ${OUTBOUND_TOKEN}`);
  });

  test.each(['webchat', 'directline'])(
    'whose keys are published without naming a channel: %s',
    async (channelId) => {
      const bot = newBot();
      const token = signed(unendorsed, channelClaims(channel.serviceUrl, NOW_MS));
      const message = aTeamsMessage(channel.serviceUrl, { channelId, channelData: undefined });
      expect((await bot.post(message, `Bearer ${token}`)).status).toBe(200);
    },
  );

  test('however the bot spells its own app id', async () => {
    const { readConfig } = await import('../../src/config');
    const { bot } = readConfig({
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      MicrosoftAppId: APP_ID.toUpperCase(),
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppTenantId: anIdentity('').tenantId,
      BotOpenIdMetadata: authority.newMetadataUrl(),
    });
    if (!bot) throw new Error('no identity was read');
    const { status } = await aGuardedBot(bot).post(aTeamsMessage(channel.serviceUrl), goodToken());
    expect(status).toBe(200);
  });
});

describe('a bot of one tenant', () => {
  test.each(Object.entries(FOREIGN))('does not serve %s', async (_name, activity) => {
    const bot = newBot();
    const { status } = await bot.post(aTeamsMessage(channel.serviceUrl, activity), goodToken());
    expect(status).toBe(403);
    expect(await bot.stored()).toEqual([]);
  });

  test('is not what a bot of many tenants is', async () => {
    const identity = anIdentity(authority.newMetadataUrl(), { appType: 'MultiTenant', password: 'secret' });
    const bot = aGuardedBot(identity);
    const activity = { ...FOREIGN["another tenant's conversation"], type: 'typing' };
    expect((await bot.post(aTeamsMessage(channel.serviceUrl, activity), goodToken())).status).toBe(200);
  });
});

describe('keys', () => {
  test('are asked for once, however many call', async () => {
    const bot = newBot();
    await bot.post(aTeamsMessage(channel.serviceUrl), goodToken());
    const { asked } = authority;
    for (let call = 0; call < 5; call += 1) await bot.post(aTeamsMessage(channel.serviceUrl), goodToken());
    expect(authority.asked).toBe(asked);
  });

  test('must be listed', async () => {
    const bot = newBot();
    authority.answers = 'no key list';
    expect((await bot.post(aTeamsMessage(channel.serviceUrl), goodToken())).status).toBe(401);
    expect(await bot.stored()).toEqual([]);
  });

  test('that are new are learnt within an hour, and old ones are forgotten with it', async () => {
    const bot = newBot();
    const typing = { type: 'typing' };
    await bot.post(aTeamsMessage(channel.serviceUrl, typing), goodToken());
    const next = aKey('next', ['msteams']);
    authority.keys = [next];
    const later = NOW_MS + 61 * 60_000;
    setNow(later);
    const tokenOf = (key: typeof next): string =>
      `Bearer ${signed(key, channelClaims(channel.serviceUrl, later))}`;
    const post = (key: typeof next) => bot.post(aTeamsMessage(channel.serviceUrl, typing), tokenOf(key));
    expect((await post(next)).status).toBe(200);
    expect((await post(teams)).status).toBe(401);
  });
});

describe('answers 503 and does nothing when the keys cannot be had', () => {
  test.each(['status 500', 'no JSON'] as const)('because their address answers with: %s', async (answers) => {
    const bot = newBot();
    authority.answers = answers;
    const { status } = await bot.post(aTeamsMessage(channel.serviceUrl), goodToken());
    expect(status).toBe(503);
    expect(await bot.stored()).toEqual([]);
  });

  test('because their address takes the question and is silent', async () => {
    const bot = newBot();
    authority.answers = 'silence';
    setNow(NOW_MS, 'setTimeout', 'clearTimeout');
    const answer = bot.post(aTeamsMessage(channel.serviceUrl), goodToken());
    while (authority.unanswered === 0) await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(8000);
    expect((await answer).status).toBe(503);
    setNow(NOW_MS);
    expect(await bot.stored()).toEqual([]);
  });

  test('because nobody answers', async () => {
    const bot = aGuardedBot(anIdentity('http://127.0.0.1:1/openidconfiguration'));
    expect((await bot.post(aTeamsMessage(channel.serviceUrl), goodToken())).status).toBe(503);
    expect(await bot.stored()).toEqual([]);
  });

  test('and serves again once they can', async () => {
    const bot = newBot();
    authority.answers = 'status 500';
    await bot.post(aTeamsMessage(channel.serviceUrl), goodToken());
    authority.answers = 'keys';
    expect((await bot.post(aTeamsMessage(channel.serviceUrl), goodToken())).status).toBe(200);
  });
});
