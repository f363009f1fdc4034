// Lines that tell what went wrong or what a button led to; problems stay until they are closed or tried again.
import { h } from '../dom';
import { icons } from '../icons';

const SHOWN_MS = 6_000;

/** The notices of the page. */
export interface Notices {
  readonly element: HTMLElement;
  /** A line that goes away by itself. */
  notify(text: string): void;
  /** A problem; `retry` adds a button that does it again. */
  complain(text: string, retry?: () => void): void;
}

/** Creates an empty list of notices; screen readers say each as it comes. */
export function createNotices(): Notices {
  const element = h('div', {
    class: 'notices',
    role: 'region',
    'aria-label': 'Notices',
    'aria-live': 'assertive',
  });
  const add = (className: string, text: string, retry?: () => void) => {
    const close = () => {
      notice.remove();
    };
    const again = () => {
      close();
      retry?.();
    };
    const notice: HTMLElement = h(
      'div',
      { class: `notice ${className}` },
      h('span', {}, text),
      retry && h('button', { type: 'button', class: 'link', onclick: again }, 'Try again'),
      h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close },
        icons.close(),
      ),
    );
    element.append(notice);
    return close;
  };
  return {
    element,
    notify(text) {
      setTimeout(add('', text), SHOWN_MS);
    },
    complain(text, retry) {
      add('problem', text, retry);
    },
  };
}
