/** Wall time of a zone to instants and back: the one place where clock changes are decided. */
import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from './civilDate';

/** What a clock on the wall shows. */
export interface WallTime extends CivilDate {
  hour: number;
  minute: number;
  second: number;
}

/** An instant and what happened to the wall time on the way to it. */
export interface ResolvedWallTime {
  /** Epoch milliseconds. */
  at: number;
  /** `gap`: the wall time was skipped, moved forward by the gap; `overlap`: it came twice, the first taken. */
  change?: 'gap' | 'overlap';
}

/** Longer than clocks are ever put back. */
const LARGEST_CHANGE_MS = 3 * 3_600_000;

/**
 * The instant of a wall time, as Temporal's `compatible` has it: forward by the gap, the first of an overlap.
 * Throws a RangeError when the runtime does not know the zone.
 */
export function toInstant(wall: WallTime, tzid: string): ResolvedWallTime {
  const zoned = Temporal.PlainDateTime.from(wall).toZonedDateTime(tzid, { disambiguation: 'compatible' });
  const at = zoned.epochMilliseconds;
  if (zoned.hour !== wall.hour || zoned.minute !== wall.minute) return { at, change: 'gap' };
  return comesTwice(zoned, tzid) ? { at, change: 'overlap' } : { at };
}

/** Like `toInstant`, without saying what happened. */
export function toEpochMs(wall: WallTime, tzid: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(tzid, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** What the clocks of the zone show at an instant, to the second. */
export function toWallTime(at: number, tzid: string): WallTime {
  const { year, month, day, hour, minute, second } =
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(tzid);
  return { year, month, day, hour, minute, second };
}

/** `2026-03-11T10:50:00`. */
export function formatWallTime(wall: WallTime): string {
  const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
  const date = `${pad(wall.year, 4)}-${pad(wall.month)}-${pad(wall.day)}`;
  return `${date}T${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`;
}

/** Reads what `formatWallTime` wrote; throws a RangeError on anything else. */
export function parseWallTime(text: string): WallTime {
  const { year, month, day, hour, minute, second } = Temporal.PlainDateTime.from(text);
  return { year, month, day, hour, minute, second };
}

/** Whether clocks are put back soon after, by more than the time until then. */
function comesTwice(first: Temporal.ZonedDateTime, tzid: string): boolean {
  const later = Temporal.Instant.fromEpochMilliseconds(first.epochMilliseconds + LARGEST_CHANGE_MS);
  const putBack = (first.offsetNanoseconds - later.toZonedDateTimeISO(tzid).offsetNanoseconds) / 1_000_000;
  if (putBack <= 0) return false;
  const again = Temporal.Instant.fromEpochMilliseconds(first.epochMilliseconds + putBack).toZonedDateTimeISO(
    tzid,
  );
  return again.hour === first.hour && again.minute === first.minute;
}
