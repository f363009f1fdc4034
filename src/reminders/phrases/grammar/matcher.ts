/** Matches the rules of a grammar against tokens: every stretch that a rule can cover from a position. */
import type { PatternNode } from './pattern';
import type { CompiledPattern, CompiledRule, Grammar } from './grammar';
import type { Token } from './tokens';

/** A stretch of tokens up to (not including) `end`, and what it means. */
export interface Match {
  end: number;
  value: unknown;
}

interface Captured {
  before: Captured | undefined;
  node: Extract<PatternNode, { type: 'rule' }>;
  value: unknown;
}

type Emit = (end: number, captured: Captured | undefined) => void;

/** No list in a time phrase is longer. */
const MAX_ITEMS = 12;

/** The ways to read one list are no more than this, whatever the text. */
const MAX_LISTS = 48;

/** One grammar over one text; remembers what it has matched, so that no stretch is read twice. */
export class Matcher {
  /** By position, then by the rule's id. */
  private readonly memo: (readonly Match[] | undefined)[][] = [];

  constructor(
    private readonly grammar: Grammar,
    readonly tokens: readonly Token[],
    readonly text: string,
  ) {}

  /** The ways in which the rule matches from `position`, one for each end, the longest first. */
  match(ruleName: string, position: number): readonly Match[] {
    const rule = this.grammar.get(ruleName);
    if (!rule) throw new Error(`The grammar has no rule "${ruleName}"`);
    return this.matchRule(rule, position);
  }

  private matchRule(rule: CompiledRule, position: number): readonly Match[] {
    const token = this.tokens[position];
    if (!token) return NONE;
    if (rule.type === 'class') return matchClass(rule, token, position);
    const memo = (this.memo[position] ??= []);
    return (memo[rule.id] ??=
      rule.type === 'builtIn' ? rule.match(this, position) : this.matchPatterns(rule, token, position));
  }

  /** A word's value in a class; undefined when the word is not in it. */
  wordIn(className: string, position: number): number | string | undefined {
    const rule = this.grammar.get(className);
    const token = this.tokens[position];
    return rule?.type === 'class' && token
      ? (matchClass(rule, token, position)[0]?.value as number | string)
      : undefined;
  }

  private matchPatterns(
    rule: Extract<CompiledRule, { type: 'patterns' }>,
    token: Token,
    position: number,
  ): readonly Match[] {
    const found: Match[] = [];
    for (const patterns of [rule.byFirst.get(token.norm), rule.byFirst.get(token.kindKey)]) {
      for (const { nodes, constants, afterFigures } of patterns ?? NO_PATTERNS) {
        if (afterFigures && token.kind === 'int' && !this.isOneOf(afterFigures, position + 1)) continue;
        this.sequence(nodes, 0, position, undefined, (end, captured) => {
          if (found.every((match) => match.end !== end))
            found.push({ end, value: build(constants, captured) });
        });
      }
    }
    return found.length === 0 ? NONE : found.sort((a, b) => b.end - a.end);
  }

  private isOneOf(keys: ReadonlySet<string>, position: number): boolean {
    const token = this.tokens[position];
    return token !== undefined && (keys.has(token.norm) || keys.has(token.kindKey));
  }

  private sequence(
    nodes: readonly PatternNode[],
    index: number,
    position: number,
    captured: Captured | undefined,
    emit: Emit,
  ): void {
    const node = nodes[index];
    if (!node) return emit(position, captured);
    this.node(node, position, captured, (end, next) => this.sequence(nodes, index + 1, end, next, emit));
  }

  private node(node: PatternNode, position: number, captured: Captured | undefined, emit: Emit): void {
    if (node.type === 'group') {
      for (const alternative of node.alternatives) this.sequence(alternative, 0, position, captured, emit);
      if (node.isOptional) emit(position, captured);
      return;
    }
    const token = this.tokens[position];
    if (!token || (node.isGlued && token.isSpaced)) return;
    if (node.type === 'words') {
      if (node.words.has(token.norm)) emit(position + 1, captured);
      return;
    }
    const matches = node.list ? this.list(node, position) : this.match(node.rule, position);
    for (const { end, value } of matches) emit(end, { before: captured, node, value });
  }

  /** Lists of items, longest first; see `ListShape`. */
  private list(node: Extract<PatternNode, { type: 'rule' }>, position: number): readonly Match[] {
    if (this.match(node.rule, position).length === 0) return NONE;
    const found: Match[] = [];
    let tried = 0;
    const grow = (at: number, items: readonly unknown[], isJoined: boolean): void => {
      if (items.length >= MAX_ITEMS) return;
      for (const item of this.match(node.rule, at)) {
        if (++tried > MAX_LISTS) return;
        const grown = [...items, item.value];
        const isWhole = grown.length === 1 || isJoined || node.list?.style !== 'joined';
        if (isWhole) found.push({ end: item.end, value: grown });
        for (const joint of this.joints(node, item.end)) grow(joint.end, grown, joint.isJoined);
      }
    };
    grow(position, [], true);
    return found.sort((a, b) => b.end - a.end);
  }

  private joints(
    node: Extract<PatternNode, { type: 'rule' }>,
    at: number,
  ): { end: number; isJoined: boolean }[] {
    const joint = this.match(node.list?.joint ?? 'and', at)[0];
    if (joint) return [{ end: joint.end, isJoined: true }];
    if (this.tokens[at]?.norm === ',') return [{ end: at + 1, isJoined: false }];
    return node.list?.style === 'bare' ? [{ end: at, isJoined: false }] : [];
  }
}

const NONE: readonly Match[] = [];
const NO_PATTERNS: readonly CompiledPattern[] = [];

function matchClass(
  rule: Extract<CompiledRule, { type: 'class' }>,
  token: Token,
  position: number,
): readonly Match[] {
  const value =
    rule.values.get(token.norm) ?? (token.isSpaced ? undefined : rule.values.get(`~${token.norm}`));
  return value === undefined ? NONE : [{ end: position + 1, value }];
}

function build(constants: Readonly<Record<string, unknown>>, captured: Captured | undefined): unknown {
  const value: Record<string, unknown> = { ...constants };
  for (let each = captured; each; each = each.before) {
    if (each.node.capture === 'merge') Object.assign(value, each.value, pickKnown(value, each.value));
    else if (each.node.capture === 'field') value[each.node.field] ??= each.value;
  }
  return value;
}

/** What was captured later in the pattern (and its constants) stands over what a merged rule says. */
function pickKnown(value: Record<string, unknown>, merged: unknown): Record<string, unknown> {
  const names = Object.keys(merged as object).filter((name) => value[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}
