/** Who may call the bot: only a channel, with a token of the Bot Framework for this bot and this service address. */
import { readConfig } from '../../src/config';
import { APP_ID, anIdentity, aTeamsMessage, channelClaims, SKEW_S, TENANT } from './callers';
import { type GateStage, setDate, startGateStage } from './gateStage';
import { aGuardedBot, type GuardedBot } from './guardedBot';
import { OUTBOUND_TOKEN } from './identityEndpoint';
import { FOREIGN, REFUSED_CLAIMS } from './refusedClaims';
import { REFUSED_TOKENS } from './refusedTokens';
import { type Claims, signed } from './tokenAuthority';

const NOW_MS = Date.now();
const NOW_S = Math.floor(NOW_MS / 1000);
const REFUSED = { ...REFUSED_TOKENS, ...REFUSED_CLAIMS };
let stage: GateStage;

beforeAll(async () => {
  // The SDK prints what it refuses; here that is nearly everything.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  stage = await startGateStage(NOW_MS);
});
beforeEach(() => {
  setDate(NOW_MS);
  stage.reset();
});
afterAll(async () => {
  jest.useRealTimers();
  await stage.stop();
});

describe('refuses with 401, and stores and sends nothing, when the caller shows', () => {
  let bot: GuardedBot;
  beforeAll(() => {
    bot = stage.newBot();
  });

  test.each(Object.entries(REFUSED))('%s', async (_name, attemptOf) => {
    const { connector, serviceUrl } = stage.channel;
    const calls = connector.calls.length;
    const { authorization, activity } = attemptOf(stage);
    const { status, body } = await bot.post(aTeamsMessage(serviceUrl, activity), ...authorization);
    expect({ status, body: JSON.parse(String(body)) as unknown }).toEqual({
      status: 401,
      body: { type: 'about:blank', status: 401, title: 'The caller is not the Bot Framework.' },
    });
    expect(await bot.stored()).toEqual([]);
    expect(connector.calls.length).toBe(calls);
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
    ['expired almost five minutes ago', { exp: NOW_S - SKEW_S + 1 }, {}, {}],
    ['valid in almost five minutes', { nbf: NOW_S + SKEW_S - 1 }, {}, {}],
    ['with claims that nobody knows', { scp: 'x', tid: 'y' }, {}, {}],
    ['without a beginning', { nbf: undefined }, {}, {}],
    [
      'and does not care how a tenant is spelt',
      {},
      {},
      { channelData: { tenant: { id: TENANT.toUpperCase() } } },
    ],
  ];

  test.each(accepted)('%s', async (_name, claims, header, activity) => {
    const bot = stage.newBot();
    const { connector, serviceUrl } = stage.channel;
    const before = connector.calls.length;
    const { status } = await bot.post(
      aTeamsMessage(serviceUrl, activity),
      stage.authorization(claims, header),
    );
    expect(status).toBe(200);
    expect(await bot.stored()).not.toEqual([]);
    expect(connector.calls[before]?.headers.authorization).toBe(`Bearer ${OUTBOUND_TOKEN}`);
  });

  test.each(['webchat', 'directline'])(
    'whose keys are published without naming a channel: %s',
    async (channelId) => {
      const token = signed(stage.unendorsed, channelClaims(stage.serviceUrl, NOW_MS));
      const message = aTeamsMessage(stage.serviceUrl, { channelId, channelData: undefined });
      expect((await stage.newBot().post(message, `Bearer ${token}`)).status).toBe(200);
    },
  );

  test('however the bot spells its own app id', async () => {
    const { bot } = readConfig({
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      MicrosoftAppId: APP_ID.toUpperCase(),
      MicrosoftAppType: 'UserAssignedMSI',
      MicrosoftAppTenantId: TENANT,
      BotOpenIdMetadata: stage.authority.newMetadataUrl(),
    });
    if (!bot) throw new Error('no identity was read');
    const { status } = await aGuardedBot(bot).post(aTeamsMessage(stage.serviceUrl), stage.authorization());
    expect(status).toBe(200);
  });
});

describe('a bot of one tenant', () => {
  test.each(Object.entries(FOREIGN))('does not serve %s', async (_name, activity) => {
    const bot = stage.newBot();
    const { status } = await bot.post(aTeamsMessage(stage.serviceUrl, activity), stage.authorization());
    expect(status).toBe(403);
    expect(await bot.stored()).toEqual([]);
  });

  test('is not what a bot of many tenants is', async () => {
    const many = { appType: 'MultiTenant', password: 'secret' } as const;
    const bot = aGuardedBot(anIdentity(stage.authority.newMetadataUrl(), many));
    const activity = { ...FOREIGN["another tenant's conversation"], type: 'typing' };
    const { status } = await bot.post(aTeamsMessage(stage.serviceUrl, activity), stage.authorization());
    expect(status).toBe(200);
  });
});
