// A channel: its threads as cards, each with a composer for replies.
import type { TimelineItem } from '../../directory/directoryState';
import { threadConversationId } from '../../directory/place';
import { Composer } from '../compose/composer';
import { h, reconcile, type Keyed } from '../dom';
import { icons } from '../icons';
import type { PageContext } from '../pageContext';
import { me, threadsOf, type Thread } from '../reading';
import { dayKey } from '../times';
import { linesOf, typingLine } from './messageList';

/** Threads keep their composers while the page is open. */
export interface Threads {
  /** The lines of a channel: threads and event lines. */
  lines(items: readonly TimelineItem[]): readonly Keyed[];
}

/** Creates the threads of one channel. */
export function createThreads(
  context: PageContext,
  channelId: string,
  onEdit: (item: TimelineItem) => void,
): Threads {
  const shown = new Map<string, ThreadCard>();
  return {
    lines: (items) =>
      threadsOf(items).flatMap((thread) => {
        if (thread.isEvent) return linesOf(context, thread.items, { onEdit, isInThread: true }).slice(1);
        const card = shown.get(thread.id) ?? new ThreadCard(context, channelId, thread.id);
        shown.set(thread.id, card);
        card.render(thread);
        return [{ key: `thread-${thread.id}`, version: [], make: () => card.element }];
      }),
  };
}

/** One thread. */
class ThreadCard {
  readonly element: HTMLElement;
  readonly #lines = h('div', { class: 'thread-lines' });
  readonly #opener: HTMLButtonElement;
  readonly #composer: Composer;

  constructor(
    private readonly context: PageContext,
    private readonly channelId: string,
    private readonly threadId: string,
  ) {
    this.#composer = new Composer(context, {
      conversationId: threadConversationId(channelId, threadId),
      label: 'Reply in this thread',
      placeholder: 'Reply',
      onCancel: () => {
        this.#setOpen(false);
        this.#opener.focus();
      },
    });
    const onclick = () => {
      this.#setOpen(true);
      this.#composer.focus();
    };
    this.#opener = h('button', { type: 'button', class: 'link reply', onclick }, icons.reply(), 'Reply');
    this.element = h('section', { class: 'thread' }, this.#lines, this.#opener, this.#composer.element);
    this.#setOpen(false);
  }

  render({ items }: Thread): void {
    const { context, channelId, threadId } = this;
    const [root] = items;
    const label = `Thread begun by ${root?.from.name ?? 'somebody'}, ${items.length} messages`;
    this.element.setAttribute('aria-label', label);
    const [day, ...rest] = linesOf(context, items, { onEdit: this.#edit, isInThread: true });
    const isOld = root !== undefined && !isToday(context, root.sentAtMs);
    reconcile(this.#lines, [
      ...(day && isOld ? [day] : []),
      ...rest,
      ...typingLine(context, channelId, threadId),
    ]);
    this.#composer.render();
  }

  readonly #edit = (item: TimelineItem): void => {
    this.#setOpen(true);
    this.#composer.edit(item);
  };

  #setOpen(isOpen: boolean): void {
    this.#composer.element.hidden = !isOpen;
    this.#opener.hidden = isOpen;
  }
}

function isToday({ model, now }: PageContext, atMs: number): boolean {
  const reader = me(model);
  return reader !== undefined && dayKey(reader, atMs) === dayKey(reader, now());
}
