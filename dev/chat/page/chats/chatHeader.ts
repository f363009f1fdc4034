// The head of the open conversation: its name, who is in it, the bot's coming and going, the way to activities.
import { fill, h, reconcile } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { hasBot, openChat } from '../reading';
import { titleOf } from './chatTitle';
import { createMembersMenu } from './membersMenu';

/** Creates the head. */
export function createChatHeader(context: PageContext): View {
  const { model } = context;
  const title = h('div', { class: 'title-holder' });
  const drawer = drawerButton(context);
  const pane = paneButton(context);
  const bot = h('button', { type: 'button', class: 'tool-button', onclick: () => void toggleBot(context) });
  const members = createMembersMenu(context);
  const tools = h('div', { class: 'header-tools' }, members.element, bot, pane);
  return {
    element: h('header', { class: 'chat-header' }, drawer, title, tools),
    render() {
      const open = openChat(model);
      reconcile(title, open ? titleOf(context, open) : []);
      bot.hidden = !open;
      if (open) showBotButton(bot, hasBot(open.chat), model.bot.name ?? '');
      pane.setAttribute('aria-pressed', String(model.isPaneOpen));
      drawer.setAttribute('aria-expanded', String(model.isDrawerOpen));
      members.render();
    },
  };
}

function drawerButton({ model, changed }: PageContext): HTMLButtonElement {
  const onclick = () => {
    model.isDrawerOpen = !model.isDrawerOpen;
    changed();
  };
  const properties = {
    type: 'button',
    class: 'icon-button drawer-button',
    'aria-label': 'Show chats',
    onclick,
  };
  return h('button', properties, icons.menu());
}

function paneButton({ model, changed }: PageContext): HTMLButtonElement {
  const onclick = () => {
    model.isPaneOpen = !model.isPaneOpen;
    changed();
  };
  const title = 'The activities between bot and channel, as JSON';
  const properties = { type: 'button', class: 'tool-button', 'aria-label': 'Activities', title, onclick };
  return h('button', properties, icons.code(), h('span', { class: 'label' }, 'Activities'));
}

function showBotButton(button: HTMLButtonElement, isIn: boolean, name: string): void {
  const doing = `${isIn ? 'Remove' : 'Add'} ${name}`;
  if (button.ariaLabel === doing) return;
  button.ariaLabel = doing;
  button.classList.toggle('primary', !isIn);
  fill(button, isIn ? icons.remove() : icons.add(), h('span', { class: 'label' }, doing));
}

/** Installs or removes the bot in the open chat; in a channel, in its whole team. */
async function toggleBot({ model, act }: PageContext): Promise<void> {
  const open = openChat(model);
  if (!open) return;
  const where = { personId: model.me, conversationId: open.chat.id };
  await act({ kind: hasBot(open.chat) ? 'uninstall' : 'install', ...where });
}
