/** The parts of a recurrence and their writing as an RRULE. */

/** What repeats, without its times of day. */
export interface RuleFrame {
  freq: 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
  byMonth?: number[];
  byMonthDay?: number[];
  /** `MO`, `1MO`, `-1FR`. */
  byDay?: string[];
  bySetPos?: number[];
}

/** How a rule ends, if it does: `until` as an RFC 5545 UTC stamp. */
export interface RuleEnd {
  count?: number;
  until?: string;
}

export const DAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export const WORKDAY_CODES: readonly string[] = DAY_CODES.slice(0, 5);

/** ISO weekday to its code. */
export function dayCode(dow: number): string {
  return DAY_CODES[dow - 1] ?? 'MO';
}

/** Minutes since midnight, ascending, each once; none for a rule that counts elapsed time. */
export function ruleText(frame: RuleFrame, minutes: readonly number[], end: RuleEnd = {}): string {
  const times = timesOf(frame, minutes);
  const parts: [string, unknown][] = [
    ['FREQ', frame.freq],
    ['INTERVAL', frame.interval > 1 ? frame.interval : undefined],
    ['COUNT', end.count],
    ['UNTIL', end.until],
    ['BYMONTH', frame.byMonth],
    ['BYMONTHDAY', frame.byMonthDay],
    ['BYDAY', frame.byDay],
    ['BYSETPOS', times.positions ?? frame.bySetPos],
    ['BYHOUR', times.hours],
    ['BYMINUTE', times.minutes],
  ];
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(';');
}

/**
 * Whether times with different minutes can be written at all: BYHOUR and BYMINUTE mean every pairing, of which
 * BYSETPOS picks the wanted ones day by day.
 */
export function canHoldTimes(frame: RuleFrame, minutes: readonly number[]): boolean {
  return (
    new Set(minutes.map((each) => each % 60)).size < 2 ||
    isPairing(minutes) ||
    (frame.freq === 'DAILY' && !frame.bySetPos)
  );
}

function timesOf(
  frame: RuleFrame,
  minutes: readonly number[],
): { hours?: number[]; minutes?: number[]; positions?: number[] } {
  if (minutes.length === 0) return {};
  const hours = unique(minutes.map((each) => Math.floor(each / 60)));
  const within = unique(minutes.map((each) => each % 60));
  if (isPairing(minutes) || frame.freq !== 'DAILY') return { hours, minutes: within };
  const pairings = hours.flatMap((hour) => within.map((minute) => hour * 60 + minute));
  return { hours, minutes: within, positions: minutes.map((each) => pairings.indexOf(each) + 1) };
}

/** Whether the times are every pairing of their hours and minutes. */
function isPairing(minutes: readonly number[]): boolean {
  const hours = new Set(minutes.map((each) => Math.floor(each / 60)));
  const within = new Set(minutes.map((each) => each % 60));
  return hours.size * within.size === minutes.length;
}

function unique(values: number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
