/** Looks through the text of a JSON value for what parsing lets pass: fields that stand twice, and nesting without end. */
import { pointerTo } from './fields';

interface Level {
  /** The names seen so far; absent in a list. */
  names?: Set<string>;
  /** The name or the number of the part at hand. */
  part: string | number;
  isNameNext: boolean;
}

export type Scanned = { ok: true } | { ok: false; reason: 'too-deep' } | { ok: false; twice: string[] };

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** @param json - valid JSON. Takes time in proportion to its length, and no stack. */
export function scanJson(json: string, maxDepth: number): Scanned {
  const levels: Level[] = [];
  const twice: string[] = [];
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      if (levels.length >= maxDepth) return { ok: false, reason: 'too-deep' };
      levels.push(
        token === '{' ? { names: new Set(), part: '', isNameNext: true } : { part: 0, isNameNext: false },
      );
    } else if (token === '}' || token === ']') levels.pop();
    else read(token, levels, twice);
  }
  return twice.length > 0 ? { ok: false, twice } : { ok: true };
}

function read(token: string, levels: readonly Level[], twice: string[]): void {
  const level = levels.at(-1);
  if (!level) return;
  if (token === ',') {
    if (level.names) level.isNameNext = true;
    else level.part = (level.part as number) + 1;
  } else if (level.names && level.isNameNext && token !== ':') {
    level.part = JSON.parse(token) as string;
    level.isNameNext = false;
    if (level.names.has(level.part)) twice.push(pointerOf(levels));
    level.names.add(level.part);
  }
}

const pointerOf = (levels: readonly Level[]): string =>
  levels.reduce((pointer, { part }) => pointerTo(pointer, part), '');
