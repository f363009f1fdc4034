// The head of the open conversation: its name, who is in it, the bot's coming and going, the way to activities.
import { fill, h } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { avatar, groupAvatar } from '../people/avatar';
import { hasBot, openChat, type OpenChat } from '../reading';
import { createMembersMenu } from './membersMenu';

/** Creates the head. */
export function createChatHeader(context: PageContext): View {
  const { model, changed } = context;
  const title = h('div', { class: 'title' });
  const drawer = h(
    'button',
    {
      type: 'button',
      class: 'icon-button drawer-button',
      'aria-label': 'Show chats',
      onclick: () => {
        model.isDrawerOpen = !model.isDrawerOpen;
        changed();
      },
    },
    icons.menu(),
  );
  const pane = h(
    'button',
    {
      type: 'button',
      class: 'tool-button',
      'aria-label': 'Activities',
      title: 'The activities between bot and channel, as JSON',
      onclick: () => {
        model.isPaneOpen = !model.isPaneOpen;
        changed();
      },
    },
    icons.code(),
    h('span', { class: 'label' }, 'Activities'),
  );
  const bot = h('button', { type: 'button', class: 'tool-button', onclick: () => void toggleBot(context) });
  const members = createMembersMenu(context);
  return {
    element: h(
      'header',
      { class: 'chat-header' },
      drawer,
      title,
      h('div', { class: 'header-tools' }, members.element, bot, pane),
    ),
    render() {
      const open = openChat(model);
      fill(title, ...(open ? titleOf(context, open) : []));
      const isIn = open !== undefined && hasBot(open.chat);
      bot.hidden = !open;
      const doing = `${isIn ? 'Remove' : 'Add'} ${model.bot.name ?? ''}`;
      if (bot.ariaLabel !== doing)
        fill(bot, isIn ? icons.remove() : icons.add(), h('span', { class: 'label' }, doing));
      bot.ariaLabel = doing;
      bot.classList.toggle('primary', !isIn);
      pane.setAttribute('aria-pressed', String(model.isPaneOpen));
      drawer.setAttribute('aria-expanded', String(model.isDrawerOpen));
      members.render();
    },
  };
}

function titleOf({ model }: PageContext, open: OpenChat): (Node | string)[] {
  const words = (name: string, sub: string) =>
    h('div', { class: 'title-words' }, h('h1', {}, name), h('div', { class: 'subtitle' }, sub));
  if (open.kind === 'personal') {
    const state = open.chat.isBlocked
      ? 'You blocked this bot'
      : hasBot(open.chat)
        ? 'Bot · only you see this chat'
        : 'Bot · not installed';
    return [avatar(model, model.bot), words(open.name, state)];
  }
  const { length } = open.chat.memberIds;
  const people = `${length} ${length === 1 ? 'person' : 'people'}${hasBot(open.chat) ? ` and ${model.bot.name ?? 'the bot'}` : ''}`;
  if (open.kind === 'group') return [groupAvatar(open.name), words(open.name, people)];
  return [groupAvatar(open.chat.name), words(open.name, `${open.chat.name} · ${people}`)];
}

/** Installs or removes the bot in the open chat; in a channel, in its whole team. */
async function toggleBot({ model, act }: PageContext): Promise<void> {
  const open = openChat(model);
  if (!open) return;
  const where = { personId: model.me, conversationId: open.chat.id };
  await act({ kind: hasBot(open.chat) ? 'uninstall' : 'install', ...where });
}
