// One line of a conversation: who said it and when, what was said, what became of it, and what can be done with it.
import type { TimelineItem } from '../../directory/directoryState';
import { h } from '../dom';
import { icons } from '../icons';
import type { PageContext } from '../pageContext';
import { avatar } from '../people/avatar';
import { hasBot, me, openChat } from '../reading';
import { fullTimeOf, timeOf } from '../times';
import { attachmentsOf } from './attachments';
import { gistOf } from './gist';
import { textOf } from './text';

/** How a message is shown. */
export interface MessageOptions {
  /** Goes on what the message before began: without name and picture. */
  readonly isContinued: boolean;
  /** In threads own messages look like those of others. */
  readonly isInThread: boolean;
  /** Begins editing an own message. */
  readonly onEdit: (item: TimelineItem) => void;
}

/** Renders a message or an event line. */
export function showItem(context: PageContext, item: TimelineItem, options: MessageOptions): HTMLElement {
  return item.event === undefined ? showMessage(context, item, options) : showEvent(context, item);
}

function showEvent(context: PageContext, item: TimelineItem): HTMLElement {
  return h(
    'div',
    { class: 'event', 'data-item': item.id },
    h('span', {}, item.event, ' · ', timeLabel(context, item)),
    showDelivery(context, item),
  );
}

function showMessage(context: PageContext, item: TimelineItem, options: MessageOptions): HTMLElement {
  const isOwn = item.from.id === context.model.me;
  const name = item.from.name ?? item.from.id;
  const classes = [
    'message',
    isOwn && 'own',
    item.isFromBot && 'from-bot',
    options.isContinued && 'continued',
  ];
  const properties = { 'aria-label': `${name}: ${gistOf(item)}`, 'data-item': item.id };
  return h(
    'article',
    { class: classes.filter(Boolean).join(' '), ...properties },
    (!isOwn || options.isInThread) && showPicture(context, item, options),
    h(
      'div',
      { class: 'message-body' },
      !options.isContinued && showHead(context, item, isOwn ? 'You' : name),
      ...showBody(context, item, isOwn, options),
    ),
  );
}

function showPicture(
  { model }: PageContext,
  { from }: TimelineItem,
  { isContinued }: MessageOptions,
): HTMLElement {
  return isContinued ? h('span', { class: 'avatar-gap' }) : avatar(model, from);
}

function showHead(context: PageContext, item: TimelineItem, author: string): HTMLElement {
  return h(
    'div',
    { class: 'message-head' },
    h('span', { class: 'author' }, author),
    timeLabel(context, item),
  );
}

function showBody(context: PageContext, item: TimelineItem, isOwn: boolean, options: MessageOptions) {
  if (item.deletedAtMs !== undefined)
    return [h('div', { class: 'bubble deleted' }, 'This message was deleted.')];
  const tools = isOwn && showTools(context, item, options);
  return [showContent(context, item), showDelivery(context, item), tools];
}

function showContent(context: PageContext, item: TimelineItem): HTMLElement {
  const text = textOf(item);
  const edited = item.editedAtMs !== undefined && h('span', { class: 'edited' }, 'Edited');
  return h(
    'div',
    { class: 'content' },
    text && h('div', { class: 'bubble' }, text, edited),
    attachmentsOf(context, item),
    !text && edited,
  );
}

function timeLabel({ model }: PageContext, { sentAtMs }: TimelineItem): HTMLElement | string {
  const reader = me(model);
  if (!reader) return '';
  const properties = { datetime: new Date(sentAtMs).toISOString(), title: fullTimeOf(reader, sentAtMs) };
  return h('time', properties, timeOf(reader, sentAtMs));
}

/** Says when the bot did not take it, with a way to try again, and when it could not hear it. */
function showDelivery({ model, act }: PageContext, item: TimelineItem): HTMLElement | undefined {
  const { delivery, conversationId, id } = item;
  const chat = openChat(model)?.chat;
  if (delivery?.state === 'sending') return h('div', { class: 'delivery' }, 'Sending…');
  if (
    delivery?.state === 'unheard' &&
    item.event === undefined &&
    item.from.id === model.me &&
    chat &&
    hasBot(chat)
  ) {
    return h('div', { class: 'delivery' }, `${model.bot.name ?? ''} hears only what mentions it.`);
  }
  if (delivery?.state !== 'failed') return undefined;
  const code = delivery.status === undefined ? '' : ` (${delivery.status})`;
  const words = `The bot did not answer${code}${delivery.detail ? `: ${delivery.detail}` : '.'}`;
  const retry = () => void act({ kind: 'retry', conversationId, messageId: id });
  return h(
    'div',
    { class: 'delivery failed', role: 'alert' },
    h('span', {}, words),
    h('button', { type: 'button', class: 'link', 'data-focus': `retry-${id}`, onclick: retry }, 'Try again'),
  );
}

function showTools({ model, act }: PageContext, item: TimelineItem, { onEdit }: MessageOptions): HTMLElement {
  const { conversationId, id: messageId } = item;
  const remove = () => void act({ kind: 'remove', personId: model.me, conversationId, messageId });
  const tool = (label: string, picture: SVGSVGElement, onclick: () => void) =>
    h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick }, picture);
  return h(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Message' },
    tool('Edit message', icons.edit(), () => {
      onEdit(item);
    }),
    tool('Delete message', icons.trash(), remove),
  );
}
