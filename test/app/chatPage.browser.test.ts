/** What a newcomer does: the whole app behind the chat page, in a real browser, with the clock moved by its buttons. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type ChatServer, startChatServer } from '../../dev/chat/chatServer';
import { findProjectRoot } from '../../dev/projectRoot';
import { type Stage, startStage } from '../../dev/stage/stage';
import { describeInBrowser, launchBrowser } from '../support/browser';

/** `RECADO_SCREENSHOTS=1` renews the pictures in docs/images. */
const areShotsKept = process.env['RECADO_SCREENSHOTS'] === '1';

describeInBrowser('the chat page with the whole app behind it', () => {
  let stage: Stage;
  let chat: ChatServer;
  let browser: Browser;
  let page: Page;
  const dataFolder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
  const faults: string[] = [];

  beforeAll(async () => {
    stage = await startStage();
    chat = await startChatServer({
      port: 0,
      botUrl: () => stage.messagesUrl,
      pageFolder: join(findProjectRoot(), 'dist', 'dev', 'page'),
      dataFolder,
      clock: stage.clock,
      log: (line) => faults.push(line),
    });
    browser = await launchBrowser();
    const context = await browser.newContext({
      timezoneId: 'Europe/Madrid',
      locale: 'en-GB',
      viewport: { width: 1180, height: 820 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (fault) => faults.push(String(fault)));
    await page.goto(chat.url);
  });
  afterAll(async () => {
    await browser.close();
    await chat.stop();
    await stage.stop();
    rmSync(dataFolder, { recursive: true });
    expect(faults).toEqual([]);
  });

  const log = () => page.getByRole('log');
  const says = (text: string | RegExp) => log().getByText(text).last().waitFor();
  const say = async (text: string): Promise<void> => {
    await page.getByPlaceholder('Write a message').fill(text);
    await page.keyboard.press('Enter');
  };
  const shoot = async (name: string): Promise<void> => {
    if (areShotsKept)
      await page.screenshot({ path: join(findProjectRoot(), 'docs', 'images', `${name}.png`) });
  };

  it('welcomes on the first visit, and a button of the welcome works', async () => {
    await says('Hello, I am Recado.');
    await log().getByRole('button', { name: 'Help' }).first().click();
    await says('I write to you when it is time.');
  });

  it('reminds: the phrase is typed, the clock is moved, and the bot speaks first', async () => {
    await say('remind me in 1 minute to stretch');
    await says(/I will remind you on/);
    await page.getByRole('button', { name: 'Move the clock by one minute' }).click();
    await says('⏰ stretch');
    await shoot('chat');
  });

  it('shows what was said after a reload', async () => {
    await page.reload();
    await says('⏰ stretch');
  });

  it('works in a channel: installed, mentioned, reminded in the thread', async () => {
    await page
      .getByRole('navigation', { name: 'Chats' })
      .getByRole('button', { name: /Launches/ })
      .click();
    await page.getByRole('main').getByRole('button', { name: 'Add Recado' }).last().click();
    const post = page.getByLabel('New post in Launches');
    await post.fill('@Recado remind me in 5 minutes to post the report');
    await post.press('Enter');
    const thread = page
      .getByRole('region', { name: /^Thread begun by/ })
      .filter({ hasText: 'post the report' });
    await thread.getByText(/I will remind you on/).waitFor();
    for (let minute = 0; minute < 5; minute += 1)
      await page.getByRole('button', { name: 'Move the clock by one minute' }).click();
    await thread.getByText('⏰ post the report').waitFor();
    await shoot('channel');
  });
});
