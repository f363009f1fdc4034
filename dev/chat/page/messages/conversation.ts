// The open conversation: head, messages that follow what arrives, suggestions, composer; it notes what was read.
import { absentLine } from '../chats/absentBot';
import { createChatHeader } from '../chats/chatHeader';
import type { Composer } from '../compose/composer';
import { createSuggestedActions } from '../compose/suggestedActions';
import { h, reconcile, type Keyed } from '../dom';
import type { PageContext, View } from '../pageContext';
import { itemsOf, newsMark, openChat, unreadCount, type OpenChat } from '../reading';
import { openConversation, type OpenedConversation } from './openedConversation';
import { createScroller } from './scroller';

/** Where the window is too narrow for chats and conversation side by side. */
const NARROW = '(max-width: 760px)';

/** The main part of the page. */
export class Conversation implements View {
  readonly element: HTMLElement;
  readonly #header: View;
  readonly #suggestions: View;
  readonly #log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0' });
  readonly #scroller = createScroller(this.#log);
  readonly #absent = h('div');
  readonly #foot = h('div', { class: 'foot' });
  readonly #opened = new Map<string, OpenedConversation>();
  #shown = '';

  constructor(private readonly context: PageContext) {
    this.#header = createChatHeader(context);
    this.#suggestions = createSuggestedActions(context);
    const dock = h('div', { class: 'dock' }, this.#suggestions.element, this.#foot);
    const parts = [this.#header.element, this.#scroller.element, this.#absent, dock];
    this.element = h('main', { class: 'conversation' }, ...parts);
  }

  render(): void {
    const { context } = this;
    this.#header.render();
    const open = openChat(context.model);
    if (!open) return;
    const current = this.#current(open);
    noteRead(context, this.#scroller.isAtEnd());
    this.#scroller.keep(() => {
      const lines = current.lines();
      reconcile(this.#log, lines.length > 0 ? lines : [emptyLine(context, open)]);
    });
    reconcile(this.#absent, absentLine(context, open));
    this.#suggestions.render();
    current.composer.render();
  }

  /** What is open, put on the page when it was not. */
  #current(open: OpenChat): OpenedConversation {
    const key = `${this.context.model.me} ${this.context.model.open}`;
    const current = this.#opened.get(key) ?? openConversation(this.context, open);
    this.#opened.set(key, current);
    if (this.#shown !== key) {
      this.#shown = key;
      this.#show(current.composer, open.name);
    }
    return current;
  }

  #show(composer: Composer, name: string): void {
    this.#log.replaceChildren();
    this.#log.setAttribute('aria-label', `Messages in ${name}`);
    this.#foot.replaceChildren(composer.element);
    this.#scroller.toEnd();
    if (!matchMedia(NARROW).matches) composer.focus();
  }
}

function emptyLine({ model }: PageContext, open: OpenChat): Keyed {
  const isPersonal = open.kind === 'personal';
  const words = isPersonal ? `This is your chat with ${open.name}.` : `Nothing was said in ${open.name} yet.`;
  return { key: 'empty', version: [words, model.me], make: () => h('div', { class: 'empty' }, words) };
}

/** What is seen is read: the page is in front, and the end of the list in sight. What comes otherwise is marked new. */
function noteRead({ model, act }: PageContext, isAtEnd: boolean): void {
  if (unreadCount(model, model.me, model.open) === 0) return;
  if (document.visibilityState !== 'visible' || !isAtEnd) {
    if (model.newSince === Infinity) model.newSince = newsMark(model);
    return;
  }
  const seq = itemsOf(model, model.open).at(-1)?.seq ?? 0;
  (model.reads[model.me] ??= {})[model.open] = seq;
  void act({ kind: 'read', personId: model.me, conversationId: model.open });
}
