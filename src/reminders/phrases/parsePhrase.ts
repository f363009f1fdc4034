/** Understands what a person writes to set a reminder, in the languages of languages/languages.ts. */
import { tokenize } from './grammar/tokens';
import { hintsIn, rankLanguages } from './languages/detectLanguage';
import type { CompiledLanguage } from './languages/languages';
import { LANGUAGES } from './languages/languages';
import { DEFAULT_LIMITS } from './limits';
import type { RatedReading, TextToRead } from './reader/readPhrase';
import { readPhrase } from './reader/readPhrase';
import { speakerOf } from './reader/speaker';
import type { PhraseContext, Reading } from './reading';

/**
 * Reads a whole message as written. What can be understood in several ways, or not wholly, is asked about, with
 * the readings to offer; `none` when it neither asks for a reminder nor names a time. Pure; throws a RangeError
 * only when `context.zone` is not a zone.
 */
export function parsePhrase(text: string, context: PhraseContext): Reading {
  const limits = { ...DEFAULT_LIMITS, ...context.limits };
  const isTooLong = text.length > limits.maxCharacters && text.trim().length > limits.maxCharacters;
  const tokens = isTooLong ? tokenize(text.slice(0, limits.maxCharacters)) : tokenize(text);
  const [first, ...others] = rankLanguages(LANGUAGES, tokens, context.locale);
  if (!first) throw new Error('No language is installed.');
  if (isTooLong) return { kind: 'reject', reason: 'too-long', message: '', language: first.file.code };
  return likeliest({ text, tokens, context, limits }, first, others).reading;
}

/** By the language it is written in; where that leaves something open, by the others and by all together. */
function likeliest(
  input: TextToRead,
  first: CompiledLanguage,
  others: readonly CompiledLanguage[],
): RatedReading {
  const { tokens, text } = input;
  const speaker = speakerOf(first, tokens, text);
  const own = readPhrase(input, [speaker]);
  const isAlone = others.every(({ hints }) => hintsIn(tokens, hints) === 0);
  if (isAlone && own.rating >= 2) return own;
  const mixed = readPhrase(input, [speaker, ...others.map((other) => speakerOf(other, tokens, text))]);
  return mixed.rating >= own.rating ? mixed : own;
}
