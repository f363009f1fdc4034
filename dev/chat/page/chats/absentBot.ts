// Where the bot is not, a line says so, with the button that brings it.
import { h, type Keyed } from '../dom';
import type { PageContext } from '../pageContext';
import { hasBot, type OpenChat } from '../reading';

/** The line as a list of one; empty where the bot is. */
export function absentLine({ model, act }: PageContext, open: OpenChat): readonly Keyed[] {
  if (hasBot(open.chat)) return [];
  const name = model.bot.name ?? '';
  const { id: conversationId } = open.chat;
  const { me: personId } = model;
  const onclick = () => void act({ kind: 'install', personId, conversationId });
  const make = () =>
    h(
      'div',
      { class: 'absent' },
      h('span', {}, `${name} is not in ${placeOf(open)}.`),
      h('button', { type: 'button', class: 'tool-button primary', onclick }, `Add ${name}`),
    );
  return [{ key: 'absent', version: [personId, conversationId], make }];
}

function placeOf(open: OpenChat): string {
  if (open.kind === 'personal') return 'your apps';
  return open.kind === 'group' ? 'this chat' : `the team ${open.chat.name}`;
}
