/** Compiles a language file: patterns to nodes, words to tables, and by which token each rule can begin. */
import { FiguresAhead } from './figuresAhead';
import { FirstTokens } from './firstTokens';
import type { PatternNode } from './pattern';
import { parsePattern } from './pattern';
import type { BuiltIn } from './builtIns';
import { BUILT_INS } from './builtIns';
import type { Constants } from './source';
import { parseGrammarSource } from './source';
import { normalise } from './tokens';

export interface CompiledPattern {
  nodes: PatternNode[];
  constants: Constants;
  /** What may follow figures with which a match begins; absent when it may be anything. See figuresAhead.ts. */
  afterFigures?: ReadonlySet<string>;
}

/** A class of words, or a rule made of patterns, ready to be matched. */
export type CompiledRule =
  | { type: 'class'; id: number; values: ReadonlyMap<string, number | string> }
  | { type: 'builtIn'; id: number; match: BuiltIn['match'] }
  | { type: 'patterns'; id: number; byFirst: ReadonlyMap<string, CompiledPattern[]> };

export type Grammar = ReadonlyMap<string, CompiledRule>;

/** The rules of `names` that can begin with a token, by its `norm` and by `#kind`; see `CompiledRule.byFirst`. */
export function indexRules<T extends string>(
  grammar: Grammar,
  names: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const name of names) {
    const rule = grammar.get(name);
    if (rule?.type !== 'patterns') throw new Error(`The grammar has no rule "${name}"`);
    for (const key of rule.byFirst.keys()) index.set(key, [...(index.get(key) ?? []), name]);
  }
  return index;
}

/**
 * Compiles the text of a grammar (see source.ts). Throws an Error that names the rule when a pattern cannot be
 * read, can be empty, or names a rule that does not exist.
 */
export function compileGrammar(text: string): Grammar {
  const source = parseGrammarSource(text);
  const classes = new Map<string, ReadonlyMap<string, number | string>>();
  for (const [name, entries] of source.words) {
    classes.set(name, new Map(entries.map(([word, value]) => [normalise(word), value])));
  }
  const parsed = new Map<string, CompiledPattern[]>();
  for (const [name, patterns] of source.rules) {
    const compiled = patterns.flatMap(([pattern, constants]) =>
      parsePattern(pattern).map((nodes) => ({ nodes, constants })),
    );
    parsed.set(name, compiled);
  }
  const firsts = new FirstTokens(classes, parsed);
  const figures = new FiguresAhead(classes, parsed, firsts);
  for (const pattern of [...parsed.values()].flat()) {
    const { keys, mayEnd } = figures.ofSequence(pattern.nodes);
    if (!mayEnd) pattern.afterFigures = keys;
  }
  const grammar = new Map<string, CompiledRule>();
  for (const [name, { match }] of BUILT_INS) grammar.set(name, { type: 'builtIn', id: grammar.size, match });
  for (const [name, values] of classes) grammar.set(name, { type: 'class', id: grammar.size, values });
  for (const [name, patterns] of parsed) {
    grammar.set(name, { type: 'patterns', id: grammar.size, byFirst: indexByFirst(name, patterns, firsts) });
  }
  return grammar;
}

function indexByFirst(
  name: string,
  patterns: CompiledPattern[],
  firsts: FirstTokens,
): Map<string, CompiledPattern[]> {
  const index = new Map<string, CompiledPattern[]>();
  for (const pattern of patterns) {
    const { keys, isNullable } = firsts.ofSequence(pattern.nodes);
    if (isNullable) throw new Error(`The rule "${name}" has a pattern that can be empty`);
    for (const key of keys) {
      const bucket = index.get(key);
      if (bucket) bucket.push(pattern);
      else index.set(key, [pattern]);
    }
  }
  return index;
}
