// A channel: its threads as cards, each with a composer for replies.
import { threadConversationId } from '../../directory/place';
import { createComposer, type Composer } from '../compose/composer';
import { h, reconcile, type Keyed } from '../dom';
import { icons } from '../icons';
import type { PageContext } from '../pageContext';
import { me, threadsOf, type Thread } from '../reading';
import { dayKey } from '../times';
import type { TimelineItem } from '../../directory/directoryState';
import { linesOf, typingLine } from './messageList';

interface ShownThread {
  readonly element: HTMLElement;
  render(thread: Thread): void;
}

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
  const shown = new Map<string, ShownThread>();
  return {
    lines: (items) =>
      threadsOf(items).flatMap((thread) => {
        if (thread.isEvent) return linesOf(context, thread.items, { onEdit, isInThread: true }).slice(1);
        const view = shown.get(thread.id) ?? createThread(context, channelId, thread.id);
        shown.set(thread.id, view);
        view.render(thread);
        return [{ key: `thread-${thread.id}`, version: [], make: () => view.element }];
      }),
  };
}

function createThread(context: PageContext, channelId: string, threadId: string): ShownThread {
  const lines = h('div', { class: 'thread-lines' });
  const composer: Composer = createComposer(context, {
    conversationId: threadConversationId(channelId, threadId),
    label: 'Reply in this thread',
    placeholder: 'Reply',
    onCancel: () => {
      setOpen(false);
      opener.focus();
    },
  });
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'link reply',
      onclick: () => {
        setOpen(true);
        composer.focus();
      },
    },
    icons.reply(),
    'Reply',
  );
  const setOpen = (isOpen: boolean) => {
    composer.element.hidden = !isOpen;
    opener.hidden = isOpen;
  };
  setOpen(false);
  const element = h('section', { class: 'thread' }, lines, opener, composer.element);
  return {
    element,
    render({ items }) {
      const [root] = items;
      element.setAttribute(
        'aria-label',
        `Thread begun by ${root?.from.name ?? 'somebody'}, ${items.length} messages`,
      );
      const edit = (item: TimelineItem) => {
        setOpen(true);
        composer.edit(item);
      };
      const [day, ...rest] = linesOf(context, items, { onEdit: edit, isInThread: true });
      const isOld = root !== undefined && !isToday(context, root.sentAtMs);
      reconcile(lines, [
        ...(day && isOld ? [day] : []),
        ...rest,
        ...typingLine(context, channelId, threadId),
      ]);
      composer.render();
    },
  };
}

function isToday({ model, now }: PageContext, atMs: number): boolean {
  const reader = me(model);
  return reader !== undefined && dayKey(reader, atMs) === dayKey(reader, now());
}
