// What the open conversation is called, and who can read it.
import { h, type Keyed } from '../dom';
import type { PageContext } from '../pageContext';
import { avatar, groupAvatar } from '../people/avatar';
import { hasBot, type OpenChat } from '../reading';

/** The title as a list of one, made anew when one of its words changes. */
export function titleOf({ model }: PageContext, open: OpenChat): readonly Keyed[] {
  const name = model.bot.name ?? 'the bot';
  const subtitle = open.kind === 'personal' ? personalState(open.chat) : readersOf(open, name);
  const picture = () => {
    if (open.kind === 'personal') return avatar(model, model.bot);
    return groupAvatar(open.kind === 'group' ? open.name : open.chat.name);
  };
  const make = () =>
    h(
      'div',
      { class: 'title' },
      picture(),
      h('div', { class: 'title-words' }, h('h1', {}, open.name), h('div', { class: 'subtitle' }, subtitle)),
    );
  return [{ key: 'title', version: [open.name, subtitle], make }];
}

function personalState(chat: Extract<OpenChat, { kind: 'personal' }>['chat']): string {
  if (chat.isBlocked) return 'You blocked this bot';
  return hasBot(chat) ? 'Bot · only you see this chat' : 'Bot · not installed';
}

function readersOf(open: Exclude<OpenChat, { kind: 'personal' }>, botName: string): string {
  const { length } = open.chat.memberIds;
  const people = `${length} ${length === 1 ? 'person' : 'people'}${hasBot(open.chat) ? ` and ${botName}` : ''}`;
  return open.kind === 'group' ? people : `${open.chat.name} · ${people}`;
}
