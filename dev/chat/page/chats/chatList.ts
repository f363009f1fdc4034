// The chats that a person sees, with what is unread: the chat with the bot, groups, teams with their channels.
import type { Chat, Team } from '../../directory/directoryState';
import { h, reconcile, type Keyed } from '../dom';
import { gistOf } from '../messages/gist';
import type { PageContext, View } from '../pageContext';
import { avatar, groupAvatar } from '../people/avatar';
import { chatsOf, itemsOf, me, readerKey, unreadCount } from '../reading';
import { dayKey, shortDayOf, timeOf } from '../times';

/** Creates the list of chats. Arrow keys move between its entries. */
export function createChatList(context: PageContext): View {
  const element = h('nav', { class: 'chats', 'aria-label': 'Chats', onkeydown: moveFocus });
  return {
    element,
    render() {
      const chats = chatsOf(context.model, context.model.me);
      const of = (kind: Chat['kind']) => chats.filter((chat) => chat.kind === kind);
      const direct = [...of('personal'), ...of('group')].flatMap((chat) =>
        chat.kind === 'team' ? [] : chatEntry(context, chat),
      );
      const teams = of('team').flatMap((chat) => (chat.kind === 'team' ? teamEntries(context, chat) : []));
      const titled = (title: string, entries: readonly Keyed[]) =>
        entries.length > 0 ? [heading(title), ...entries] : [];
      reconcile(element, [...titled('Chats', direct), ...titled('Teams', teams)]);
    },
  };
}

function heading(title: string): Keyed {
  return { key: `heading-${title}`, version: [], make: () => h('h2', {}, title) };
}

function chatEntry(context: PageContext, chat: Exclude<Chat, Team>): Keyed {
  const { model } = context;
  const name = chat.kind === 'group' ? chat.name : (model.bot.name ?? '');
  const picture = () => (chat.kind === 'group' ? groupAvatar(chat.name) : avatar(model, model.bot));
  const last = itemsOf(model, chat.id).at(-1);
  const unread = unreadCount(model, model.me, chat.id);
  const isOpen = model.open === chat.id;
  const make = () =>
    entryButton(context, chat.id, 'chat-entry', name, [
      picture(),
      h(
        'span',
        { class: 'entry-words' },
        h(
          'span',
          { class: 'entry-head' },
          h('span', { class: 'entry-name' }, name),
          last && h('span', { class: 'entry-time' }, when(context, last.sentAtMs)),
        ),
        h('span', { class: 'entry-gist' }, last ? authored(context, gistOf(last), last) : 'No messages yet'),
      ),
    ]);
  return {
    key: chat.id,
    version: [last, unread, isOpen, name, ...readerKey(model), todayKey(context)],
    make,
  };
}

function authored(
  { model }: PageContext,
  gist: string,
  { from, isFromBot, event }: { from: { id: string; name?: string }; isFromBot: boolean; event?: string },
): string {
  if (event !== undefined || isFromBot) return gist;
  return from.id === model.me ? `You: ${gist}` : `${from.name?.split(' ')[0] ?? ''}: ${gist}`;
}

function teamEntries(context: PageContext, team: Team): readonly Keyed[] {
  const { model } = context;
  const head: Keyed = {
    key: `team-${team.id}`,
    version: [team.name],
    make: () => h('div', { class: 'team-name' }, groupAvatar(team.name), h('span', {}, team.name)),
  };
  const channels = team.channels.map(({ id, name }): Keyed => {
    const version = [unreadCount(model, model.me, id), model.open === id, name];
    const make = () =>
      entryButton(context, id, 'channel-entry', `${name}, channel of ${team.name}`, [
        h('span', { class: 'entry-name' }, name),
      ]);
    return { key: id, version, make };
  });
  return [head, ...channels];
}

function entryButton(
  context: PageContext,
  id: string,
  className: string,
  label: string,
  children: readonly Node[],
): HTMLElement {
  const { model, open } = context;
  const unread = unreadCount(model, model.me, id);
  const properties = {
    type: 'button',
    class: `entry ${className}${unread > 0 ? ' unread' : ''}`,
    'aria-current': model.open === id ? 'page' : undefined,
    'aria-label': unread > 0 ? `${label}, ${unread} unread` : label,
    'data-focus': id,
    onclick: () => {
      open(id);
    },
  };
  return h(
    'button',
    properties,
    ...children,
    unread > 0 && h('span', { class: 'badge', 'aria-hidden': 'true' }, unread > 99 ? '99+' : unread),
  );
}

function when(context: PageContext, atMs: number): string {
  const reader = me(context.model);
  if (!reader) return '';
  return dayKey(reader, atMs) === todayKey(context) ? timeOf(reader, atMs) : shortDayOf(reader, atMs);
}

function todayKey(context: PageContext): string {
  const reader = me(context.model);
  return reader ? dayKey(reader, context.now()) : '';
}

function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const list = event.currentTarget;
  if (step === 0 || !(list instanceof HTMLElement)) return;
  const entries = [...list.querySelectorAll<HTMLElement>('.entry')];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  entries[Math.min(Math.max(at + step, 0), entries.length - 1)]?.focus();
  event.preventDefault();
}
