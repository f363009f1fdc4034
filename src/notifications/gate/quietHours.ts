/** Quiet hours on the clock on the wall, also over midnight and where clocks change. */
import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from './inbox';

/**
 * When the quiet hours end in which this moment lies; undefined where it lies in none.
 *
 * @param zone - IANA, where the person now is.
 */
export function quietUntil({ from, to }: QuietHours, zone: string, now: number): number | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  for (const day of [today.subtract({ days: 1 }), today]) {
    const start = instantOf(day, from, zone);
    const end = instantOf(from < to ? day : day.add({ days: 1 }), to, zone);
    if (start <= now && now < end) return end;
  }
  return undefined;
}

function instantOf(day: Temporal.PlainDate, minutes: number, zone: string): number {
  const plainTime = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
  return day.toPlainDateTime(plainTime).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

/** `22:00`. */
export const wallText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
