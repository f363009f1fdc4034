// Where a person writes: Enter sends, Shift+Enter breaks the line, @ completes names, ↑ edits the last own message.
import { readMentions } from '../../channel/mention';
import type { TimelineItem } from '../../directory/directoryState';
import { splitConversationId } from '../../directory/place';
import { h } from '../dom';
import { icons } from '../icons';
import type { PageContext } from '../pageContext';
import { hasBot, lastOwn, openChat } from '../reading';
import { MentionCompletion } from './mentionCompletion';
import type { Mentionable } from './mentionQuery';

export interface ComposerOptions {
  /** Where it writes to; with `;messageid=` into a thread. */
  readonly conversationId: string;
  readonly label: string;
  readonly placeholder: string;
  /** Esc in an empty field. */
  readonly onCancel?: () => void;
}

const HIGHEST_PX = 180;

/** The composer of a conversation or thread; it keeps its text while the page is open. */
export class Composer {
  readonly element: HTMLElement;
  readonly #context: PageContext;
  readonly #options: ComposerOptions;
  readonly #field: HTMLTextAreaElement;
  readonly #completion: MentionCompletion;
  readonly #banner = h('div', { class: 'editing', hidden: true }, 'Editing your message · Esc to cancel');
  readonly #button = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icons.send());
  #edited: TimelineItem | undefined;

  constructor(context: PageContext, options: ComposerOptions) {
    this.#context = context;
    this.#options = options;
    const { label, placeholder } = options;
    this.#field = h('textarea', { rows: '1', 'aria-label': label, placeholder, maxlength: '28000' });
    this.#completion = new MentionCompletion(context.model, this.#field, () => mentionables(context));
    this.#field.addEventListener('keydown', this.#onKey);
    this.#field.addEventListener('input', () => {
      this.#write(this.#field.value);
    });
    this.#field.addEventListener('blur', () => {
      this.#completion.close();
    });
    const line = h('div', { class: 'composer-field' }, this.#field, this.#button);
    const onsubmit = this.#onSubmit;
    this.element = h('form', { class: 'composer', onsubmit }, this.#banner, this.#completion.element, line);
    this.#write('');
  }

  focus(): void {
    this.#field.focus();
  }

  /** Takes a message for editing. */
  readonly edit = (item: TimelineItem): void => {
    this.#setEdited(item);
    this.#field.focus();
  };

  render(): void {
    const wasDisabled = this.#field.disabled;
    const open = openChat(this.#context.model);
    this.#field.disabled = open?.kind === 'personal' && !hasBot(open.chat);
    const isFree = document.activeElement === document.body;
    if (wasDisabled && !this.#field.disabled && isFree) this.focus();
  }

  #write(text: string): void {
    this.#field.value = text;
    fitHeight(this.#field);
    this.#button.disabled = text.trim() === '';
    this.#completion.update();
  }

  #setEdited(item: TimelineItem | undefined): void {
    this.#edited = item;
    this.#banner.hidden = item === undefined;
    this.#write(item ? readMentions(item.shownText ?? item.activity.text ?? '') : '');
  }

  #send(): void {
    const text = this.#field.value;
    if (text.trim() === '') return;
    const { model, act } = this.#context;
    const where = { personId: model.me, conversationId: this.#options.conversationId, text };
    const item = this.#edited;
    this.#setEdited(undefined);
    model.newSince = Infinity;
    void act(item ? { kind: 'edit', ...where, messageId: item.id } : { kind: 'say', ...where });
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#send();
    this.#field.focus();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!event.isComposing && this.#takesKey(event)) event.preventDefault();
  };

  /** Whether the key did something here. */
  #takesKey({ key, shiftKey }: KeyboardEvent): boolean {
    if (this.#completion.takesKey(key)) return true;
    if (key === 'Enter' && !shiftKey) this.#send();
    else if (key === 'Escape') return this.#cancel();
    else if (key === 'ArrowUp' && this.#field.value === '') this.#editLast();
    else return false;
    return true;
  }

  #cancel(): boolean {
    const { onCancel } = this.#options;
    if (this.#edited) this.#setEdited(undefined);
    else if (this.#field.value === '' && onCancel) onCancel();
    else return false;
    return true;
  }

  #editLast(): void {
    const { conversationId, threadId } = splitConversationId(this.#options.conversationId);
    const item = lastOwn(this.#context.model, conversationId, threadId);
    if (item) this.#setEdited(item);
  }
}

/** In groups and channels: the bot, where it is installed, and the other members. */
function mentionables({ model }: PageContext): readonly Mentionable[] {
  const open = openChat(model);
  if (!open || open.kind === 'personal') return [];
  const bot = hasBot(open.chat) ? [{ id: model.bot.id, name: model.bot.name ?? '' }] : [];
  const members = model.people.filter(({ id }) => id !== model.me && open.chat.memberIds.includes(id));
  return [...bot, ...members];
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  if (field.scrollHeight > 0) field.style.height = `${Math.min(field.scrollHeight, HIGHEST_PX)}px`; // 0: not shown yet
}
