// The open conversation: head, messages that follow what arrives, suggestions, composer; it notes what was read.
import { createChatHeader } from '../chats/chatHeader';
import { createComposer, type Composer } from '../compose/composer';
import { createSuggestedActions } from '../compose/suggestedActions';
import { fill, h, reconcile, type Keyed } from '../dom';
import type { PageContext, View } from '../pageContext';
import { hasBot, itemsOf, newsMark, openChat, unreadCount, type OpenChat } from '../reading';
import { createScroller } from './scroller';
import { linesOf, typingLine } from './messageList';
import { createThreads } from './threads';

/** What is kept for each conversation and person while the page is open. */
interface Opened {
  readonly composer: Composer;
  lines(): readonly Keyed[];
}

/** Creates the main part of the page. */
export function createConversation(context: PageContext): View {
  const { model } = context;
  const header = createChatHeader(context);
  const log = h('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-label': 'Messages',
    tabindex: '0',
  });
  const scroller = createScroller(log);
  const suggestions = createSuggestedActions(context);
  const absent = h('div', { class: 'absent' });
  const foot = h('div', { class: 'foot' });
  const opened = new Map<string, Opened>();
  let shown = '';
  return {
    element: h(
      'main',
      { class: 'conversation' },
      header.element,
      scroller.element,
      absent,
      h('div', { class: 'dock' }, suggestions.element, foot),
    ),
    render() {
      header.render();
      const open = openChat(model);
      if (!open) return;
      const key = `${model.me} ${model.open}`;
      const current = opened.get(key) ?? openConversation(context, open);
      opened.set(key, current);
      if (shown !== key) {
        shown = key;
        log.replaceChildren();
        foot.replaceChildren(current.composer.element);
        log.setAttribute('aria-label', `Messages in ${open.name}`);
        scroller.toEnd();
        if (!matchMedia('(max-width: 760px)').matches) current.composer.focus();
      }
      noteRead(context, scroller.isAtEnd());
      scroller.keep(() => {
        const lines = current.lines();
        reconcile(log, lines.length > 0 ? lines : [emptyLine(context, open)]);
      });
      showAbsent(context, absent, open);
      suggestions.render();
      current.composer.render();
    },
  };
}

function openConversation(context: PageContext, open: OpenChat): Opened {
  const { model } = context;
  const conversationId = model.open;
  const isChannel = open.kind === 'channel';
  const composer = createComposer(context, {
    conversationId,
    label: isChannel ? `New post in ${open.name}` : `Message to ${open.name}`,
    placeholder: isChannel
      ? 'Begin a new thread. @ mentions somebody'
      : open.kind === 'group'
        ? 'Write a message. @ mentions somebody'
        : 'Write a message',
  });
  if (isChannel) {
    const threads = createThreads(context, conversationId, composer.edit);
    const lines = () => [
      ...threads.lines(itemsOf(model, conversationId)),
      ...typingLine(context, conversationId),
    ];
    return { composer, lines };
  }
  return {
    composer,
    lines: () => [
      ...linesOf(context, itemsOf(model, conversationId), { onEdit: composer.edit, isInThread: false }),
      ...typingLine(context, conversationId),
    ],
  };
}

function emptyLine({ model }: PageContext, open: OpenChat): Keyed {
  const words =
    open.kind === 'personal'
      ? `This is your chat with ${open.name}.`
      : `Nothing was said in ${open.name} yet.`;
  const make = () => h('div', { class: 'empty' }, words);
  return { key: 'empty', version: [words, model.me], make };
}

/** Where the bot is not, a line says so, with the button that brings it. */
function showAbsent({ model, act }: PageContext, element: HTMLElement, open: OpenChat): void {
  const isIn = hasBot(open.chat);
  element.hidden = isIn;
  if (isIn) return;
  const name = model.bot.name ?? '';
  const where =
    open.kind === 'channel'
      ? `the team ${open.chat.name}`
      : open.kind === 'group'
        ? 'this chat'
        : 'your apps';
  const install = () => void act({ kind: 'install', personId: model.me, conversationId: open.chat.id });
  fill(
    element,
    h('span', {}, `${name} is not in ${where}.`),
    h('button', { type: 'button', class: 'tool-button primary', onclick: install }, `Add ${name}`),
  );
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
