/** Finds a time that stands inside the message, where no phrase is taken from: a reason to ask. */
import type { Token } from '../grammar/tokens';
import type { LanguageFile } from '../languages/languageFile';
import type { TimeExpression } from '../meaning/expression';
import type { PhraseSearch } from './phraseSearch';

/** The first time phrase between the tokens that is not part of what is spoken about and that `wanted` accepts. */
export function looseTime(
  text: { tokens: readonly Token[]; search: PhraseSearch; languages: readonly LanguageFile[] },
  start: number,
  end: number,
  wanted: (expression: TimeExpression) => boolean,
): TimeExpression | undefined {
  const attaching = new Set(text.languages.flatMap((language) => language.attaching.split(' ')));
  for (let at = start; at < end; at++) {
    if (attaching.has(text.tokens[at - 1]?.norm ?? '')) continue;
    const found = text.search.from(at, end);
    if (!found) continue;
    const { expression } = found;
    if (wanted(expression) && !isTalk(expression) && !expression.every?.isAdverb) return expression;
    at = found.end - 1;
  }
  return undefined;
}

/** "Later", "soon" and durations are as often part of what is said. */
function isTalk({ vague, event, deadline, gone, after, period, part, nth }: TimeExpression): boolean {
  return [vague, event, deadline, gone, period, part, nth].some(Boolean) || after?.isBare === true;
}
