/** Questions in the chat page: asked, acknowledged, worked on and answered; and the card on which experts answer. */
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { openPage, type PageOnStage } from './pageOnStage';
import { type Listed, post } from './answersOnStage';

describeInBrowser('questions in the chat page', () => {
  let opened: PageOnStage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage();
    page = opened.page;
  }, 90_000);
  afterAll(() => opened.stop());

  const log = () => page.getByRole('log');
  const says = (text: string | RegExp) => opened.says(text);
  const shoot = (name: string) => opened.shoot(name);
  const answer = async (body: object): Promise<void> => {
    const answers = `${opened.stage.hostUrl}/api/answers`;
    const { items } = (await (await fetch(`${answers}?state=open`)).json()) as Listed;
    expect((await post(`${answers}/${items.at(-1)?.id}`, body)).status).toBe(202);
  };
  const openChannel = (name: RegExp) =>
    page.getByRole('navigation', { name: 'Chats' }).getByRole('button', { name }).click();

  it('are acknowledged, show how far they are in one message, and are answered as they were meant', async () => {
    await says('Hello, I am Recado.');
    await page.getByPlaceholder('Write a message').fill('ask how many vacation days I have left');
    await page.keyboard.press('Enter');
    await says("Thank you! I'll get back to you.");
    await answer({ text: 'Counting your days: 40 % done', progress: true });
    await says(/40 % done/);
    await answer({ text: 'Nearly there: 80 % done', progress: true });
    await says(/80 % done/);
    expect(
      await log()
        .getByText(/40 % done/)
        .count(),
    ).toBe(0);
    await answer({ text: 'You have <b>12 days</b> left.' });
    await says(/You have <b>12 days<\/b> left\./);
    await shoot('answer');
  });

  it('become a card in a thread of the experts, who answer on it', async () => {
    await openChannel(/Support/);
    await page.getByRole('main').getByRole('button', { name: 'Add Recado' }).last().click();
    const said = page.getByLabel('New post in Support');
    await said.fill('@Recado answer questions here');
    await said.press('Enter');
    await page.getByText(/Questions will be put to you here/).waitFor();
    await said.fill('@Recado ask who knows the Wi-Fi password for guests');
    await said.press('Enter');
    const thread = page.getByRole('region', { name: /^Thread begun by/ }).filter({ hasText: /asks ·/ });
    await thread
      .getByText(/who knows the Wi-Fi password/)
      .first()
      .waitFor();
    await thread.getByRole('button', { name: 'Take it' }).click();
    await thread.getByText(/is on it\./).waitFor();
    await thread.getByText('Edited').waitFor(); // now all see it, and the card stays as it is
    await thread.getByRole('button', { name: 'Answer' }).click();
    await thread.getByLabel(/Your answer/).fill('It hangs at the reception desk.');
    await thread.getByRole('button', { name: 'Send answer' }).scrollIntoViewIfNeeded();
    await shoot('experts');
    await thread.getByRole('button', { name: 'Send answer' }).click();
    await thread.getByText(/has answered:/).waitFor();
    await page.getByText(/answers: It hangs at the reception desk\./).waitFor();
  });
});
