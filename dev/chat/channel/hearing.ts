// Waits for a message to arrive on the stage.
import type { Directory } from '../directory/directory';
import type { TimelineItem } from '../directory/directoryState';

/**
 * The first message that matches, among those there are and those to come. Rejects after `timeoutMs` (real time), with
 * what was heard instead.
 */
export function hear(
  directory: Directory,
  heard: () => readonly TimelineItem[],
  match: RegExp | ((message: TimelineItem) => boolean),
  timeoutMs: number,
): Promise<TimelineItem> {
  const matches =
    typeof match === 'function' ? match : ({ activity }: TimelineItem) => match.test(textOf(activity));
  const found = heard().find(matches);
  if (found) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe();
      const instead = heard().map(({ activity }) => `\n  ${textOf(activity).slice(0, 300)}`);
      reject(
        new Error(
          `Did not hear ${String(match)} within ${timeoutMs} ms, but:${instead.join('') || ' nothing.'}`,
        ),
      );
    }, timeoutMs);
    const unsubscribe = directory.subscribe(() => {
      const item = heard().find(matches);
      if (!item) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(item);
    });
  });
}

/** The words of a message and, where it has cards, their JSON: what a pattern is looked for in. */
function textOf({ text = '', attachments = [] }: TimelineItem['activity']): string {
  const cards = attachments.map(({ content }) => JSON.stringify(content));
  return [text, ...cards].join('\n');
}
