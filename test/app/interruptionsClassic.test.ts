/**
 * The classic example: somebody waits for the price of a hotel in Las Vegas to drop, and sets a reminder of a trip to London,
 * step by step. The price drops at the moment of the date question. Once with each policy.
 */
import { MINUTE_MS } from '../../src/clock';
import { eventually } from './answersOnStage';
import { PriceServer } from './pricesOnStage';
import { saidIn, saying, startWholeApp, type WholeApp } from './wholeApp';

const HEARS = { timeoutMs: 20_000 };
const ALERT = /250 → 199/;
const WHEN = /When shall I remind you/;
const SET = /I will remind you on[\s\S]*trip to London/;

let prices: PriceServer;
let app: WholeApp;

/** Up to the date question, at whose moment the price has dropped and been seen. */
async function upToTheDrop(policy: string, how = ''): Promise<void> {
  prices = await PriceServer.start();
  app = await startWholeApp({ hostEnv: { ...prices.settings, WATCH_INTERRUPTION: policy } });
  await app.sam.say(`watch ${prices.url} at /price drops 20% every 5 minutes ${how}`);
  await app.sam.hears(saying(/It is now: 250/), HEARS);
  await app.sam.say('remind me in 20 minutes');
  await app.sam.hears(saying(/What shall I remind you of/), HEARS);
  await app.sam.say('cancel');
  await app.sam.say('remind me to pack for the trip to London');
  await app.sam.hears(saying(WHEN), HEARS);
  const before = prices.asked.length;
  prices.price = 199;
  await app.stage.clock.advance(5 * MINUTE_MS + 1000);
  await eventually(() => expect(prices.asked.length).toBeGreaterThan(before));
}

const heard = (): string[] => app.sam.heard().map(saidIn);
const indexOf = (pattern: RegExp): number => heard().findLastIndex((text) => pattern.test(text));

afterEach(async () => {
  await app.stop();
  await prices.stop();
});

it('interrupt: the alert asks on top, its answer is its own, and the reminder goes on with what it had', async () => {
  await upToTheDrop('interrupt');
  await app.sam.hears(saying(ALERT), HEARS);
  await app.sam.press('Snooze for a day');
  await app.sam.hears(saying(/I tell you nothing about/), HEARS);
  expect(heard().slice(indexOf(ALERT)).join('\n')).toMatch(/Back to [\s\S]*When shall I remind you/);
  expect(indexOf(SET)).toBe(-1);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
});

it('interrupt: words are an answer to what is on top too', async () => {
  await upToTheDrop('interrupt');
  await app.sam.hears(saying(ALERT), HEARS);
  await app.sam.say('Keep watching');
  await app.sam.hears(saying(/I keep watching/), HEARS);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
});

it.each([
  ['inject', ''],
  ['interrupt', 'quietly'],
])(
  'inject: the alert comes in between (%s, said “%s”), and the next words answer the date question',
  async (policy, how) => {
    await upToTheDrop(policy, how);
    await app.sam.hears(saying(ALERT), HEARS);
    await app.sam.say('tomorrow at 9');
    await app.sam.hears(saying(SET), HEARS);
    expect(indexOf(SET)).toBeGreaterThan(indexOf(ALERT));
    await app.sam.press('Stop');
    await app.sam.hears(saying(/I no longer watch/), HEARS);
  },
);

it.each([
  ['wait', ''],
  ['interrupt', 'once I am done'],
])('wait: the alert comes when the reminder is set, at once (%s, said “%s”)', async (policy, how) => {
  await upToTheDrop(policy, how);
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(SET), HEARS);
  await app.sam.hears(saying(ALERT), HEARS);
  expect(indexOf(ALERT)).toBeGreaterThan(indexOf(SET));
});

it('cancel: the reminder ends with words on how to begin again, and the next words are no answer to it', async () => {
  await upToTheDrop('cancel');
  const alert = saidIn(await app.sam.hears(saying(ALERT), HEARS));
  expect(
    heard()
      .slice(indexOf(ALERT) - 1)
      .join('\n'),
  ).toMatch(/I have dropped [\s\S]*To start again, say/);
  expect(alert).toContain('Keep watching');
  await app.sam.say('tomorrow at 9');
  await app.sam.hears(saying(/What shall I remind you of/), HEARS);
  expect(indexOf(SET)).toBe(-1);
});
