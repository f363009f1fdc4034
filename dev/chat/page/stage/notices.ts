// Lines that tell what went wrong or what a button led to; problems stay until they are closed or tried again.
import { h } from '../dom';
import { icons } from '../icons';

const SHOWN_MS = 6_000;

/** The notices of the page, none at first; screen readers say each as it comes. */
export class Notices {
  readonly element = h('div', {
    class: 'notices',
    role: 'region',
    'aria-label': 'Notices',
    'aria-live': 'assertive',
  });

  /** A line that goes away by itself. */
  readonly notify = (text: string): void => {
    const notice = this.#add('notice', text);
    setTimeout(() => {
      notice.remove();
    }, SHOWN_MS);
  };

  /** A problem; `retry` adds a button that does it again. */
  complain(text: string, retry: () => void): void {
    const again = () => {
      notice.remove();
      retry();
    };
    const button = h('button', { type: 'button', class: 'link', onclick: again }, 'Try again');
    const notice = this.#add('notice problem', text, button);
  }

  #add(className: string, text: string, button?: HTMLElement): HTMLElement {
    const close = () => {
      notice.remove();
    };
    const properties = { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close };
    const notice = h(
      'div',
      { class: className },
      h('span', {}, text),
      button,
      h('button', properties, icons.close()),
    );
    this.element.append(notice);
    return notice;
  }
}
