/** The figures of a benchmark: medians, percentiles and ratios, and how they are printed. */

export interface Row {
  figure: string;
  value: string;
  /** What it is held against, where there is a bound. */
  bound?: string;
}

/** The value below which this part (0 to 1) of the samples lies. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** `1.234 ms` and the like: three significant digits. */
export const ms = (value: number): string => `${value.toPrecision(3)} ms`;
export const times = (value: number): string => `${value.toPrecision(3)}×`;

/** The rows as a table that reads as Markdown and as plain text. */
export function table(title: string, rows: readonly Row[]): string {
  const cells = rows.map(({ figure, value, bound = '' }) => [figure, value, bound] as const);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...cells.map((row) => (row[column] as string).length), 5),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [
    `\n## ${title}`,
    line(['figure', 'value', 'bound']),
    line(widths.map((width) => '-'.repeat(width))),
    ...cells.map(line),
  ].join('\n');
}
