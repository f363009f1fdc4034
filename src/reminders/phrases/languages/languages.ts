/** The languages that reminders are understood in, compiled. To add one, write its file and name it here. */
import type { Grammar } from '../grammar/grammar';
import { compileGrammar } from '../grammar/grammar';
import { english } from './english/english';
import type { LanguageFile } from './languageFile';
import { spanish } from './spanish/spanish';

/** A language file and what is made of it once. */
export interface CompiledLanguage {
  file: LanguageFile;
  grammar: Grammar;
  hints: ReadonlySet<string>;
  eveningWords: ReadonlySet<string>;
}

export const LANGUAGES: readonly CompiledLanguage[] = [english, spanish].map((file) => ({
  file,
  grammar: compileGrammar(file.grammar),
  hints: new Set(file.hints.split(' ')),
  eveningWords: new Set(file.eveningWords.split(' ')),
}));
