// Mentions as Teams writes them: `<at>Name</at>` in the text, and an entity that says who is meant.
import type { WireAccount } from '../directory/wireActivity';

/** A text with its mention entities and, as Teams adds it then, the same as HTML in an attachment. */
export interface MentioningText {
  readonly text: string;
  readonly entities: readonly Record<string, unknown>[];
  readonly attachments?: readonly { readonly contentType: string; readonly content: string }[];
}

/** Turns each `@Name` of somebody in `accounts` into a mention. Longer names go first. */
export function writeMentions(typed: string, accounts: readonly WireAccount[]): MentioningText {
  const named = accounts
    .filter(({ name }) => name)
    .sort((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0));
  if (named.length === 0) return { text: typed, entities: [] };
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])@(${named.map(({ name = '' }) => escape(name)).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const entities: Record<string, unknown>[] = [];
  const html: string[] = [];
  let end = 0;
  const text = typed.replace(pattern, (whole, found: string, at: number) => {
    const account = named.find(({ name }) => name?.toLowerCase() === found.toLowerCase());
    if (!account) return whole;
    const { id, name = '', aadObjectId } = account;
    html.push(escapeHtml(typed.slice(end, at)), mentionHtml(name, entities.length));
    end = at + whole.length;
    entities.push({
      type: 'mention',
      mentioned: { id, name, ...(aadObjectId && { aadObjectId }) },
      text: `<at>${name}</at>`,
    });
    return `<at>${name}</at>`;
  });
  if (entities.length === 0) return { text: typed, entities };
  html.push(escapeHtml(typed.slice(end)));
  return { text, entities, attachments: [{ contentType: 'text/html', content: `<p>${html.join('')}</p>` }] };
}

/** The user ids that a text's entities mention. */
export function mentionedIds(entities: readonly Record<string, unknown>[] = []): readonly string[] {
  return entities.flatMap(({ type, mentioned }) =>
    type === 'mention' ? [(mentioned as WireAccount).id] : [],
  );
}

/** A message as it was typed: each `<at>Name</at>` is `@Name` again. */
export function readMentions(text: string): string {
  return text.replace(/<at[^>]*>(.*?)<\/at>/gi, '@$1');
}

function mentionHtml(name: string, index: number): string {
  return `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="${index}">${escapeHtml(name)}</span>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
