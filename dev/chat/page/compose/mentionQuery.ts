// Which mention a person is about to write: the word after the last @ before the caret, and who it may mean.

/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** What is being typed after an @, and where it begins. */
export interface MentionQuery {
  /** The index of the @. */
  readonly start: number;
  readonly query: string;
}

/** The query at the caret; undefined when no mention is being written. */
export function mentionQueryAt(text: string, caret: number): MentionQuery | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}.'-]*(?: [\p{L}\p{N}]*)?)?$/u.exec(text.slice(0, caret));
  if (!found) return undefined;
  const query = found[1] ?? '';
  return { start: caret - query.length - 1, query };
}

/** Who a query may mean: names with a word that begins so, the bot first as given. */
export function matching(
  candidates: readonly Mentionable[],
  { query }: MentionQuery,
): readonly Mentionable[] {
  const wanted = fold(query);
  return candidates.filter(({ name }) => {
    const folded = fold(name);
    return (
      folded !== wanted &&
      (folded.startsWith(wanted) || folded.split(' ').some((word) => word.startsWith(wanted)))
    );
  });
}

/** The text with the query replaced by the whole name, and where the caret then stands. */
export function complete(
  text: string,
  caret: number,
  { start }: MentionQuery,
  { name }: Mentionable,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, start)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

/** Case and accents do not matter. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
