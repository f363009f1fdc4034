// What an item says in a line, for the list of chats and for labels.
import type { TimelineItem } from '../../directory/directoryState';

/** The words of an item without markup; a card's summary or a plain word where there are none. */
export function gistOf(item: TimelineItem): string {
  if (item.deletedAtMs !== undefined) return 'Deleted message';
  if (item.event !== undefined) return item.event;
  const text = (item.shownText ?? item.activity.text ?? item.activity.summary ?? '').replace(
    /<\/?at[^>]*>/gi,
    '',
  );
  const plain = item.isFromBot ? text.replace(/[*_`#>]+/g, '') : text;
  if (plain.trim() !== '') return plain.replace(/\s+/g, ' ').trim();
  return item.activity.attachments?.length ? 'Sent a card' : '';
}
