/** What came of malformed input: how often each status was answered, and what should not have happened. */
import type { CallEnd } from './callHost';

export interface FuzzOptions {
  /** Kinds of activity. */
  readonly activities: number;
  /** Random bodies on each route. */
  readonly bodies: number;
  readonly random: () => number;
}

/** One thing that was sent, and what came of it that should not have. */
export interface Finding {
  what: string;
  end: CallEnd;
}

export interface FuzzTally {
  calls: number;
  /** How often each status was answered; `none` where no answer came. */
  statuses: Record<string, number>;
  findings: Finding[];
  slowestMs: number;
}

const AT_ONCE = 8;

export const newTally = (): FuzzTally => ({ calls: 0, statuses: {}, findings: [], slowestMs: 0 });

const isAnswered = ({ status }: CallEnd): boolean => status !== undefined && status < 500;

/** Counts the call; `isFine` says whether this is what should come of it. */
export function note(
  tally: FuzzTally,
  what: string,
  end: CallEnd,
  isFine: (end: CallEnd) => boolean = isAnswered,
): void {
  tally.calls += 1;
  const name = String(end.status ?? 'none');
  tally.statuses[name] = (tally.statuses[name] ?? 0) + 1;
  tally.slowestMs = Math.max(tally.slowestMs, end.ms);
  if (!isFine(end)) tally.findings.push({ what, end });
}

/** Does the work for each, several at one time. */
export async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
