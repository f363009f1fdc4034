/**
 * Finds what may follow figures with which a rule begins. A number begins half of all patterns; the token after it
 * rules most of them out without their being tried.
 */
import type { FirstTokens } from './firstTokens';
import type { CompiledPattern } from './grammar';
import type { PatternNode } from './pattern';

/** `keys`: the tokens that may stand after the figures; `mayEnd`: or anything, as the match may end with them. */
export interface AfterFigures {
  keys: ReadonlySet<string>;
  mayEnd: boolean;
}

type RuleNode = Extract<PatternNode, { type: 'rule' }>;

/** The built-in rules that cover exactly one token where it is written in figures. */
const FIGURE_RULES = new Set(['int', 'number', 'year', 'military', 'shortMilitary']);
const NEVER: AfterFigures = { keys: new Set(), mayEnd: false };
const ANYTHING: AfterFigures = { keys: new Set(), mayEnd: true };

/** Over the classes and rules of one grammar. */
export class FiguresAhead {
  private readonly known = new Map<string, AfterFigures>();

  constructor(
    private readonly classes: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
    private readonly rules: ReadonlyMap<string, readonly CompiledPattern[]>,
    private readonly firsts: FirstTokens,
  ) {}

  /** For matches of the sequence that begin with figures. */
  ofSequence(nodes: readonly PatternNode[]): AfterFigures {
    const keys = new Set<string>();
    let mayEnd = false;
    for (const [index, node] of nodes.entries()) {
      const own = this.ofNode(node);
      own.keys.forEach((key) => keys.add(key));
      if (own.mayEnd) {
        const rest = this.firsts.ofSequence(nodes.slice(index + 1));
        rest.keys.forEach((key) => keys.add(key));
        mayEnd ||= rest.isNullable;
      }
      if (!this.firsts.ofSequence([node]).isNullable) break;
    }
    return { keys, mayEnd };
  }

  private ofNode(node: PatternNode): AfterFigures {
    if (node.type === 'words') return [...node.words].some((word) => /^\d/.test(word)) ? ANYTHING : NEVER;
    if (node.type === 'group') return union(node.alternatives.map((nodes) => this.ofSequence(nodes)));
    const item = this.ofRule(node.rule);
    return node.list && item.mayEnd ? union([item, { keys: this.afterItem(node), mayEnd: true }]) : item;
  }

  private ofRule(name: string): AfterFigures {
    if (FIGURE_RULES.has(name)) return ANYTHING;
    const words = this.classes.get(name);
    if (words) return [...words.keys()].some((word) => /^~?\d/.test(word)) ? ANYTHING : NEVER;
    const known = this.known.get(name);
    if (known) return known;
    this.known.set(name, ANYTHING);
    const found = union((this.rules.get(name) ?? []).map(({ nodes }) => this.ofSequence(nodes)));
    this.known.set(name, found);
    return found;
  }

  /** Between the items of a list. */
  private afterItem({ rule, list }: RuleNode): Set<string> {
    const joint: PatternNode = {
      type: 'rule',
      rule: list?.joint ?? 'and',
      field: '',
      capture: 'drop',
      isGlued: false,
    };
    const item: PatternNode = { ...joint, rule };
    const next = list?.style === 'bare' ? this.firsts.ofSequence([item]).keys : [];
    return new Set([',', ...this.firsts.ofSequence([joint]).keys, ...next]);
  }
}

function union(all: readonly AfterFigures[]): AfterFigures {
  return { keys: new Set(all.flatMap(({ keys }) => [...keys])), mayEnd: all.some(({ mayEnd }) => mayEnd) };
}
