/** Finds what a JSON pointer leads to (RFC 6901). */

/** What `at …` names as a pointer: `price` and `#/price` (RFC 6901, section 6) are `/price`; undefined when it is none. */
export function pointerOf(typed: string): string | undefined {
  const pointer = typed.startsWith('#') ? decoded(typed.slice(1)) : typed;
  if (pointer === undefined || /~(?![01])/.test(pointer)) return undefined;
  if (pointer === '' || pointer.startsWith('/')) return pointer;
  return typed.startsWith('#') ? undefined : `/${pointer}`;
}

function decoded(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined; // the URIError is the answer
  }
}

/** The value there, or undefined when there is none. Lists have elements and nothing else: no `length`, no `-`, no `01`. */
export function valueAt(document: unknown, pointer: string): unknown {
  let found = document;
  for (const step of stepsOf(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    if (Array.isArray(found) && !INDEX.test(step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

const INDEX = /^(?:0|[1-9]\d*)$/;

const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
