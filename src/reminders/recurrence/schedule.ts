/** A recurring schedule as it is stored, and the reading of its rule's text. */

/** What a recurring reminder keeps: the rule means wall time in its zone, whatever the clocks do. */
export interface Schedule {
  /** RFC 5545 RRULE value without its name. */
  rrule: string;
  /** IANA zone. */
  tzid: string;
  /** Local wall time of the first occurrence, `2026-03-11T09:00:00`. */
  wallStart: string;
}

/** The parts of a rule by their upper-case names. */
export type RuleParts = ReadonlyMap<string, string>;

/** Splits `FREQ=DAILY;BYHOUR=9`; parts without a value are dropped. */
export function ruleParts(rrule: string): RuleParts {
  const parts = new Map<string, string>();
  for (const part of rrule.split(';')) {
    const [name, value] = part.split('=');
    if (name && value) parts.set(name.trim().toUpperCase(), value.trim());
  }
  return parts;
}

/**
 * Whether the rule counts elapsed time ("every 3 hours") instead of naming wall times. Such a rule keeps its
 * interval through a clock change; all others keep their wall time.
 */
export function isElapsedTime(parts: RuleParts): boolean {
  const freq = parts.get('FREQ') ?? '';
  const isSubDaily = freq === 'HOURLY' || freq === 'MINUTELY' || freq === 'SECONDLY';
  return isSubDaily && ![...parts.keys()].some((name) => name.startsWith('BY'));
}

/** RFC 5545 `20260320T080000Z` as epoch milliseconds; undefined when it is not in that form. */
export function parseUtcStamp(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Epoch milliseconds as RFC 5545 `20260320T080000Z`. */
export function formatUtcStamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');
}
