/** Finds with which tokens the rules of a grammar can begin, so that a rule is tried only where it may match. */
import { BUILT_INS } from './builtIns';
import type { CompiledPattern } from './grammar';
import type { PatternNode } from './pattern';

/** What a stretch of a pattern can begin with: words, or `#kind`. */
export interface First {
  keys: Set<string>;
  isNullable: boolean;
}

/** Which tokens a pattern can begin with. */
export class FirstTokens {
  private readonly known = new Map<string, Set<string>>();

  constructor(
    private readonly classes: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
    private readonly rules: ReadonlyMap<string, CompiledPattern[]>,
  ) {}

  ofSequence(nodes: readonly PatternNode[]): First {
    const keys = new Set<string>();
    for (const node of nodes) {
      const first = this.ofNode(node);
      first.keys.forEach((key) => keys.add(key));
      if (!first.isNullable) return { keys, isNullable: false };
    }
    return { keys, isNullable: true };
  }

  private ofNode(node: PatternNode): First {
    if (node.type === 'words') return { keys: new Set(node.words), isNullable: false };
    if (node.type === 'rule') return { keys: this.ofRule(node.rule), isNullable: false };
    const firsts = node.alternatives.map((nodes) => this.ofSequence(nodes));
    const keys = new Set(firsts.flatMap((first) => [...first.keys]));
    return { keys, isNullable: node.isOptional || firsts.some((first) => first.isNullable) };
  }

  private ofRule(name: string): Set<string> {
    const known = this.known.get(name);
    if (known) return known;
    const keys = new Set<string>();
    this.known.set(name, keys);
    BUILT_INS.get(name)?.firstKeys.forEach((key) => keys.add(key));
    for (const word of this.wordsOf(name)) keys.add(word.replace(/^~(?=.)/, ''));
    for (const pattern of this.rules.get(name) ?? []) {
      this.ofSequence(pattern.nodes).keys.forEach((key) => keys.add(key));
    }
    if (keys.size === 0) throw new Error(`The grammar has no rule "${name}"`);
    return keys;
  }

  private wordsOf(name: string): string[] {
    const names = name === 'number' ? ['ones', 'tens'] : [name];
    return names.flatMap((each) => [...(this.classes.get(each)?.keys() ?? [])]);
  }
}
