/** The languages that reminders are understood in, compiled. To add one, write its file and name it here. */
import type { Grammar } from '../grammar/grammar';
import { compileGrammar, indexRules } from '../grammar/grammar';
import type { PieceKind } from '../meaning/pieces';
import { PIECE_KINDS } from '../meaning/pieces';
import { normalise } from '../grammar/tokens';
import { english } from './english/english';
import type { LanguageFile } from './languageFile';
import { spanish } from './spanish/spanish';

/** Shorter words are left out of the hints that a grammar gives. */
const SHORTEST_HINT = 3;

/** A language file and what is made of it once. */
export interface CompiledLanguage {
  file: LanguageFile;
  grammar: Grammar;
  /** Which kinds of pieces can begin with a token. */
  pieceStarts: ReadonlyMap<string, readonly PieceKind[]>;
  /** Words by which a text shows that it is written in this language and in no other. */
  hints: ReadonlySet<string>;
  eveningWords: ReadonlySet<string>;
}

export const LANGUAGES: readonly CompiledLanguage[] = compileLanguages([english, spanish]);

/** Throws when a file's grammar cannot be compiled or lacks the rule of a piece. */
export function compileLanguages(files: readonly LanguageFile[]): CompiledLanguage[] {
  const vocabularies = files.map(vocabularyOf);
  return files.map((file, index) => {
    const grammar = compileGrammar(file.grammar);
    const others = new Set(vocabularies.flatMap((words, other) => (other === index ? [] : [...words])));
    const own = [...(vocabularies[index] ?? [])].filter((word) => !others.has(word));
    return {
      file,
      grammar,
      pieceStarts: indexRules(grammar, PIECE_KINDS),
      hints: new Set([...file.hints.split(' '), ...own]),
      eveningWords: new Set(file.eveningWords.split(' ').map(normalise)),
    };
  });
}

/** The words that the grammar writes; the shortest are left out, as they are words of many languages. */
function vocabularyOf({ grammar }: LanguageFile): Set<string> {
  const words = grammar.replace(/\{[^}]*\}|=>.*/g, ' ').match(/[\p{L}']+/gu) ?? [];
  return new Set(words.map(normalise).filter((word) => word.length >= SHORTEST_HINT));
}
