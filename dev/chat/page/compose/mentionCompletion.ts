// The list of people under the composer while a mention is being written: arrows choose, Enter or Tab takes, Esc closes.
import { h, fill } from '../dom';
import type { PageContext } from '../pageContext';
import { avatar } from '../people/avatar';
import { complete, matching, mentionQueryAt, type Mentionable, type MentionQuery } from './mentionQuery';

/** The completion of one composer. */
export interface MentionCompletion {
  readonly element: HTMLElement;
  /** Looks again at text and caret. */
  update(): void;
  close(): void;
  /** Whether the key was for the list; then the composer leaves it alone. */
  takesKey(key: string): boolean;
}

let lastId = 0;

/** Creates the completion for a text field. */
export function createMentionCompletion(
  { model }: PageContext,
  field: HTMLTextAreaElement,
  candidates: () => readonly Mentionable[],
): MentionCompletion {
  const id = `mentions-${++lastId}`;
  const element = h('ul', {
    id,
    class: 'mentions',
    role: 'listbox',
    'aria-label': 'People to mention',
    hidden: true,
  });
  let options: readonly Mentionable[] = [];
  let active = 0;
  let query: MentionQuery | undefined;
  const show = () => {
    element.hidden = options.length === 0;
    field.setAttribute('aria-expanded', String(!element.hidden));
    if (element.hidden) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `${id}-${active}`);
    fill(element, ...options.map((option, index) => showOption(option, index)));
  };
  const showOption = (option: Mentionable, index: number) => {
    const properties = { id: `${id}-${index}`, role: 'option', 'aria-selected': String(index === active) };
    const take = (event: Event) => {
      event.preventDefault(); // the field keeps the focus
      choose(option);
    };
    return h('li', { ...properties, onmousedown: take }, avatar(model, option), option.name);
  };
  const close = () => {
    options = [];
    show();
  };
  const choose = (option: Mentionable) => {
    if (!query) return;
    const { text, caret } = complete(field.value, field.selectionStart, query, option);
    field.value = text;
    field.setSelectionRange(caret, caret);
    close();
    field.dispatchEvent(new Event('input'));
  };
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', id);
  show();
  return {
    element,
    close,
    update() {
      query = mentionQueryAt(field.value, field.selectionStart);
      options = query ? matching(candidates(), query) : [];
      active = 0;
      show();
    },
    takesKey(key) {
      const option = options[active];
      if (!option) return false;
      if (key === 'Enter' || key === 'Tab') choose(option);
      else if (key === 'Escape') close();
      else if (key === 'ArrowDown' || key === 'ArrowUp') {
        active = (active + (key === 'ArrowDown' ? 1 : options.length - 1)) % options.length;
        show();
      } else return false;
      return true;
    },
  };
}
