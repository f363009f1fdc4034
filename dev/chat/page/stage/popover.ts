// A small panel that a button opens: Esc, a click elsewhere or the button again closes it, and the focus goes back.
import { h } from '../dom';

/** A button with its panel. */
export interface Popover {
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
  readonly isOpen: boolean;
  close(): void;
}

/** Ties a panel to a button. `onOpen` fills the panel before it is shown. */
export function createPopover(
  button: HTMLButtonElement,
  label: string,
  onOpen: (panel: HTMLElement) => void,
): Popover {
  const panel = h('div', { class: 'popover', role: 'dialog', 'aria-label': label, hidden: true });
  const set = (isOpen: boolean) => {
    panel.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
  };
  const close = () => {
    if (panel.hidden) return;
    const hadFocus = panel.contains(document.activeElement);
    set(false);
    if (hadFocus) button.focus();
  };
  button.setAttribute('aria-haspopup', 'dialog');
  set(false);
  button.addEventListener('click', () => {
    if (!panel.hidden) {
      close();
      return;
    }
    onOpen(panel);
    set(true);
    panel.querySelector<HTMLElement>('input:checked, button, input, select')?.focus();
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!panel.contains(target as Node) && !button.contains(target as Node)) close();
  });
  return {
    button,
    panel,
    get isOpen() {
      return !panel.hidden;
    },
    close,
  };
}
