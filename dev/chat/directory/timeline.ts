// What was said in each conversation, in order: the part of the directory that grows.
import type { TimelineItem } from './directoryState';

/** The items of all conversations. Items are never removed: a deleted one says so. */
export interface Timeline {
  /** The items of one conversation without thread, oldest first. */
  list(conversationId: string): readonly TimelineItem[];
  find(conversationId: string, id: string): TimelineItem | undefined;
  /** Adds an item at the end, giving it its `seq`. */
  append(item: Omit<TimelineItem, 'seq'>): TimelineItem;
  /** Puts a new version of an item in its place; returns undefined when there is no such item. */
  change(
    conversationId: string,
    id: string,
    change: (item: TimelineItem) => TimelineItem,
  ): TimelineItem | undefined;
  /** All conversations, each with its latest `keep` items. */
  snapshot(keep: number): Record<string, readonly TimelineItem[]>;
}

/** Creates a timeline from what was kept; `onItem` hears of each item that is new or changed. */
export function createTimeline(
  kept: Readonly<Record<string, readonly TimelineItem[]>>,
  onItem: (item: TimelineItem) => void,
): Timeline {
  const conversations = new Map(
    Object.entries(kept).map(([id, items]) => [id, new Map(items.map((item) => [item.id, item]))]),
  );
  let lastSeq = Object.values(kept).reduce(
    (last, items) => Math.max(last, ...items.map(({ seq }) => seq)),
    0,
  );
  return {
    list: (conversationId) => [...(conversations.get(conversationId)?.values() ?? [])],
    find: (conversationId, id) => conversations.get(conversationId)?.get(id),
    append(item) {
      const added = { ...item, seq: ++lastSeq };
      const items = conversations.get(item.conversationId) ?? new Map<string, TimelineItem>();
      conversations.set(item.conversationId, items.set(item.id, added));
      onItem(added);
      return added;
    },
    change(conversationId, id, change) {
      const items = conversations.get(conversationId);
      const item = items?.get(id);
      if (!items || !item) return undefined;
      const changed = change(item);
      items.set(id, changed);
      onItem(changed);
      return changed;
    },
    snapshot: (keep) =>
      Object.fromEntries([...conversations].map(([id, items]) => [id, [...items.values()].slice(-keep)])),
  };
}
