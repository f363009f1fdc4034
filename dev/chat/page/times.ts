// Instants in the person's own words: times, days and full dates by their locale and zone.
import type { PersonRecord } from '../directory/directoryState';

type Reader = Pick<PersonRecord, 'locale' | 'timeZone'>;

const formats = new Map<string, Intl.DateTimeFormat>();

function format({ locale, timeZone }: Reader, options: Intl.DateTimeFormatOptions, atMs: number): string {
  const key = JSON.stringify([locale, timeZone, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
  formats.set(key, made);
  return made.format(atMs);
}

/** `10:32`, as the locale writes it. */
export function timeOf(reader: Reader, atMs: number): string {
  return format(reader, { hour: 'numeric', minute: '2-digit' }, atMs);
}

/** `10:32:05`, as the locale writes it. */
export function secondsOf(reader: Reader, atMs: number): string {
  return format(reader, { hour: 'numeric', minute: '2-digit', second: '2-digit' }, atMs);
}

/** Date, time and zone, for titles. */
export function fullTimeOf(reader: Reader, atMs: number): string {
  return format(reader, { dateStyle: 'full', timeStyle: 'long' }, atMs);
}

/** `Mon 2 Mar`, as the locale writes it. */
export function shortDayOf(reader: Reader, atMs: number): string {
  return format(reader, { weekday: 'short', day: 'numeric', month: 'short' }, atMs);
}

/** The day as `2026-03-02`, for comparing. */
export function dayKey({ timeZone }: Reader, atMs: number): string {
  return format({ locale: 'sv-SE', timeZone }, { year: 'numeric', month: '2-digit', day: '2-digit' }, atMs);
}

/** `Today`, `Yesterday`, or the day with its date (and its year, when that is another). */
export function dayOf(reader: Reader, atMs: number, nowMs: number): string {
  const day = dayKey(reader, atMs);
  const today = dayKey(reader, nowMs);
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    const word = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(-daysAgo, 'day');
    return word.charAt(0).toLocaleUpperCase(reader.locale) + word.slice(1);
  }
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  return format(reader, { weekday: 'long', day: 'numeric', month: 'long', year }, atMs);
}
