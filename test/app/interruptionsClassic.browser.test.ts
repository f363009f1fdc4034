/** The classic example in the chat page, once with each policy: what the person sees when the price drops at the date question. */
import { MINUTE_MS } from '../../src/clock';
import { describeInBrowser } from '../support/browser';
import { openPage, type PageOnStage } from './pageOnStage';
import { eventually } from './answersOnStage';
import { PriceServer } from './pricesOnStage';

const ALERT = /250 → 199/;
const SET = /I will remind you on/;

describeInBrowser('a price that drops at the moment of the date question', () => {
  let prices: PriceServer;
  let opened: PageOnStage;

  const open = async (policy: string): Promise<void> => {
    prices = await PriceServer.start();
    const hostEnv = { ...prices.settings, WATCH_INTERRUPTION: policy };
    opened = await openPage({ hostEnv, height: 980, timeoutMs: 20_000 });
  };
  afterEach(async () => {
    await opened.stop();
    await prices.stop();
  });

  const hears = (text: string | RegExp) => opened.says(text);
  const say = (text: string) => opened.say(text);
  const shoot = (name: string) => opened.shoot(`interruption-${name}`);
  const upToTheDrop = async (): Promise<void> => {
    await say(`watch ${prices.url} at /price drops 20% every 5 minutes`);
    await hears(/It is now: 250/);
    await say('remind me to pack for the trip to London');
    await hears(/When shall I remind you/);
    const before = prices.asked.length;
    prices.price = 199;
    await opened.stage.clock.advance(5 * MINUTE_MS + 1000);
    await eventually(() => expect(prices.asked.length).toBeGreaterThan(before));
  };

  it('interrupt: it asks on top, and then the date question comes back', async () => {
    await open('interrupt');
    await upToTheDrop();
    await hears(ALERT);
    await opened.press('Keep watching');
    await hears(/I keep watching/);
    await hears(/Back to your reminder “pack for the trip to London”/);
    await say('tomorrow at 9');
    await hears(SET);
    await shoot('interrupt');
  });

  it('inject: it comes in between', async () => {
    await open('inject');
    await upToTheDrop();
    await hears(ALERT);
    await say('tomorrow at 9');
    await hears(SET);
    await shoot('inject');
  });

  it('wait: it comes when the reminder is set', async () => {
    await open('wait');
    await upToTheDrop();
    await say('tomorrow at 9');
    await hears(SET);
    await hears(ALERT);
    await shoot('wait');
  });

  it('cancel: the reminder gives way, with words on how to begin it again', async () => {
    await open('cancel');
    await upToTheDrop();
    await hears(ALERT);
    await hears(/I have dropped your reminder “pack for the trip to London” for this message/);
    await shoot('cancel');
  });
});
