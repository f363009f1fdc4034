// The list of people above the composer while a mention is being written: arrows choose, Enter or Tab takes, Esc closes.
import { h, fill } from '../dom';
import type { Model } from '../model';
import { avatar } from '../people/avatar';
import { complete, matching, mentionQueryAt, type Mentionable, type MentionQuery } from './mentionQuery';

let lastId = 0;

/** The completion of one text field. */
export class MentionCompletion {
  readonly element: HTMLElement;
  readonly #id = `mentions-${++lastId}`;
  #options: readonly Mentionable[] = [];
  #active = 0;
  #query: MentionQuery | undefined;

  constructor(
    private readonly model: Model,
    private readonly field: HTMLTextAreaElement,
    private readonly candidates: () => readonly Mentionable[],
  ) {
    const label = 'People to mention';
    this.element = h('ul', { id: this.#id, class: 'mentions', role: 'listbox', 'aria-label': label });
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', this.#id);
    this.#show();
  }

  /** Looks again at text and caret. */
  update(): void {
    const { value, selectionStart } = this.field;
    this.#query = mentionQueryAt(value, selectionStart);
    this.#options = this.#query ? matching(this.candidates(), this.#query) : [];
    this.#active = 0;
    this.#show();
  }

  close(): void {
    this.#options = [];
    this.#show();
  }

  /** Whether the key was for the list; then the composer leaves it alone. */
  takesKey(key: string): boolean {
    const option = this.#options[this.#active];
    if (!option) return false;
    if (key === 'Enter' || key === 'Tab') this.#choose(option);
    else if (key === 'Escape') this.close();
    else if (key === 'ArrowDown') this.#move(1);
    else if (key === 'ArrowUp') this.#move(this.#options.length - 1);
    else return false;
    return true;
  }

  #move(step: number): void {
    this.#active = (this.#active + step) % this.#options.length;
    this.#show();
  }

  #choose(option: Mentionable): void {
    if (!this.#query) return;
    const { text, caret } = complete(this.field.value, this.field.selectionStart, this.#query, option);
    this.field.value = text;
    this.field.setSelectionRange(caret, caret);
    this.close();
    this.field.dispatchEvent(new Event('input'));
  }

  #show(): void {
    this.element.hidden = this.#options.length === 0;
    this.field.setAttribute('aria-expanded', String(!this.element.hidden));
    if (this.element.hidden) this.field.removeAttribute('aria-activedescendant');
    else this.field.setAttribute('aria-activedescendant', `${this.#id}-${this.#active}`);
    fill(this.element, ...this.#options.map((option, index) => this.#showOption(option, index)));
  }

  #showOption(option: Mentionable, index: number): HTMLElement {
    const isActive = index === this.#active;
    const onmousedown = (event: Event) => {
      event.preventDefault(); // the field keeps the focus
      this.#choose(option);
    };
    const properties = {
      id: `${this.#id}-${index}`,
      role: 'option',
      'aria-selected': String(isActive),
      onmousedown,
    };
    return h('li', properties, avatar(this.model, option), option.name);
  }
}
