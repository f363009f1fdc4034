// The words of a message as DOM: a person's as they were typed, the bot's as its text format says.
import { h } from '../dom';
import type { TimelineItem } from '../../directory/directoryState';
import { renderMarkdown } from './markdown';

/** The words of a message, or undefined when it has none. */
export function textOf({ activity, shownText, isFromBot }: TimelineItem): HTMLElement | undefined {
  const text = shownText ?? activity.text ?? '';
  if (text === '') return undefined;
  const isMarkdown = isFromBot && (activity.textFormat ?? 'markdown') === 'markdown';
  if (!isMarkdown) return h('div', { class: 'plain' }, ...withMentions(text));
  const element = h('div', { class: 'markdown' });
  element.innerHTML = renderMarkdown(text); // escaped by the renderer
  return element;
}

function withMentions(text: string): (Node | string)[] {
  return text
    .split(/<at[^>]*>([\s\S]*?)<\/at>/i)
    .map((part, index) => (index % 2 === 1 ? h('span', { class: 'mention' }, part) : part));
}
