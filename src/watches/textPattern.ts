/** Patterns that people give for texts, run in linear time (RE2): no pattern can keep the app busy. */

export interface TextPattern {
  /** The first group of the first match, or all of it; undefined when nothing matches. */
  find(text: string): string | undefined;
}

export const MAX_PATTERN_LENGTH = 200;
/** Of a text that is searched, in characters. */
const MAX_SEARCHED = 256 * 1024;
/** All counts of a pattern multiplied: `(a{10}){10}` is 100 steps long. */
const MAX_REPEATS = 200;
/** Of what a pattern is compiled to, in instructions: counts make a short one long. */
const MAX_SIZE = 1000;
/** Each character may meet each instruction: about a second of a slow machine, which does nothing else meanwhile. */
const MAX_WORK = 10_000_000;
const COUNT = /\{(\d+)(?:,(\d*))?\}/g;

/** Reads a pattern of RE2's syntax; undefined when it is none, or too long or too much. The engine is loaded when it is first needed. */
export async function compilePattern(pattern: string): Promise<TextPattern | undefined> {
  if (pattern.length > MAX_PATTERN_LENGTH || repeatsOf(pattern) > MAX_REPEATS) return undefined;
  const { RE2JS, RE2JSException } = await import('re2js');
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    const size = compiled.programSize();
    if (size > MAX_SIZE) return undefined;
    const searched = Math.min(MAX_SEARCHED, Math.floor(MAX_WORK / size));
    return {
      find(text) {
        const matcher = compiled.matcher(text.slice(0, searched));
        if (!matcher.find()) return undefined;
        return (matcher.groupCount() > 0 ? matcher.group(1) : matcher.group(0)) ?? '';
      },
    };
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

/** A bound from above: counts beside each other are taken as if one stood in the other. */
function repeatsOf(pattern: string): number {
  return [...pattern.matchAll(COUNT)].reduce(
    (product, [, least = '0', most]) => product * Math.max(1, Number(least), Number(most ?? 0)),
    1,
  );
}
