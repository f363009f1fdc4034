// The messages of a personal chat or group, or of one thread, as a list that is kept in step: days, news, lines, dots.
import type { TimelineItem } from '../../directory/directoryState';
import { h, type Keyed } from '../dom';
import { typingKey } from '../model';
import type { PageContext } from '../pageContext';
import { continues, isNews, me, readerKey } from '../reading';
import { dayKey, dayOf } from '../times';
import { showItem, type MessageOptions } from './message';

/** What the lines of a list have in common. */
export type LineOptions = Omit<MessageOptions, 'isContinued'>;

/** The lines of these items: day separators, the mark before what is new, and each item. */
export function linesOf(
  context: PageContext,
  items: readonly TimelineItem[],
  options: LineOptions,
): readonly Keyed[] {
  const { model } = context;
  const reader = me(model);
  if (!reader) return [];
  const firstNew = items.find((item) => item.seq > model.newSince && isNews(item, model.me));
  return items.flatMap((item, index) => {
    const before = items[index - 1];
    const isSameDay =
      before !== undefined && dayKey(reader, before.sentAtMs) === dayKey(reader, item.sentAtMs);
    const isContinued = item !== firstNew && continues(before, item, isSameDay);
    const line: Keyed = {
      key: item.id,
      version: [item, isContinued, ...readerKey(model)],
      make: () => showItem(context, item, { ...options, isContinued }),
    };
    return [...(isSameDay ? [] : [dayLine(context, item)]), ...(item === firstNew ? [newsLine()] : []), line];
  });
}

function dayLine(context: PageContext, { sentAtMs }: TimelineItem): Keyed {
  const reader = me(context.model);
  const words = reader ? dayOf(reader, sentAtMs, context.now()) : '';
  const key = reader ? `day-${dayKey(reader, sentAtMs)}` : 'day';
  return {
    key,
    version: [words],
    make: () => h('div', { class: 'day', role: 'separator' }, h('span', {}, words)),
  };
}

function newsLine(): Keyed {
  const make = () => h('div', { class: 'news', role: 'separator' }, h('span', {}, 'New'));
  return { key: 'news', version: [], make };
}

/** The dots while the bot types in this conversation or thread; none when it does not. */
export function typingLine(
  { model }: PageContext,
  conversationId: string,
  threadId?: string,
): readonly Keyed[] {
  const until = model.typingUntil.get(typingKey(conversationId, threadId)) ?? 0;
  if (until <= Date.now()) return [];
  const words = `${model.bot.name ?? ''} is typing`;
  const dots = [1, 2, 3].map(() => h('span', { class: 'dot', 'aria-hidden': 'true' }));
  const make = () => h('div', { class: 'typing' }, h('span', { class: 'visually-hidden' }, words), ...dots);
  return [{ key: 'typing', version: [words], make }];
}
