/** Notifications as people see them on the chat page, in both languages: one with buttons, a digest, the topics. */
import type { Page } from 'playwright-core';
import { ANA, SAM } from '../../dev/chat/directory/seedDirectory';
import { describeInBrowser } from '../support/browser';
import { callApi } from './callApi';
import { openPage, type PageOnStage } from './pageOnStage';

describeInBrowser('notifications on the chat page', () => {
  let opened: PageOnStage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage({ timeoutMs: 12_000 });
    page = opened.page;
  }, 90_000);
  afterAll(() => opened.stop());

  const says = (text: string | RegExp) => opened.says(text);
  const say = (text: string) => opened.say(text);
  const press = (name: string) => opened.press(name);
  const shoot = (name: string) => opened.shoot(`notifications-${name}`);
  const call = (method: 'POST' | 'PUT', path: string, body: object) =>
    callApi(opened.stage.hostUrl, method, path, body);

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
