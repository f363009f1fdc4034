/** Understands a time phrase that stands alone: to snooze, to move a reminder, to mute for a while. */
import type { Token } from './grammar/tokens';
import { tokenize } from './grammar/tokens';
import { rankLanguages } from './languages/detectLanguage';
import type { CompiledLanguage } from './languages/languages';
import { LANGUAGES } from './languages/languages';
import { DEFAULT_LIMITS } from './limits';
import { skipSeparators, trimSeparators } from './reader/connectors';
import type { FoundPhrase } from './reader/phraseSearch';
import { PhraseSearch } from './reader/phraseSearch';
import { readingOf } from './reader/readingOf';
import { speakerOf } from './reader/speaker';
import { resolveExpression } from './resolve/resolve';
import type { PhraseContext, Reading } from './reading';

/** Words before a time phrase that stands alone: "until tomorrow", "for 2 hours", "to Friday at 5". */
const LEADS = new Set('for until till to at para hasta durante por a'.split(' '));

/**
 * Reads the whole text as a time: "tomorrow at 9", "for 2 hours", "mañana por la tarde", "every Monday at 8".
 * The message of every reading is empty. `none` when the text is no time; `leftover-time` when more stands
 * beside it. Pure; throws a RangeError only when `context.zone` is not a zone.
 */
export function parseWhen(text: string, context: PhraseContext): Reading {
  const limits = { ...DEFAULT_LIMITS, ...context.limits };
  const tokens = tokenize(text.slice(0, limits.maxCharacters));
  const ranked = rankLanguages(LANGUAGES, tokens, context.locale);
  const language = ranked[0]?.file.code ?? 'en';
  if (text.trim().length > limits.maxCharacters)
    return { kind: 'reject', reason: 'too-long', message: '', language };
  const search = new PhraseSearch(
    ranked.map((each) => speakerOf(each, tokens, text)),
    tokens,
  );
  const start = skipSeparators(tokens, 0);
  const end = endOfWords(tokens);
  const found = wholePhrase(search, tokens, start, end) ?? search.from(start, end);
  if (!found) return { kind: 'none', language };
  const outcome = resolveExpression(found.expression, context, limits, {
    language,
    isEvening: false,
    isWaking: false,
  });
  const reading = readingOf(outcome, '', ranked[0] as CompiledLanguage);
  if (found.end === end || reading.kind === 'ask' || reading.kind === 'reject') return reading;
  return {
    kind: 'ask',
    reason: 'leftover-time',
    readings: reading.kind === 'none' ? [] : [reading],
    message: '',
    language,
  };
}

/** A duration is a time from now; after "for" or "until" stands the time itself. */
function wholePhrase(
  search: PhraseSearch,
  tokens: readonly Token[],
  start: number,
  end: number,
): FoundPhrase | undefined {
  const lead = LEADS.has(tokens[start]?.norm ?? '') ? start + 1 : start;
  const found = [lead, start].flatMap((at) => [search.duration(at, end), search.from(at, end)]);
  return found.find((each) => each?.end === end && !each.expression.deadline && !each.expression.until);
}

function endOfWords(tokens: readonly Token[]): number {
  let end = trimSeparators(tokens, 0, tokens.length);
  while (end > 0 && ['.', '!', '?'].includes(tokens[end - 1]?.norm ?? '')) end--;
  return end;
}
