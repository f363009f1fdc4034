// The activities pane: what went between bot and channel, both ways, as JSON.
import type { TrafficEntry } from '../../server/pageProtocol';
import { h, reconcile, type Keyed } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { me, readerKey } from '../reading';
import { secondsOf } from '../times';

/** Creates the pane; Esc closes it. */
export function createActivitiesPane(context: PageContext): View {
  const { model, changed } = context;
  const close = () => {
    model.isPaneOpen = false;
    changed();
  };
  const list = h('div', { class: 'exchanges' });
  const clear = () => {
    model.traffic = [];
    changed();
  };
  const head = h(
    'div',
    { class: 'pane-head' },
    h('h2', {}, 'Activities'),
    h('button', { type: 'button', class: 'link', onclick: clear }, 'Clear'),
    h(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Close activities', onclick: close },
      icons.close(),
    ),
  );
  const onkeydown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  const element = h('aside', { class: 'pane', 'aria-label': 'Activities', onkeydown }, head, list);
  return {
    element,
    render() {
      element.hidden = !model.isPaneOpen;
      if (!model.isPaneOpen) return;
      const entries = model.traffic.map((entry): Keyed => {
        return {
          key: String(entry.seq),
          version: [entry, ...readerKey(model)],
          make: () => exchange(context, entry),
        };
      });
      const empty: Keyed = {
        key: 'empty',
        version: [],
        make: () => h('p', { class: 'empty' }, 'Nothing went to or from the bot yet.'),
      };
      reconcile(list, entries.length > 0 ? entries.reverse() : [empty]);
    },
  };
}

function exchange({ model }: PageContext, entry: TrafficEntry): HTMLElement {
  const { direction, title, status, fault, tookMs, atMs, method, path, sent, received } = entry;
  const isFine = status !== undefined && status < 400;
  const words = direction === 'toBot' ? 'To the bot' : 'From the bot';
  const reader = me(model);
  const details = h('div', { class: 'exchange-body' });
  const open = () => {
    if (details.childElementCount > 0) return;
    const path_ = h('div', { class: 'exchange-path' }, `${method} ${decodeURIComponent(path)}`);
    details.append(path_, json('Sent', sent), json('Answered', received));
  };
  return h(
    'details',
    { class: `exchange ${direction}`, ontoggle: open },
    h(
      'summary',
      {},
      h(
        'span',
        { class: 'arrow', title: words },
        direction === 'toBot' ? icons.toBot() : icons.fromBot(),
        h('span', { class: 'visually-hidden' }, words),
      ),
      h('span', { class: 'exchange-title' }, title),
      h('span', { class: isFine ? 'status' : 'status bad' }, fault ? `${fault} ` : '', status ?? 'no answer'),
      h(
        'span',
        { class: 'exchange-time' },
        reader ? secondsOf(reader, atMs) : '',
        tookMs === undefined ? '' : ` · ${Math.round(tookMs)} ms`,
      ),
    ),
    details,
  );
}

function json(label: string, value: unknown): HTMLElement | string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return h('div', {}, h('h3', {}, label), h('pre', { tabindex: '0', 'aria-label': label }, text));
}
