/** The parts of a JSON value, and copies of it with one of them changed. */

/** The ways to all parts of an object, down to three levels. */
export function partsOf(value: unknown, depth = 3): string[][] {
  if (depth === 0 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => [
    [name],
    ...partsOf(part, depth - 1).map((rest) => [name, ...rest]),
  ]);
}

/** A copy in which the part is this, or is missing. */
export function changed(
  value: unknown,
  [name, ...rest]: readonly string[],
  to: { value: unknown } | undefined,
): unknown {
  if (name === undefined) return to?.value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  if (rest.length === 0 && !to) Reflect.deleteProperty(copy, name);
  else copy[name] = rest.length === 0 ? to?.value : changed(copy[name], rest, to);
  return copy;
}
