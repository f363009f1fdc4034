/** The chat page with one person and the bot, in a real browser. */
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser, eventually } from '../../support/browser';
import { openWorkshop, type PageWorkshop, type StagedPage } from './stagedPage';

describeInBrowser('the chat page', () => {
  let workshop: PageWorkshop;
  let stage: StagedPage;
  let page: Page;
  let log: Locator;

  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  beforeEach(async () => {
    stage = await workshop.stage();
    page = await stage.open();
    log = page.getByRole('log');
    await log.getByText('Hello, I am an echo').waitFor();
  });
  afterEach(async () => {
    await stage.stop();
    expect(stage.faults).toEqual([]);
  });

  const composer = () => page.getByLabel('Message to Recado');
  const say = async (text: string) => {
    await composer().fill(text);
    await composer().press('Enter');
  };
  const sees = (text: string | RegExp) => log.getByText(text).last().waitFor();

  it('installs the bot at the first visit, so that its welcome is there', async () => {
    await sees('Sam Carter added Recado');
    const types = () => Promise.resolve(stage.bot.heard.map(({ type }) => type));
    await eventually(types, (heard) => heard.length === 2);
    expect(await types()).toEqual(['conversationUpdate', 'installationUpdate']);
    await eventually(
      () => page.title(),
      (title) => title === 'Recado',
    );
  });

  it('sends with Enter, breaks the line with Shift+Enter, and still shows all after a reload', async () => {
    await composer().fill('first line');
    await composer().press('Shift+Enter');
    await composer().pressSequentially('second line');
    await composer().press('Enter');
    await sees(/You said: first line/);
    expect(stage.bot.heard.at(-1)?.text).toBe('first line\nsecond line');
    expect(await composer().inputValue()).toBe('');
    await page.reload();
    await sees(/You said: first line/);
    expect(await log.getByRole('article').count()).toBe(3);
    expect(stage.bot.heard.filter(({ type }) => type === 'installationUpdate')).toHaveLength(1);
  });

  it('shows dots while the bot types, until it has spoken', async () => {
    await say('typing');
    await log.getByText('Recado is typing').waitFor({ state: 'attached' });
    await sees('Done typing.');
    expect(await log.getByText('Recado is typing').count()).toBe(0);
  });

  it('lets nothing of the bot’s text run, and asks nothing of other hosts', async () => {
    await say('html');
    await sees('onerror');
    await log.getByText('bold', { exact: true }).waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(
      stage.requests.filter((url) => !url.startsWith(stage.chat.url) && !url.startsWith('data:')),
    ).toEqual([]);
  });

  it('edits the last message with ↑ and deletes it with its button, and tells the bot', async () => {
    await say('helo');
    await sees('You said: helo');
    await composer().press('ArrowUp');
    expect(await composer().inputValue()).toBe('helo');
    await say('hello');
    await sees('Edited');
    await eventually(
      () => Promise.resolve(stage.bot.heard.at(-1)?.type),
      (type) => type === 'messageUpdate',
    );
    await log.getByRole('article', { name: 'Sam Carter: hello' }).hover();
    await log.getByRole('button', { name: 'Delete message' }).click();
    await sees('This message was deleted.');
    await eventually(
      () => Promise.resolve(stage.bot.heard.at(-1)?.type),
      (type) => type === 'messageDelete',
    );
  });

  it('shows what the bot edits and deletes', async () => {
    await say('edit');
    await sees('Second version');
    await sees('Edited');
    await say('delete');
    await sees('This message was deleted.');
  });

  it('says plainly when the bot did not answer, and sends again on demand', async () => {
    // Both updates of the install have to be through: they are not to fail.
    await eventually(
      () => Promise.resolve(stage.bot.heard.some(({ type }) => type === 'installationUpdate')),
      (isThrough) => isThrough,
    );
    stage.bot.failure = { status: 503, detail: 'Storage is down.' };
    await say('hello');
    const alert = log.getByRole('alert');
    await alert.getByText('The bot did not answer (503): Storage is down.').waitFor();
    stage.bot.failure = undefined;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await sees('You said: hello');
    expect(await alert.count()).toBe(0);
  });

  it('shows the activities both ways as JSON; Esc closes them', async () => {
    await say('hello');
    await sees('You said: hello');
    await page.getByRole('button', { name: 'Activities' }).click();
    const pane = page.getByRole('complementary', { name: 'Activities' });
    await pane.getByText('message · replyToActivity').first().waitFor();
    await pane.getByText('message', { exact: true }).click();
    await pane.getByLabel('Sent').getByText('"localTimezone": "Europe/London"').waitFor();
    await page.keyboard.press('Escape');
    await pane.waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Activities' }).getAttribute('aria-pressed')).toBe('false');
  });

  it('moves the clock of the stage', async () => {
    const clock = page.getByRole('region', { name: 'Clock' });
    await clock.getByRole('button', { name: 'Move the clock by one day' }).click();
    await sees('Yesterday');
    await say('hello');
    await sees('Today');
    const sentAt = stage.bot.heard.at(-1)?.timestamp as unknown as string;
    expect(Date.parse(sentAt) - Date.now()).toBeGreaterThan(86_000_000);
  });

  it('removes the bot and brings it back', async () => {
    await page.getByRole('button', { name: 'Remove Recado' }).click();
    await page.getByText('Recado is not in your apps.').waitFor();
    expect(await composer().isDisabled()).toBe(true);
    await page.getByRole('main').getByRole('button', { name: 'Add Recado' }).last().click();
    await eventually(
      () => log.getByText('Hello, I am an echo').count(),
      (count) => count === 2,
    );
    expect(await composer().isDisabled()).toBe(false);
  });

  it('finds its way back when the chat ends and starts again, with all that was said', async () => {
    await say('before');
    await sees('You said: before');
    await stage.chat.stop();
    const banner = page.getByText('The local chat cannot be reached. Trying again…');
    await banner.waitFor();
    await stage.startAgain();
    await stage.bot.say(stage.bot.heard[0] ?? never(), 'said after the restart');
    await sees('said after the restart');
    await sees('You said: before');
    expect(await banner.isVisible()).toBe(false);
  });
});

function never(): never {
  throw new Error('The bot heard nothing.');
}
