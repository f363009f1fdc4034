// Compiles an ASP.NET route template, as functions give it ("users/{id:int}/{*rest}"), into a matcher of request paths.
import { toConstraint } from './routeConstraints';

/** The values of the route's parameters, or undefined when the path does not match. Paths have no slash at either end. */
export type RouteMatcher = (path: string) => Record<string, string> | undefined;

interface Parameter {
  name: string;
  isCatchAll: boolean;
  isOptional: boolean;
  fallback: string | undefined;
  checks: ((value: string) => boolean)[];
}

type Part = string | Parameter;

/** Compiles a template; throws an Error that says what is wrong with it. */
export function compileRoute(template: string): RouteMatcher {
  const parameters: Parameter[] = [];
  const segments = splitSegments(template).map(partsOf);
  const pattern = segments.map((parts, index) => segmentPattern(parts, index === 0, parameters)).join('');
  const names = parameters.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) throw new Error('a parameter appears more than once');
  const expression = new RegExp(`^${pattern}$`, 'is');
  return (path) => {
    const match = expression.exec(path);
    return match ? valuesOf(match, parameters) : undefined;
  };
}

function valuesOf(match: RegExpExecArray, parameters: Parameter[]): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  for (const [index, { name, fallback, checks }] of parameters.entries()) {
    const value = match[index + 1] || fallback;
    if (value === undefined) continue;
    if (!checks.every((check) => check(value))) return undefined;
    values[name] = value;
  }
  return values;
}

/** Splits at the slashes outside of braces. */
function splitSegments(template: string): string[] {
  const segments = [''];
  let depth = 0;
  for (const character of template) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (depth < 0) throw new Error('a "}" has no "{"');
    if (character === '/' && depth === 0) segments.push('');
    else segments[segments.length - 1] += character;
  }
  if (depth > 0) throw new Error('a "{" has no "}"');
  if (segments.length > 1 && segments.includes('')) throw new Error('it has an empty segment');
  return segments;
}

function partsOf(segment: string): Part[] {
  const parts: Part[] = [];
  let rest = segment;
  while (rest !== '') {
    const open = rest.indexOf('{');
    if (open !== 0) {
      parts.push(open < 0 ? rest : rest.slice(0, open));
      rest = open < 0 ? '' : rest.slice(open);
      continue;
    }
    const close = closingBrace(rest);
    parts.push(parameterOf(rest.slice(1, close)));
    rest = rest.slice(close + 1);
  }
  return parts;
}

function closingBrace(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '{') depth++;
    if (text[index] === '}' && --depth === 0) return index;
  }
  throw new Error('a "{" has no "}"');
}

/** What a regular expression would read otherwise. */
const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;
const PARAMETER =
  /^(\*{0,2})([A-Za-z_][\w-]*)((?::(?:[^:(=?]+(?:\((?:[^()]|\([^()]*\))*\))?))*)(?:=(.*))?(\?)?$/s;

function parameterOf(text: string): Parameter {
  const [, stars, name, constraints = '', fallback, optional] = PARAMETER.exec(text) ?? [];
  if (name === undefined) throw new Error(`"{${text}}" is not a parameter`);
  const checks = [...constraints.matchAll(/:([^:(]+(?:\((?:[^()]|\([^()]*\))*\))?)/gs)];
  return {
    name,
    isCatchAll: stars !== '',
    isOptional: optional === '?' || fallback !== undefined,
    fallback,
    checks: checks.map(([, check = '']) => toConstraint(check.replaceAll('{{', '{').replaceAll('}}', '}'))),
  };
}

function segmentPattern(parts: Part[], isFirst: boolean, parameters: Parameter[]): string {
  const slash = isFirst ? '' : '/';
  const only = parts.length === 1 ? parts[0] : undefined;
  if (typeof only === 'object') {
    parameters.push(only);
    if (only.isCatchAll) return `(?:${slash}(.*))?`;
    return only.isOptional ? `(?:${slash}([^/]+))?` : `${slash}([^/]+)`;
  }
  return (
    slash +
    parts
      .map((part) =>
        typeof part === 'string' ? part.replaceAll(SPECIAL, '\\$&') : complexPart(part, parameters),
      )
      .join('')
  );
}

function complexPart(parameter: Parameter, parameters: Parameter[]): string {
  if (parameter.isCatchAll) throw new Error(`"{*${parameter.name}}" must stand alone in the last segment`);
  parameters.push(parameter);
  return parameter.isOptional ? '([^/]*)' : '([^/]+?)';
}
