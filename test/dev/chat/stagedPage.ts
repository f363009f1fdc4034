/** The chat page in a browser, with the echo bot on the other side and a clock that moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startChatServer, type ChatServer } from '../../../dev/chat/chatServer';
import { findProjectRoot } from '../../../dev/projectRoot';
import { launchBrowser } from '../../support/browser';
import { startEchoBot, type EchoBot } from './echoBot';

/** A stage with a browser; each `open` gives a page of its own. */
export interface StagedPage {
  readonly bot: EchoBot;
  chat: ChatServer;
  /** Everything that pages asked for, and everything that went wrong in them. */
  readonly requests: readonly string[];
  readonly faults: readonly string[];
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Starts the chat, which was stopped, on the same port and data. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds the page as the project does, into a folder. */
export async function buildPage(folder: string): Promise<void> {
  await build({
    absWorkingDir: findProjectRoot(),
    entryPoints: { page: 'dev/chat/page/page.ts' },
    outdir: folder,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    logLevel: 'warning',
  });
}

/** What is shared by the tests of a file: the built page and the browser. */
export interface PageWorkshop {
  readonly stage: () => Promise<StagedPage>;
  close(): Promise<void>;
}

/** Builds the page and starts the browser. */
export async function openWorkshop(): Promise<PageWorkshop> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-page-'));
  await buildPage(folder);
  const browser = await launchBrowser();
  return {
    stage: () => startStage(browser, folder),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startStage(browser: Browser, pageFolder: string): Promise<StagedPage> {
  const bot = await startEchoBot();
  const faults: string[] = [];
  const requests: string[] = [];
  const dataFolder = mkdtempSync(join(tmpdir(), 'recado-chat-'));
  const clock = createClock();
  const log = (line: string) => faults.push(line);
  const startChat = (port: number) =>
    startChatServer({ port, botUrl: () => bot.messagesUrl, pageFolder, dataFolder, clock, log });
  const pages: Page[] = [];
  const stage: StagedPage = {
    bot,
    chat: await startChat(0),
    requests,
    faults,
    async open(options = {}) {
      const context = await browser.newContext({ timezoneId: 'Europe/London', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (fault) => faults.push(String(fault)));
      page.on('dialog', (dialog) => faults.push(`dialog: ${dialog.message()}`));
      pages.push(page);
      await page.goto(stage.chat.url);
      return page;
    },
    async startAgain() {
      stage.chat = await startChat(stage.chat.port);
    },
    async stop() {
      for (const page of pages) await page.context().close();
      await stage.chat.stop();
      await bot.stop();
      rmSync(dataFolder, { recursive: true });
    },
  };
  return stage;
}

function createClock() {
  let offsetMs = 0;
  return {
    now: () => Date.now() + offsetMs,
    get offsetMs() {
      return offsetMs;
    },
    advance: (ms: number) => Promise.resolve(void (offsetMs += ms)),
  };
}
