/** Notifications as people see them on the chat page, in both languages: one with buttons, a digest, the topics. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ANA, SAM } from '../../dev/chat/directory/seedDirectory';
import { type ChatServer, startChatServer } from '../../dev/chat/chatServer';
import { findProjectRoot } from '../../dev/projectRoot';
import { type Stage, startStage } from '../../dev/stage/stage';
import { describeInBrowser, launchBrowser } from '../support/browser';

/** `RECADO_SCREENSHOTS=1` renews the pictures in docs/images. */
const areShotsKept = process.env['RECADO_SCREENSHOTS'] === '1';

describeInBrowser('notifications on the chat page', () => {
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
    await page.screenshot({ path: join(findProjectRoot(), 'docs', 'images', `notifications-${name}.png`) });
  };
  const call = async (method: 'POST' | 'PUT', path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${stage.hostUrl}/api/${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  };

  const TOPICS = {
    deployments: { title: 'Deployments', description: 'What goes live, and who let it' },
    incidents: { title: 'Incidents', description: 'Something is broken for customers' },
    'build failures': { title: 'Build failures', description: 'Red builds of main' },
  };
  const SAID = [
    {
      ...{ language: 'en', person: SAM, follow: 'follow deployments', followed: /You follow deployments/ },
      ...{
        approve: 'Approve',
        approved: /✓ Approve – Sam Carter/,
        topics: 'topics',
        list: /Topics that you can follow/,
      },
      ...{ mute: 'mute for 2 hours', muted: /I hold notifications back until/, unmute: 'unmute' },
      digest: /While it was quiet: 4 notifications/,
    },
    {
      ...{ language: 'es', person: ANA, follow: 'seguir deployments', followed: /Sigues deployments/ },
      ...{
        approve: 'Aprobar',
        approved: /✓ Aprobar – Ana García/,
        topics: 'temas',
        list: /Temas que puedes seguir/,
      },
      ...{ mute: 'silenciar 2 horas', muted: /Guardo los avisos hasta/, unmute: 'quitar silencio' },
      digest: /Mientras no te molestaba: 4 avisos/,
    },
  ] as const;

  describe.each(SAID)('in $language', (said) => {
    const { language, person } = said;
    const to = { user: person.email };

    it('are followed by name, and listed with their buttons', async () => {
      if (language === 'es') {
        await page.getByRole('button', { name: 'You are Sam Carter' }).click();
        await page.getByRole('group', { name: 'Switch person' }).getByRole('button', { name: /Ana/ }).click();
        await page.getByRole('main').getByRole('button', { name: 'Add Recado' }).last().click();
        await says('Hola, soy Recado.');
      }
      for (const [name, topic] of Object.entries(TOPICS))
        await call('PUT', `topics/${encodeURIComponent(name)}`, topic);
      await say(said.follow);
      await says(said.followed);
      await say(said.topics);
      await says(said.list);
      await shoot(`topics-${language}`);
    });

    it('come with what caused them and what can be done, and are answered in their card', async () => {
      await call('POST', 'notifications', {
        ...{ to, topic: 'deployments', why: 'GitHub Actions, run 4711 by Priya Nair' },
        message: {
          en: {
            text: '**Release 42** is ready for production.\n\n- 18 changes, all checks are green\n- [Notes](https://example.com/notes)',
          },
          es: {
            text: 'La **versión 42** está lista para producción.\n\n- 18 cambios, todo en verde\n- [Notas](https://example.com/notes)',
          },
        },
        actions: [
          { id: 'approve', title: said.approve },
          { id: 'later', title: language === 'en' ? 'Not today' : 'Hoy no' },
        ],
      });
      await says(/Release 42|versión 42/);
      await shoot(`card-${language}`);
      await press(said.approve);
      await says(said.approved);
      await shoot(`pressed-${language}`);
    });

    it('wait while they are muted, and come together', async () => {
      await say(said.mute);
      await says(said.muted);
      const notes = [
        [
          {
            en: { text: 'Build 311 of **main** is red.' },
            es: { text: 'La compilación 311 de **main** falla.' },
          },
          'build failures',
        ],
        [
          { en: { text: 'Release 43 went live.' }, es: { text: 'La versión 43 está en producción.' } },
          'deployments',
        ],
        [
          {
            en: { text: 'Build 312 of **main** is green again.' },
            es: { text: 'La compilación 312 de **main** ya no falla.' },
          },
          'build failures',
        ],
      ] as const;
      for (const [message, topic] of notes) {
        await call('POST', 'notifications', { to, topic, message, why: 'GitHub Actions' });
        await page.waitForTimeout(700);
      }
      const ask = language === 'en' ? 'Shall release 44 go out tonight?' : '¿Sale esta noche la versión 44?';
      await call('POST', 'notifications', {
        ...{ to, topic: 'deployments', message: { text: ask }, why: 'Priya Nair' },
        actions: [{ id: 'yes', title: said.approve }],
      });
      await page.waitForTimeout(2000);
      await say(said.unmute);
      await says(said.digest);
      await shoot(`digest-${language}`);
      await press(language === 'en' ? 'Show' : 'Ver');
      await says(ask);
    });
  });
});
