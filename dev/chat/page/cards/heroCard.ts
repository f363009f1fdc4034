// Hero and thumbnail cards, and the buttons of the older kind that they and suggested actions have.
import { isRecord, type WireCardAction } from '../../directory/wireActivity';
import { h } from '../dom';
import { renderMarkdown } from '../messages/markdown';
import type { CardHost } from './adaptiveCard';
import { openUrl } from './openUrl';

/** Renders a Hero or thumbnail card. */
export function heroCard(content: unknown, host: CardHost): HTMLElement {
  const card = isRecord(content) ? content : {};
  const { title, subtitle, text, images, buttons } = card;
  const body = h('div', { class: 'markdown' });
  if (typeof text === 'string') body.innerHTML = renderMarkdown(text); // escaped by the renderer
  return h(
    'div',
    { class: 'card hero' },
    ...(Array.isArray(images) ? images : []).map((image) => picture(image)),
    typeof title === 'string' && h('div', { class: 'hero-title' }, title),
    typeof subtitle === 'string' && h('div', { class: 'hero-subtitle' }, subtitle),
    body,
    Array.isArray(buttons) &&
      h(
        'div',
        { class: 'card-buttons' },
        ...buttons.map((button) => cardButton(button as WireCardAction, host)),
      ),
  );
}

/** A button of this kind. */
export function cardButton(action: WireCardAction, host: CardHost, className = 'card-button'): HTMLElement {
  const press = async () => {
    if (action.type === 'openUrl') openUrl(String(action.value), host);
    else await host.press({ ...action });
  };
  return h(
    'button',
    { type: 'button', class: className, onclick: () => void press() },
    action.title ?? String(action.value),
  );
}

function picture(image: unknown): HTMLElement | undefined {
  const { url, alt } = isRecord(image) ? image : {};
  if (typeof url !== 'string') return undefined;
  return h('img', { src: url, alt: typeof alt === 'string' ? alt : 'Picture' });
}
