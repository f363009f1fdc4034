// Where a person writes: Enter sends, Shift+Enter breaks the line, @ completes names, ↑ edits the last own message.
import { readMentions } from '../../channel/mention';
import type { TimelineItem } from '../../directory/directoryState';
import { splitConversationId } from '../../directory/place';
import { h } from '../dom';
import { icons } from '../icons';
import type { PageContext } from '../pageContext';
import { hasBot, lastOwn, openChat } from '../reading';
import { createMentionCompletion } from './mentionCompletion';
import type { Mentionable } from './mentionQuery';

export interface ComposerOptions {
  /** Where it writes to; with `;messageid=` into a thread. */
  readonly conversationId: string;
  readonly label: string;
  readonly placeholder: string;
  /** Esc in an empty field. */
  readonly onCancel?: () => void;
}

/** A composer keeps its text while the page is open. */
export interface Composer {
  readonly element: HTMLElement;
  focus(): void;
  /** Takes a message for editing. */
  edit(item: TimelineItem): void;
  render(): void;
}

/** Creates the composer of a conversation or thread. */
export function createComposer(context: PageContext, options: ComposerOptions): Composer {
  let edited: TimelineItem | undefined;
  const field = h('textarea', {
    rows: '1',
    'aria-label': options.label,
    placeholder: options.placeholder,
    maxlength: '28000',
  });
  const completion = createMentionCompletion(context, field, () => mentionables(context));
  const banner = h('div', { class: 'editing', hidden: true }, 'Editing your message · Esc to cancel');
  const button = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icons.send());
  const write = (text: string) => {
    field.value = text;
    fitHeight(field);
    button.disabled = text.trim() === '';
    completion.update();
  };
  const setEdited = (item: TimelineItem | undefined) => {
    edited = item;
    banner.hidden = item === undefined;
    write(item ? readMentions(item.shownText ?? item.activity.text ?? '') : '');
  };
  const send = () => {
    const text = field.value;
    if (text.trim() === '') return;
    const where = { personId: context.model.me, conversationId: options.conversationId, text };
    const item = edited;
    setEdited(undefined);
    context.model.newSince = Infinity;
    void context.act(item ? { kind: 'edit', ...where, messageId: item.id } : { kind: 'say', ...where });
  };
  const cancel = () => {
    if (edited) setEdited(undefined);
    else if (field.value === '') options.onCancel?.();
  };
  const editLast = () => {
    const { conversationId, threadId } = splitConversationId(options.conversationId);
    const item = lastOwn(context.model, conversationId, threadId);
    if (item) setEdited(item);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (completion.takesKey(event.key)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') cancel();
    else if (event.key === 'ArrowUp' && field.value === '') {
      event.preventDefault();
      editLast();
    }
  };
  field.addEventListener('keydown', onKey);
  field.addEventListener('input', () => {
    write(field.value);
  });
  field.addEventListener('blur', completion.close);
  const submit = (event: Event) => {
    event.preventDefault();
    send();
    field.focus();
  };
  write('');
  return {
    element: h(
      'form',
      { class: 'composer', onsubmit: submit },
      banner,
      completion.element,
      h('div', { class: 'composer-field' }, field, button),
    ),
    focus: () => {
      field.focus();
    },
    edit(item) {
      setEdited(item);
      field.focus();
    },
    render() {
      const wasDisabled = field.disabled;
      field.disabled = openChat(context.model)?.kind === 'personal' && !isBotHere(context);
      if (wasDisabled && !field.disabled && document.activeElement === document.body) field.focus();
    },
  };
}

function isBotHere({ model }: PageContext): boolean {
  const chat = openChat(model)?.chat;
  return chat !== undefined && hasBot(chat);
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
  if (field.scrollHeight > 0) field.style.height = `${Math.min(field.scrollHeight, 180)}px`; // 0: not shown yet
}
