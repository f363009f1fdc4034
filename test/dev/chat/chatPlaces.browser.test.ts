/** The chat page with several people, groups and channels, in a real browser. */
import type { Page } from 'playwright-core';
import { NORTHWIND } from '../../../dev/chat/directory/seedDirectory';
import { describeInBrowser, eventually } from '../../support/browser';
import { openWorkshop, type PageWorkshop, type StagedPage } from './stagedPage';

describeInBrowser('places on the chat page', () => {
  let workshop: PageWorkshop;
  let stage: StagedPage;
  let page: Page;

  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  beforeEach(async () => {
    stage = await workshop.stage();
    page = await stage.open();
    await page.getByRole('log').getByText('Hello, I am an echo').waitFor();
  });
  afterEach(async () => {
    await stage.stop();
    expect(stage.faults).toEqual([]);
  });

  const sees = (text: string | RegExp) => page.getByRole('log').getByText(text).last().waitFor();
  const chats = () => page.getByRole('navigation', { name: 'Chats' });
  const goTo = (name: string | RegExp) => chats().getByRole('button', { name }).click();
  const installHere = () => page.getByRole('main').getByRole('button', { name: 'Add Recado' }).last().click();
  const become = async (now: string, name: string) => {
    await page.getByRole('button', { name: `You are ${now}` }).click();
    await page.getByRole('group', { name: 'Switch person' }).getByRole('button', { name }).click();
  };

  it('mentions the bot in a channel by keyboard alone, and it answers in the thread', async () => {
    await goTo('Launches, channel of Northwind');
    await installHere();
    const post = page.getByLabel('New post in Launches');
    await post.focus();
    await page.keyboard.type('@re');
    await page.getByRole('option', { name: 'Recado' }).waitFor();
    expect(await post.getAttribute('aria-activedescendant')).toBe(
      await page.getByRole('option').first().getAttribute('id'),
    );
    await page.keyboard.press('Enter');
    expect(await post.inputValue()).toBe('@Recado ');
    await page.keyboard.type('when is it?');
    await page.keyboard.press('Enter');
    await sees('You said: when is it?');
    const thread = page.getByRole('region', { name: /^Thread begun by Sam Carter/ });
    await thread.getByRole('button', { name: 'Reply' }).click();
    await page.keyboard.type('@Recado and where?');
    await page.keyboard.press('Enter');
    await thread.getByText('You said: and where?').waitFor();
    const [first, second] = stage.bot.heard.slice(-2);
    expect(second?.conversation.id).toBe(`${NORTHWIND.channels[1]?.id};messageid=${first?.id}`);
    expect(await page.getByRole('region', { name: /^Thread/ }).count()).toBe(1);
  });

  it('says when the bot cannot hear a message for want of a mention', async () => {
    await goTo('Launch crew');
    await installHere();
    await sees('Hello, I am an echo');
    const field = page.getByLabel('Message to Launch crew');
    await field.fill('lunch?');
    await field.press('Enter');
    await sees('Recado hears only what mentions it.');
    expect(stage.bot.heard.filter(({ type }) => type === 'message')).toEqual([]);
  });

  it('marks what arrives elsewhere as unread, in the list and in the title, until it is read', async () => {
    await goTo('Launch crew');
    await stage.bot.say(stage.bot.heard[0] ?? never(), 'Good morning!');
    await chats().getByRole('button', { name: 'Recado, 1 unread' }).waitFor();
    await eventually(
      () => page.title(),
      (title) => title === '(1) Recado',
    );
    await goTo('Recado, 1 unread');
    await sees('Good morning!');
    await page.getByRole('separator').getByText('New', { exact: true }).waitFor();
    await eventually(
      () => page.title(),
      (title) => title === 'Recado',
    );
    await page.reload();
    await sees('Good morning!');
    expect(await page.title()).toBe('Recado');
  });

  it('adds people, who then see the group, with their own locale and time zone', async () => {
    await goTo('Launch crew');
    await installHere();
    await page.getByRole('button', { name: 'People' }).click();
    await page.getByRole('button', { name: 'Add Priya Nair' }).click();
    await sees('Sam Carter added Priya Nair');
    await sees('Welcome!');
    await page.getByRole('dialog', { name: 'People in this chat' }).press('Escape');
    await become('Sam Carter', 'Priya Nair');
    await sees('Sam Carter added Priya Nair');
    await page.getByRole('button', { name: 'You are Priya Nair' }).click();
    await page.getByLabel('Locale', { exact: true }).selectOption('es-MX');
    await page.getByLabel('Time zone', { exact: true }).selectOption('America/Mexico_City');
    await page.getByText('es-MX · America/Mexico_City').waitFor();
    await page.keyboard.press('Escape');
    const field = page.getByLabel('Message to Launch crew');
    await field.fill('@Recado hola');
    await field.press('Enter');
    await sees('You said: hola');
    expect(stage.bot.heard.at(-1)).toMatchObject({
      from: { name: 'Priya Nair' },
      locale: 'es-MX',
      localTimezone: 'America/Mexico_City',
    });
  });

  it('shows each person their own chats, and keeps the person over a reload', async () => {
    await become('Sam Carter', 'Priya Nair');
    await page.getByText('Recado is not in your apps.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'You are Priya Nair' }).waitFor();
    expect(await chats().getByRole('button').count()).toBe(1);
  });

  it('keeps two people’s pages in step', async () => {
    await goTo('Launch crew');
    const other = await stage.open({ colorScheme: 'dark' });
    await other.getByRole('button', { name: 'You are Sam Carter' }).click();
    await other
      .getByRole('group', { name: 'Switch person' })
      .getByRole('button', { name: 'Ana García' })
      .click();
    const field = page.getByLabel('Message to Launch crew');
    await field.fill('@Ana García hello');
    await field.press('Enter');
    await other.getByRole('button', { name: 'Launch crew, 1 unread' }).click();
    await other.getByRole('log').getByRole('article', { name: 'Sam Carter: Ana García hello' }).waitFor();
  });

  it('moves between chats with the arrow keys', async () => {
    await chats().getByRole('button').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Launch crew', level: 1 }).waitFor();
  });

  it('shows the chats in a drawer where the window is narrow', async () => {
    await page.setViewportSize({ width: 390, height: 760 });
    await eventually(
      () => chats().isVisible(),
      (isVisible) => !isVisible,
    );
    await page.getByRole('button', { name: 'Show chats' }).click();
    await goTo('Support, channel of Northwind');
    await page.getByRole('heading', { name: 'Support', level: 1 }).waitFor();
    await eventually(
      () => chats().isVisible(),
      (isVisible) => !isVisible,
    );
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});

function never(): never {
  throw new Error('The bot heard nothing.');
}
