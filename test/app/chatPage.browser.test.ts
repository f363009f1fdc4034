/** What a newcomer does: the whole app behind the chat page, in a real browser, with the clock moved by its buttons. */
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { openPage, type PageOnStage } from './pageOnStage';

describeInBrowser('the chat page with the whole app behind it', () => {
  let opened: PageOnStage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage();
    page = opened.page;
  }, 90_000);
  afterAll(() => opened.stop());

  const log = () => page.getByRole('log');
  const says = (text: string | RegExp) => opened.says(text);
  const say = (text: string) => opened.say(text);
  const shoot = (name: string) => opened.shoot(name);

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
