/** Texts that are longer than one property of a row may be: kept in parts, in numbered columns beside each other. */

/** A property holds 64 KiB of UTF-16. */
export const MAX_PART_CHARACTERS = 32_000;

/** The columns of a text: the first has the name itself, those after it have a number too. */
export function textColumns(name: string, text: string): Record<string, string> {
  const count = Math.max(1, Math.ceil(text.length / MAX_PART_CHARACTERS));
  return Object.fromEntries(
    Array.from({ length: count }, (_, part) => [
      columnOf(name, part),
      text.slice(part * MAX_PART_CHARACTERS, (part + 1) * MAX_PART_CHARACTERS),
    ]),
  );
}

/** The text that these columns hold; empty where there is none of them. */
export function textOf(row: object, name: string): string {
  const parts: string[] = [];
  for (let part = 0; ; part += 1) {
    const value = (row as Record<string, unknown>)[columnOf(name, part)];
    if (typeof value !== 'string') break;
    parts.push(value);
  }
  return parts.join('');
}

const columnOf = (name: string, part: number): string => (part === 0 ? name : `${name}${part + 1}`);
