/** Reminders as people see them on the chat page, in both languages: asked about, set, listed, come, snoozed, and hostile text. */
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

describeInBrowser('reminders on the chat page', () => {
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
    page.setDefaultTimeout(12_000);
    page.on('pageerror', (fault) => faults.push(String(fault)));
    page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
    await page.goto(chat.url);
    await says('Hello, I am Recado.');
  }, 90_000);
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
  const press = (name: string) => log().getByRole('button', { name, exact: true }).last().click();
  const shoot = async (name: string): Promise<void> => {
    if (!areShotsKept) return;
    await page.waitForTimeout(400); // what moves has come to rest
    await page.screenshot({ path: join(findProjectRoot(), 'docs', 'images', `reminders-${name}.png`) });
  };

  const SAID = [
    {
      language: 'en',
      whole: ['remind me every weekday at 9:00 to stand up', /I will remind you every weekday/],
      missing: ['remind me to call the plumber', 'When shall I remind you?'],
      unclear: ['tomorrow at 9 or 10', 'Did you mean:', /10:00/],
      list: ['list', /^Your reminders \(2\)/],
      soon: ['remind me in 1 minute to <b>check</b> **the oven**', '⏰ <b>check</b> **the oven**'],
      snooze: ['10 min', 'Moved.'],
    },
    {
      language: 'es',
      whole: ['recuérdame cada lunes a las 9 enviar el informe', /Te lo recordaré cada lunes/],
      missing: ['recuérdame comprar leche', '¿Cuándo te lo recuerdo?'],
      unclear: ['mañana a las 9 o a las 10', 'Querías decir:', /10:00/],
      list: ['lista', /^Tus recordatorios \(2\)/],
      soon: ['recuérdame en 1 minuto <b>mirar</b> **el horno**', '⏰ <b>mirar</b> **el horno**'],
      snooze: ['10 min', 'Movido.'],
    },
  ] as const;

  describe.each(SAID)('in $language', ({ language, whole, missing, unclear, list, soon, snooze }) => {
    it('are asked about until they are clear, then set', async () => {
      if (language === 'es') {
        await page.getByRole('button', { name: 'You are Sam Carter' }).click();
        await page.getByRole('group', { name: 'Switch person' }).getByRole('button', { name: /Ana/ }).click();
        await page.getByRole('main').getByRole('button', { name: 'Add Recado' }).last().click();
        await says('Hola, soy Recado.');
      }
      await say(whole[0]);
      await says(whole[1]);
      await say(missing[0]);
      await says(missing[1]);
      await say(unclear[0]);
      await says(unclear[1]);
      await shoot(`ask-${language}`);
      await log().getByRole('button', { name: unclear[2] }).last().click();
      await says(/(?:I will remind you on|Te lo recordaré el) .*10:00/);
      await shoot(`card-${language}`);
    });

    it('are listed by their next time', async () => {
      await say(list[0]);
      await says(list[1]);
      await shoot(`list-${language}`);
    });

    it('come as they were written, and are snoozed in their card', async () => {
      await say(soon[0]);
      await says(/(?:I will remind you on|Te lo recordaré el)/);
      await page.getByRole('button', { name: 'Move the clock by one minute' }).click();
      await says(soon[1]);
      expect(
        await log()
          .locator('b', { hasText: /^(?:check|mirar)$/ })
          .count(),
      ).toBe(0);
      await press(snooze[0]);
      await says(snooze[1]);
      await shoot(`snooze-${language}`);
    });
  });
});
