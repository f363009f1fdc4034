/** Which language a text is written in, by the words that only one of them uses. */
import type { Token } from '../grammar/tokens';
import type { LanguageFile } from './languageFile';

/** How many of the text's words are the language's own. */
export function hintsIn(tokens: readonly Token[], hints: ReadonlySet<string>): number {
  return tokens.reduce((count, token) => count + (hints.has(token.norm) ? 1 : 0), 0);
}

/** The languages, the likelier first; on a tie the locale decides, then their own order. */
export function rankLanguages<T extends { file: LanguageFile; hints: ReadonlySet<string> }>(
  languages: readonly T[],
  tokens: readonly Token[],
  locale: string | undefined,
): T[] {
  const own = (language: T): number => (locale?.toLowerCase().startsWith(language.file.code) ? 0.5 : 0);
  const scored = languages.map((language) => ({
    language,
    score: hintsIn(tokens, language.hints) + own(language),
  }));
  return scored.sort((a, b) => b.score - a.score).map(({ language }) => language);
}
