// One exchange between bot and channel: a line that opens to the JSON of both sides.
import type { TrafficEntry } from '../../server/pageProtocol';
import { h } from '../dom';
import { icons } from '../icons';
import type { PageContext } from '../pageContext';
import { me } from '../reading';
import { secondsOf } from '../times';

/** Renders an exchange; its JSON is made when it is first opened. */
export function showExchange(context: PageContext, entry: TrafficEntry): HTMLElement {
  const details = h('div', { class: 'exchange-body' });
  const open = () => {
    if (details.childElementCount > 0) return;
    const { method, path, sent, received } = entry;
    const where = h('div', { class: 'exchange-path' }, `${method} ${decodeURIComponent(path)}`);
    details.append(where, json('Sent', sent), json('Answered', received));
  };
  return h(
    'details',
    { class: `exchange ${entry.direction}`, ontoggle: open },
    summary(context, entry),
    details,
  );
}

function summary({ model }: PageContext, entry: TrafficEntry): HTMLElement {
  const { direction, title, status, fault, tookMs, atMs } = entry;
  const [words, arrow] =
    direction === 'toBot' ? ['To the bot', icons.toBot()] : ['From the bot', icons.fromBot()];
  const isFine = status !== undefined && status < 400;
  const reader = me(model);
  const took = tookMs === undefined ? '' : ` · ${Math.round(tookMs)} ms`;
  return h(
    'summary',
    {},
    h('span', { class: 'arrow', title: words }, arrow, h('span', { class: 'visually-hidden' }, words)),
    h('span', { class: 'exchange-title' }, title),
    h('span', { class: isFine ? 'status' : 'status bad' }, fault ? `${fault} ` : '', status ?? 'no answer'),
    h('span', { class: 'exchange-time' }, reader ? secondsOf(reader, atMs) : '', took),
  );
}

function json(label: string, value: unknown): HTMLElement | string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return h('div', {}, h('h3', {}, label), h('pre', { tabindex: '0', 'aria-label': label }, text));
}
