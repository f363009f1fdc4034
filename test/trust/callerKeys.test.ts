/** The keys that callers are checked with: asked for once, learnt anew, and never done without. */
import { anIdentity, aTeamsMessage, channelClaims } from './callers';
import { type GateStage, setDate, startGateStage } from './gateStage';
import { aGuardedBot } from './guardedBot';
import { aKey, signed, type SigningKey } from './tokenAuthority';

const NOW_MS = Date.now();
/** How long a caller waits at most for the check. */
const CHECKED_WITHIN_MS = 8000;
let stage: GateStage;

const aMessage = () => aTeamsMessage(stage.serviceUrl);

beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // what the SDK prints of refusals
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

describe('keys', () => {
  test('are asked for once, however many call', async () => {
    const bot = stage.newBot();
    await bot.post(aMessage(), stage.authorization());
    const { asked } = stage.authority;
    for (let call = 0; call < 5; call += 1) await bot.post(aMessage(), stage.authorization());
    expect(stage.authority.asked).toBe(asked);
  });

  test('must be listed', async () => {
    const bot = stage.newBot();
    stage.authority.answers = 'no key list';
    expect((await bot.post(aMessage(), stage.authorization())).status).toBe(401);
    expect(await bot.stored()).toEqual([]);
  });

  test('that are new are learnt within an hour, and old ones are forgotten with it', async () => {
    const bot = stage.newBot();
    const typing = () => aTeamsMessage(stage.serviceUrl, { type: 'typing' });
    await bot.post(typing(), stage.authorization());
    const next = aKey('next', ['msteams']);
    stage.authority.keys = [next];
    const later = NOW_MS + 61 * 60_000;
    setDate(later);
    const post = (key: SigningKey) =>
      bot.post(typing(), `Bearer ${signed(key, channelClaims(stage.serviceUrl, later))}`);
    expect((await post(next)).status).toBe(200);
    expect((await post(stage.teams)).status).toBe(401);
  });
});

describe('answers 503 and does nothing when the keys cannot be had', () => {
  test.each(['status 500', 'no JSON'] as const)('because their address answers with: %s', async (answers) => {
    const bot = stage.newBot();
    stage.authority.answers = answers;
    expect((await bot.post(aMessage(), stage.authorization())).status).toBe(503);
    expect(await bot.stored()).toEqual([]);
  });

  test('because their address takes the question and is silent', async () => {
    const bot = stage.newBot();
    stage.authority.answers = 'silence';
    setDate(NOW_MS, 'setTimeout', 'clearTimeout');
    const answer = bot.post(aMessage(), stage.authorization());
    while (stage.authority.unanswered === 0) await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(CHECKED_WITHIN_MS);
    expect((await answer).status).toBe(503);
    setDate(NOW_MS);
    expect(await bot.stored()).toEqual([]);
  });

  test('because nobody answers', async () => {
    const bot = aGuardedBot(anIdentity('http://127.0.0.1:1/openidconfiguration'));
    expect((await bot.post(aMessage(), stage.authorization())).status).toBe(503);
    expect(await bot.stored()).toEqual([]);
  });

  test('and serves again once they can', async () => {
    const bot = stage.newBot();
    stage.authority.answers = 'status 500';
    await bot.post(aMessage(), stage.authorization());
    stage.authority.answers = 'keys';
    expect((await bot.post(aMessage(), stage.authorization())).status).toBe(200);
  });
});
