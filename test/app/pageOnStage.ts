/** The chat page in a real browser, with the whole app on a stage behind it; what goes wrong in the page fails the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startChatServer } from '../../dev/chat/chatServer';
import { findProjectRoot } from '../../dev/projectRoot';
import { type Stage, startStage } from '../../dev/stage/stage';
import { launchBrowser } from '../support/browser';

export interface PageOnStage {
  readonly stage: Stage;
  readonly page: Page;
  /** Types it and sends it. */
  say(text: string): Promise<void>;
  /** Resolves when it stands in the chat. */
  says(text: string | RegExp): Promise<void>;
  /** Presses the last button of this name in the chat. */
  press(name: string): Promise<void>;
  /** Renews this picture in docs/images, where `RECADO_SCREENSHOTS=1`. */
  shoot(name: string): Promise<void>;
  /** Ends all of it; throws when anything went wrong in the page or its server meanwhile. */
  stop(): Promise<void>;
}

export interface PageOptions {
  hostEnv?: Readonly<Record<string, string>>;
  /** Of the window. */
  height?: number;
  /** For everything that is waited for in the page. */
  timeoutMs?: number;
}

/** Opens the page as Sam in Madrid, who is welcomed. */
export async function openPage(options: PageOptions = {}): Promise<PageOnStage> {
  const { hostEnv = {}, height = 820, timeoutMs = 15_000 } = options;
  const faults: string[] = [];
  const dataFolder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
  const stage = await startStage({ hostEnv });
  const chat = await startChatServer({
    port: 0,
    botUrl: () => stage.messagesUrl,
    pageFolder: join(findProjectRoot(), 'dist', 'dev', 'page'),
    dataFolder,
    clock: stage.clock,
    log: (line) => faults.push(line),
  });
  const browser = await launchBrowser();
  const viewport = { width: 1180, height };
  const context = await browser.newContext({ timezoneId: 'Europe/Madrid', locale: 'en-GB', viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(timeoutMs);
  page.on('pageerror', (fault) => faults.push(String(fault)));
  page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
  await page.goto(chat.url);
  const opened: PageOnStage = {
    ...handsOn(page),
    ...{ stage, page },
    async stop() {
      await browser.close();
      await chat.stop();
      await stage.stop();
      rmSync(dataFolder, { recursive: true });
      expect(faults).toEqual([]);
    },
  };
  await opened.says('Hello, I am Recado.');
  return opened;
}

function handsOn(page: Page): Pick<PageOnStage, 'say' | 'says' | 'press' | 'shoot'> {
  const log = page.getByRole('log');
  return {
    async say(text) {
      await page.getByPlaceholder('Write a message').fill(text);
      await page.keyboard.press('Enter');
    },
    says: (text) => log.getByText(text).last().waitFor(),
    press: (name) => log.getByRole('button', { name, exact: true }).last().click(),
    async shoot(name) {
      if (process.env['RECADO_SCREENSHOTS'] !== '1') return;
      await page.waitForTimeout(400); // what moves has come to rest
      await page.screenshot({ path: join(findProjectRoot(), 'docs', 'images', `${name}.png`) });
    },
  };
}
