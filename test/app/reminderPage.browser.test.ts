/** Reminders as people see them on the chat page, in both languages: asked about, set, listed, come, snoozed, and hostile text. */
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser';
import { openPage, type PageOnStage } from './pageOnStage';

describeInBrowser('reminders on the chat page', () => {
  let opened: PageOnStage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage({ timeoutMs: 12_000 });
    page = opened.page;
  }, 90_000);
  afterAll(() => opened.stop());

  const log = () => page.getByRole('log');
  const says = (text: string | RegExp) => opened.says(text);
  const say = (text: string) => opened.say(text);
  const press = (name: string) => opened.press(name);
  const shoot = (name: string) => opened.shoot(`reminders-${name}`);

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
