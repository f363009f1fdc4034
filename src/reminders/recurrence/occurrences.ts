/**
 * When a recurring reminder comes next: the library expands the rule in floating wall time, and each wall time
 * is then placed in its zone, so that a clock change neither skips nor doubles an occurrence.
 */
import { RRuleTemporal } from 'rrule-temporal';
import type { RuleParts, Schedule } from './schedule';
import { formatUtcStamp, isElapsedTime, parseUtcStamp, ruleParts } from './schedule';
import type { WallTime } from './wallTime';
import { formatWallTime, parseWallTime, toEpochMs, toWallTime } from './wallTime';

/** Longer than any clock change: how far back in wall time an instant's occurrence may have been named. */
const CLOCK_CHANGE_MARGIN_MS = 3 * 3_600_000;

const STEP_MS: Record<string, number> = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 };

/** One occurrence: when it comes, and the wall time by which the rule names it (they differ in a gap). */
export interface Occurrence {
  /** Epoch milliseconds. */
  at: number;
  /** `2026-03-11T09:00:00` */
  wallTime: string;
}

/**
 * The first `limit` occurrences strictly after an instant, ascending, in epoch milliseconds; fewer when the
 * rule ends. Throws when the rule or the zone cannot be read.
 */
export function occurrencesAfter(schedule: Schedule, after: number, limit: number): number[] {
  const parts = ruleParts(schedule.rrule);
  if (isElapsedTime(parts)) return elapsedOccurrences(schedule, parts, after, limit);
  return wallOccurrencesAfter(schedule, after, limit).map(({ at }) => at);
}

/** As `occurrencesAfter`, with their wall times, for a rule that names wall times. */
export function wallOccurrencesAfter(schedule: Schedule, after: number, limit: number): Occurrence[] {
  const rule = floatingRule(schedule, ruleParts(schedule.rrule));
  const found: Occurrence[] = [];
  let cursor = asUtc(toWallTime(after, schedule.tzid)) - CLOCK_CHANGE_MARGIN_MS;
  while (found.length < limit) {
    const floating = rule.next(new Date(cursor));
    if (!floating) break;
    cursor = floating.epochMilliseconds;
    const at = toEpochMs(floating, schedule.tzid);
    if (at > (found.at(-1)?.at ?? after)) found.push({ at, wallTime: formatWallTime(floating) });
  }
  return found;
}

/** The first occurrence strictly after an instant; undefined when the rule has ended. */
export function nextOccurrence(schedule: Schedule, after: number): number | undefined {
  return occurrencesAfter(schedule, after, 1)[0];
}

function elapsedOccurrences(schedule: Schedule, parts: RuleParts, after: number, limit: number): number[] {
  const step = (STEP_MS[parts.get('FREQ') ?? ''] ?? 0) * Number(parts.get('INTERVAL') ?? 1);
  if (!(step > 0)) throw new RangeError(`Not an interval: ${schedule.rrule}`);
  const start = toEpochMs(parseWallTime(schedule.wallStart), schedule.tzid);
  const until = parseUtcStamp(parts.get('UNTIL') ?? '') ?? Infinity;
  const count = Number(parts.get('COUNT') ?? Infinity);
  const first = Math.max(0, Math.floor((after - start) / step) + 1);
  const found: number[] = [];
  for (let index = first; index < count && found.length < limit; index++) {
    const at = start + index * step;
    if (at > until) break;
    found.push(at);
  }
  return found;
}

/** The rule with its wall times called UTC: no zone, no clock change. */
function floatingRule({ rrule, tzid, wallStart }: Schedule, parts: RuleParts): RRuleTemporal {
  const until = parseUtcStamp(parts.get('UNTIL') ?? '');
  const floatingUntil = until === undefined ? undefined : formatUtcStamp(asUtc(toWallTime(until, tzid)));
  const rule = floatingUntil ? rrule.replace(/UNTIL=[^;]*/i, `UNTIL=${floatingUntil}`) : rrule;
  const start = wallStart.replace(/[-:]/g, '');
  return new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${start}\nRRULE:${rule}` });
}

function asUtc({ year, month, day, hour, minute, second }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
