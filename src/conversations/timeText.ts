/** Times as people read them, in their zone, language and customs. */
import type { Language } from './chatTurn';

/** Making a format costs far more than using it; a bot meets a few zones and locales. */
const formats = new Map<string, Intl.DateTimeFormat>();
const MAX_FORMATS = 500;

export interface Reader {
  language: Language;
  /** BCP 47; decides 12 or 24 hours and the order of day and month when it is of the same language. */
  locale?: string | undefined;
  /** IANA. */
  zone: string;
}

/** `Wed, 11 Mar 2026, 10:50 (Europe/Madrid)`; seconds only where they are not zero. */
export function dateTimeText(atMs: number, reader: Reader): string {
  return `${format(reader, atMs, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })} (${reader.zone})`;
}

/** `10:50`, with the date where it is another day than `onDayOfMs`. */
export function timeText(atMs: number, reader: Reader, onDayOfMs: number): string {
  const isSameDay = dayOf(atMs, reader.zone) === dayOf(onDayOfMs, reader.zone);
  return format(reader, atMs, isSameDay ? {} : { weekday: 'short', day: 'numeric', month: 'short' });
}

function dayOf(atMs: number, zone: string): string {
  return formatFor('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    atMs,
  );
}

function format(reader: Reader, atMs: number, date: Intl.DateTimeFormatOptions): string {
  const seconds: Intl.DateTimeFormatOptions = atMs % 60_000 === 0 ? {} : { second: '2-digit' };
  return formatFor(localeFor(reader), {
    ...date,
    hour: 'numeric',
    minute: '2-digit',
    ...seconds,
    timeZone: reader.zone,
  }).format(atMs);
}

/** A locale comes from the channel and may be of another language, or no locale at all. */
function localeFor({ language, locale }: Reader): string {
  const isOfLanguage = locale !== undefined && new RegExp(`^${language}(?:-|$)`, 'i').test(locale);
  if (isOfLanguage && isLocale(locale)) return locale;
  return language === 'es' ? 'es-ES' : 'en-GB';
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false; // the RangeError is the answer
  }
}

function formatFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size >= MAX_FORMATS) formats.clear();
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}
