// A small panel that a button opens: Esc, a click elsewhere or the button again closes it, and the focus goes back.
import { h } from '../dom';

const FIRST = 'input:checked, button, input, select';

/** A button with its panel. */
export class Popover {
  readonly panel: HTMLElement;

  /** Ties a panel to a button. `onOpen` fills the panel before it is shown. */
  constructor(
    private readonly button: HTMLButtonElement,
    label: string,
    private readonly onOpen: (panel: HTMLElement) => void,
  ) {
    this.panel = h('div', { class: 'popover', role: 'dialog', 'aria-label': label, onkeydown: this.#onKey });
    button.setAttribute('aria-haspopup', 'dialog');
    button.addEventListener('click', () => {
      if (this.isOpen) this.close();
      else this.#open();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (!this.panel.contains(target as Node) && !button.contains(target as Node)) this.close();
    });
    this.#set(false);
  }

  get isOpen(): boolean {
    return !this.panel.hidden;
  }

  close(): void {
    if (!this.isOpen) return;
    const hadFocus = this.panel.contains(document.activeElement);
    this.#set(false);
    if (hadFocus) this.button.focus();
  }

  #open(): void {
    this.onOpen(this.panel);
    this.#set(true);
    this.panel.querySelector<HTMLElement>(FIRST)?.focus();
  }

  #set(isOpen: boolean): void {
    this.panel.hidden = !isOpen;
    this.button.setAttribute('aria-expanded', String(isOpen));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.close();
  };
}
