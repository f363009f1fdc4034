/**
 * Reads the text of a language's grammar. A class of words is `name = value word word, value word`; a rule is
 * `name:` and, indented below it, its patterns, each with the constants of its value: `on? next {dow} => which=next`.
 */

/** What a rule's patterns give besides what they capture. */
export type Constants = Readonly<Record<string, ConstantValue>>;
type ConstantValue = string | number | boolean | number[];

/** A grammar as written, cut into its classes and rules. */
export interface GrammarSource {
  /** By class: each word with its value. */
  words: Map<string, [word: string, value: string | number][]>;
  /** By rule: each pattern with its constants, in order. */
  rules: Map<string, [pattern: string, constants: Constants][]>;
}

const CLASS_LINE = /^(\w+) = (.+)$/;
const RULE_LINE = /^(\w+):$/;

/** Throws a SyntaxError that quotes the line when one is neither a class, a rule, nor a part of one. */
export function parseGrammarSource(text: string): GrammarSource {
  const source: GrammarSource = { words: new Map(), rules: new Map() };
  let addLine: ((line: string) => void) | undefined;
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const rule = RULE_LINE.exec(line)?.[1];
    const [, className, entries] = CLASS_LINE.exec(line) ?? [];
    if (rule) {
      addLine = patternAdder(source, rule);
    } else if (className && entries) {
      addLine = wordAdder(source, className);
      addLine(entries);
    } else if (/^\s/.test(line) && addLine) {
      addLine(line.trim());
    } else {
      throw new SyntaxError(`Cannot read this line of the grammar: "${line}"`);
    }
  }
  return source;
}

function patternAdder({ rules }: GrammarSource, name: string): (line: string) => void {
  const patterns: [string, Constants][] = [];
  rules.set(name, patterns);
  return (line) => {
    const [pattern = '', constants = ''] = line.split(' => ');
    patterns.push([pattern, readConstants(constants)]);
  };
}

function wordAdder({ words }: GrammarSource, name: string): (line: string) => void {
  const entries: [string, string | number][] = [];
  words.set(name, entries);
  return (line) => {
    for (const entry of line.split(',')) {
      const [value, ...written] = entry.trim().split(/\s+/);
      for (const word of written) entries.push([word, asNumber(value ?? '')]);
    }
  };
}

function readConstants(text: string): Constants {
  const pairs = text.split(/\s+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair): [string, ConstantValue] => {
      const [name = '', value] = pair.split('=');
      if (value === undefined) return [name, true];
      return [name, value.includes(',') ? value.split(',').map(Number) : asNumber(value)];
    }),
  );
}

function asNumber(text: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
