/** Gives an outcome its message and language. */
import type { CompiledLanguage } from '../languages/languages';
import type { Outcome } from '../resolve/outcome';
import type { Language, Once, Reading, Recurring } from '../reading';
import { suggestionText } from './suggestionText';

/** The reading of an outcome; a refusal also says what would work. */
export function readingOf(outcome: Outcome, message: string, { file }: CompiledLanguage): Reading {
  const language = file.code;
  if (outcome.kind === 'reject') {
    const suggestion = outcome.suggestion && suggestionText(outcome.suggestion, file);
    return { kind: 'reject', reason: outcome.reason, message, language, ...(suggestion && { suggestion }) };
  }
  if (outcome.kind !== 'ask') return { ...outcome, message, language };
  return {
    kind: 'ask',
    reason: outcome.reason,
    readings: offered(outcome, message, language),
    message,
    language,
  };
}

/** What an outcome offers to choose from. */
export function offered(outcome: Outcome, message: string, language: Language): (Once | Recurring)[] {
  if (outcome.kind === 'reject') return [];
  const schedulables = outcome.kind === 'ask' ? outcome.readings : [outcome];
  return schedulables.map((each) => ({ ...each, message, language }));
}
