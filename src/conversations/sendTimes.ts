/** How the times of sends to a conversation stand in its row. */

/** The times as one short text: the first, then the steps between them. */
export function encodeTimes(times: readonly number[]): string {
  return times
    .map((at, index) => Math.round(at - (index === 0 ? 0 : (times[index - 1] as number))).toString(36))
    .join(',');
}

/** Reads what `encodeTimes` wrote; what cannot be read counts for nothing. */
export function decodeTimes(text: unknown): number[] {
  const steps =
    typeof text === 'string' && text ? text.split(',').map((step) => Number.parseInt(step, 36)) : [];
  if (!steps.every((step) => Number.isFinite(step))) return [];
  let at = 0;
  return steps.map((step) => (at += step));
}
