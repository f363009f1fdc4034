// Whose page this is: switch to another person, and set their locale and time zone.
import { fill, h } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { me, totalUnread } from '../reading';
import { Popover } from '../stage/popover';
import { avatar } from './avatar';

const LOCALES = ['en-GB', 'en-US', 'es-ES', 'es-MX', 'de-DE', 'fr-FR', 'ja-JP', 'pt-BR'];

/** Creates the card of the person and its panel. */
export function createPersonMenu(context: PageContext): View {
  const { model } = context;
  const button = h('button', { type: 'button', class: 'person-button' });
  const popover = new Popover(button, 'You', (panel) => {
    fill(
      panel,
      people(context, () => {
        popover.close();
      }),
      profile(context),
    );
  });
  let shown: readonly unknown[] = [];
  return {
    element: h('div', { class: 'popover-holder' }, button, popover.panel),
    render() {
      const person = me(model);
      if (!person || shown[0] === person) return;
      shown = [person];
      button.setAttribute('aria-label', `You are ${person.name}. Switch person, locale or time zone`);
      const words = h(
        'span',
        { class: 'person-words' },
        h('span', { class: 'entry-name' }, person.name),
        h('span', { class: 'entry-gist' }, `${person.locale} · ${person.timeZone}`),
      );
      fill(button, avatar(model, person), words, icons.more());
    },
  };
}

function people({ model, become }: PageContext, close: () => void): HTMLElement {
  const choices = model.people.map((person) => {
    const unread = totalUnread(model, person.id);
    const choose = () => {
      close();
      become(person.id);
    };
    return h(
      'button',
      {
        type: 'button',
        class: 'member choice',
        'aria-pressed': String(person.id === model.me),
        onclick: choose,
      },
      avatar(model, person),
      h('span', { class: 'member-name' }, person.name),
      unread > 0 && h('span', { class: 'badge' }, unread),
    );
  });
  return h('div', { role: 'group', 'aria-label': 'Switch person' }, h('h3', {}, 'Switch person'), ...choices);
}

function profile({ model, act }: PageContext): HTMLElement {
  const person = me(model);
  if (!person) return h('div');
  const locale = select('Locale', LOCALES, person.locale);
  const timeZone = select('Time zone', Intl.supportedValuesOf('timeZone').concat('UTC'), person.timeZone);
  const save = () =>
    void act({ kind: 'profile', personId: person.id, locale: locale.value, timeZone: timeZone.value });
  for (const field of [locale, timeZone]) field.addEventListener('change', save);
  const row = (label: string, field: HTMLElement) =>
    h('label', { class: 'row' }, h('span', {}, label), field);
  return h(
    'div',
    { class: 'profile' },
    h('h3', {}, 'What the bot is told'),
    row('Locale', locale),
    row('Time zone', timeZone),
  );
}

function select(label: string, values: readonly string[], chosen: string): HTMLSelectElement {
  const all = [...new Set([...values, chosen])].sort();
  return h(
    'select',
    { 'aria-label': label },
    ...all.map((value) => h('option', { value, selected: value === chosen }, value)),
  );
}
