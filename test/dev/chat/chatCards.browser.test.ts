/** Cards and their buttons on the chat page, in a real browser. */
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '../../support/browser';
import { openWorkshop, type PageWorkshop, type StagedPage } from './stagedPage';

describeInBrowser('cards on the chat page', () => {
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

  it('sends what was typed into a card', async () => {
    await log.getByLabel('A note').fill('buy milk');
    await log.getByRole('button', { name: 'Send the note' }).click();
    await sees('Pressed: {"deed":"note","note":"buy milk"}');
  });

  it('shows the words of a messageBack, and a card within the card', async () => {
    await log.getByRole('button', { name: 'Say hello' }).click();
    await sees('Hello there');
    await sees('Pressed: {"deed":"hello"}');
    expect(stage.bot.heard.at(-1)?.text).toBe('hello');
    expect(await log.getByText('There is more').isVisible()).toBe(false);
    await log.getByRole('button', { name: 'More' }).click();
    await sees('There is more');
  });

  it('puts the card that answers an Action.Execute in the place of the old one', async () => {
    await say('card');
    for (const count of [1, 2]) {
      await log.getByRole('button', { name: 'Count' }).click();
      await sees(`Counted ${count}`);
    }
    expect(await log.getByText('Counted 0').count()).toBe(0);
    expect(await log.getByRole('button', { name: 'Count' }).count()).toBe(1);
  });

  it('lets a card refresh itself for the person, once', async () => {
    await say('personal');
    await sees('Counted 42');
    const invokes = () => stage.bot.heard.filter(({ type }) => type === 'invoke');
    expect(invokes()).toMatchObject([{ name: 'adaptiveCard/action', value: { trigger: 'automatic' } }]);
    await say('hello');
    await sees('You said: hello');
    expect(invokes()).toHaveLength(1);
  });

  it('offers suggested answers until one is chosen', async () => {
    await say('suggest');
    await page
      .getByRole('group', { name: 'Suggested answers' })
      .getByRole('button', { name: 'Yes, please' })
      .click();
    await sees('You said: Yes, please');
    expect(await page.getByRole('button', { name: 'Yes, please' }).isVisible()).toBe(false);
  });

  it('presses the buttons of a Hero card', async () => {
    await say('hero');
    await log.getByRole('button', { name: 'Right' }).click();
    await sees('To the right');
    await sees('Pressed: {"to":"right"}');
    expect(stage.bot.heard.at(-1)?.text).toBe('go right');
  });
});
