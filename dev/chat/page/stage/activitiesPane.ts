// The activities pane: what went between bot and channel, both ways, the latest first.
import { h, reconcile, type Keyed } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { readerKey } from '../reading';
import { showExchange } from './exchange';

const EMPTY: Keyed = {
  key: 'empty',
  version: [],
  make: () => h('p', { class: 'empty' }, 'Nothing went to or from the bot yet.'),
};

/** Creates the pane. */
export function createActivitiesPane(context: PageContext): View {
  const { model } = context;
  const list = h('div', { class: 'exchanges' });
  const element = h('aside', { class: 'pane', 'aria-label': 'Activities' }, createHead(context), list);
  return {
    element,
    render() {
      element.hidden = !model.isPaneOpen;
      if (!model.isPaneOpen) return;
      const entries = model.traffic.map((entry): Keyed => {
        const version = [entry, ...readerKey(model)];
        return { key: String(entry.seq), version, make: () => showExchange(context, entry) };
      });
      reconcile(list, entries.length > 0 ? entries.reverse() : [EMPTY]);
    },
  };
}

function createHead({ model, changed }: PageContext): HTMLElement {
  const clear = () => {
    model.traffic = [];
    changed();
  };
  const close = () => {
    model.isPaneOpen = false;
    changed();
  };
  const closing = { type: 'button', class: 'icon-button', 'aria-label': 'Close activities', onclick: close };
  return h(
    'div',
    { class: 'pane-head' },
    h('h2', {}, 'Activities'),
    h('button', { type: 'button', class: 'link', onclick: clear }, 'Clear'),
    h('button', closing, icons.close()),
  );
}
