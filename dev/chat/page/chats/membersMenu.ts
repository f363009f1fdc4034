// Who is in a group or team, with a way to add and remove people; in a personal chat, a way to block the bot.
import { fill, h } from '../dom';
import { icons } from '../icons';
import type { PageContext, View } from '../pageContext';
import { avatar } from '../people/avatar';
import { openChat, type OpenChat } from '../reading';
import { Popover } from '../stage/popover';

/** Creates the button and its panel. */
export function createMembersMenu(context: PageContext): View {
  const { model } = context;
  const label = h('span', { class: 'label' });
  const button = h('button', { type: 'button', class: 'tool-button' }, icons.people(), label);
  const popover = new Popover(button, 'People in this chat', (panel) => {
    fillPanel(context, panel);
  });
  return {
    element: h('div', { class: 'popover-holder' }, button, popover.panel),
    render() {
      const open = openChat(model);
      button.hidden = !open;
      label.textContent = open?.kind === 'personal' ? 'Privacy' : 'People';
      button.setAttribute('aria-label', label.textContent);
      if (!popover.isOpen) return;
      const { activeElement } = document;
      const focusKey = activeElement instanceof HTMLElement ? activeElement.dataset['focus'] : undefined;
      fillPanel(context, popover.panel);
      if (focusKey)
        popover.panel.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focusKey)}"]`)?.focus();
    },
  };
}

function fillPanel(context: PageContext, panel: HTMLElement): void {
  const open = openChat(context.model);
  if (open?.kind === 'personal') fill(panel, ...privacy(context, open.chat.isBlocked));
  else if (open) fill(panel, ...members(context, open));
}

function privacy({ model, act }: PageContext, isBlocked: boolean): Node[] {
  const block = () => void act({ kind: 'block', personId: model.me, isBlocked: !isBlocked });
  const name = model.bot.name ?? '';
  return [
    h('p', {}, isBlocked ? `${name} cannot write to you.` : `${name} can write to you at any time.`),
    h(
      'button',
      { type: 'button', class: 'tool-button', 'data-focus': 'block', onclick: block },
      isBlocked ? `Let ${name} write again` : `Block ${name}`,
    ),
  ];
}

function members({ model, act }: PageContext, open: Exclude<OpenChat, { kind: 'personal' }>): Node[] {
  const { memberIds, id: conversationId } = open.chat;
  const change = (kind: 'addMember' | 'removeMember', memberId: string) => () =>
    void act({ kind, personId: model.me, conversationId, memberId });
  return model.people.map((person) => {
    const isIn = memberIds.includes(person.id);
    const doing = isIn ? 'Remove' : 'Add';
    const isMe = person.id === model.me;
    return h(
      'div',
      { class: 'member' },
      avatar(model, person),
      h('span', { class: 'member-name' }, person.name, isMe ? ' (you)' : ''),
      !isMe &&
        h(
          'button',
          {
            type: 'button',
            class: isIn ? 'link' : 'link strong',
            'aria-label': `${doing} ${person.name}`,
            'data-focus': person.id,
            onclick: change(isIn ? 'removeMember' : 'addMember', person.id),
          },
          doing,
        ),
    );
  });
}
