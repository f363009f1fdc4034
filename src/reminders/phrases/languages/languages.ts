/** The languages that reminders are understood in, compiled. To add one, write its file and name it here. */
import type { Grammar } from '../grammar/grammar';
import { compileGrammar, indexRules } from '../grammar/grammar';
import type { PieceKind } from '../meaning/pieces';
import { PIECE_KINDS } from '../meaning/pieces';
import { english } from './english/english';
import type { LanguageFile } from './languageFile';
import { spanish } from './spanish/spanish';

/** A language file and what is made of it once. */
export interface CompiledLanguage {
  file: LanguageFile;
  grammar: Grammar;
  /** Which kinds of pieces can begin with a token. */
  pieceStarts: ReadonlyMap<string, readonly PieceKind[]>;
  hints: ReadonlySet<string>;
  eveningWords: ReadonlySet<string>;
}

export const LANGUAGES: readonly CompiledLanguage[] = [english, spanish].map(compileLanguage);

/** Throws when the file's grammar cannot be compiled or lacks the rule of a piece. */
export function compileLanguage(file: LanguageFile): CompiledLanguage {
  const grammar = compileGrammar(file.grammar);
  return {
    file,
    grammar,
    pieceStarts: indexRules(grammar, PIECE_KINDS),
    hints: new Set(file.hints.split(' ')),
    eveningWords: new Set(file.eveningWords.split(' ')),
  };
}
