/** The classic example in the chat page, once with each policy: what the person sees when the price drops at the date question. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type ChatServer, startChatServer } from '../../dev/chat/chatServer';
import { findProjectRoot } from '../../dev/projectRoot';
import { type Stage, startStage } from '../../dev/stage/stage';
import { MINUTE_MS } from '../../src/clock';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { eventually } from './answersOnStage';
import { PriceServer } from './pricesOnStage';

/** `RECADO_SCREENSHOTS=1` renews the pictures in docs/images. */
const areShotsKept = process.env['RECADO_SCREENSHOTS'] === '1';
const ALERT = /250 → 199/;
const SET = /I will remind you on/;

describeInBrowser('a price that drops at the moment of the date question', () => {
  let prices: PriceServer;
  let stage: Stage;
  let chat: ChatServer;
  let browser: Browser;
  let page: Page;
  let dataFolder: string;
  const faults: string[] = [];

  const open = async (policy: string): Promise<void> => {
    dataFolder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
    prices = await PriceServer.start();
    stage = await startStage({ hostEnv: { ...prices.settings, WATCH_INTERRUPTION: policy } });
    chat = await startChatServer({
      port: 0,
      botUrl: () => stage.messagesUrl,
      pageFolder: join(findProjectRoot(), 'dist', 'dev', 'page'),
      dataFolder,
      clock: stage.clock,
      log: (line) => faults.push(line),
    });
    browser = await launchBrowser();
    const viewport = { width: 1180, height: 980 };
    const context = await browser.newContext({ timezoneId: 'Europe/Madrid', locale: 'en-GB', viewport });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (fault) => faults.push(String(fault)));
    await page.goto(chat.url);
    await hears('Hello, I am Recado.');
  };
  afterEach(async () => {
    await browser.close();
    await chat.stop();
    await stage.stop();
    await prices.stop();
    rmSync(dataFolder, { recursive: true });
    expect(faults).toEqual([]);
  });

  const hears = (text: string | RegExp): Promise<void> =>
    page.getByRole('log').getByText(text).last().waitFor();
  const say = async (text: string): Promise<void> => {
    await page.getByPlaceholder('Write a message').fill(text);
    await page.keyboard.press('Enter');
  };
  const shoot = async (name: string): Promise<void> => {
    if (areShotsKept)
      await page.screenshot({ path: join(findProjectRoot(), 'docs', 'images', `interruption-${name}.png`) });
  };
  const upToTheDrop = async (): Promise<void> => {
    await say(`watch ${prices.url} at /price drops 20% every 5 minutes`);
    await hears(/It is now: 250/);
    await say('remind me to pack for the trip to London');
    await hears(/When shall I remind you/);
    const before = prices.asked.length;
    prices.price = 199;
    await stage.clock.advance(5 * MINUTE_MS + 1000);
    await eventually(() => expect(prices.asked.length).toBeGreaterThan(before));
  };

  it('interrupt: it asks on top, and then the date question comes back', async () => {
    await open('interrupt');
    await upToTheDrop();
    await hears(ALERT);
    await page.getByRole('button', { name: 'Keep watching' }).last().click();
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
