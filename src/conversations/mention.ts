/** Mentions of people in what the bot says in a group. */
import type { Mention } from 'botframework-schema';

/** The mention as its text and its entity; the text belongs into an utterance of the format `xml`. */
export function mentionOf({ id, name }: { id: string; name: string }): { text: string; entity: Mention } {
  const text = `<at>${escapeXml(name || id)}</at>`;
  return { text, entity: { type: 'mention', text, mentioned: { id, name } } as Mention };
}

/** Text that is shown as it is inside an utterance of the format `xml`. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] as string);
}
