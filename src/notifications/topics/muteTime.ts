/** Reads until when somebody wants quiet: `for 2 hours`, `until tomorrow`, `hasta las 18:00`. */
import { Temporal } from 'temporal-polyfill';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../clock';
import type { Language } from '../../conversations/chatTurn';

export interface Now {
  /** Epoch ms. */
  now: number;
  /** IANA. */
  zone: string;
  /** The hour at which a day begins for them. */
  firstHour: number;
}

/** Longer is what stopping is for. */
export const MAX_MUTE_MS = 90 * DAY_MS;

const TIME = String.raw`\d{1,2}(?:[:.h]\d{2})?(?:\s?[ap]\.?m\.?)?`;
const DAYS: Record<Language, readonly string[]> = {
  en: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  es: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
};
const TOMORROW: Record<Language, string> = { en: 'tomorrow', es: 'manana' };

const DURATION: Record<Language, RegExp> = {
  en: /^(?:for )?(?<count>half an|an?|one|\d{1,4}) ?(?<unit>minutes?|mins?|hours?|hrs?|h|days?|weeks?)$/,
  es: /^(?:durante |por )?(?<count>media|una?|\d{1,4}) ?(?<unit>minutos?|mins?|horas?|h|dias?|semanas?)$/,
};
const UNTIL: Record<Language, RegExp> = {
  en: new RegExp(
    `^until (?:(?<day>tomorrow|${DAYS.en.join('|')})(?: (?:at )?(?<dayTime>${TIME}))?|(?:at )?(?<time>${TIME}))$`,
  ),
  es: new RegExp(
    `^hasta (?:(?:el )?(?<day>manana|${DAYS.es.join('|')})(?: a las? (?<dayTime>${TIME}))?|las? (?<time>${TIME}))$`,
  ),
};

const UNITS_MS: readonly [RegExp, number][] = [
  [/^m/, MINUTE_MS],
  [/^h/, HOUR_MS],
  [/^d/, DAY_MS],
  [/^(?:w|s)/, 7 * DAY_MS],
];

/** Epoch ms; undefined where this is no such time, or it is past or too far away. */
export function readUntil(typed: string, language: Language, now: Now): number | undefined {
  const text = plain(typed);
  const until = durationEnd(text, language, now) ?? momentOf(text, language, now);
  return until !== undefined && until > now.now && until <= now.now + MAX_MUTE_MS ? until : undefined;
}

/** Lower case and without accents, as people type on phones. */
const plain = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/\s+/g, ' ');

function durationEnd(text: string, language: Language, { now }: Now): number | undefined {
  const { count, unit } = DURATION[language].exec(text)?.groups ?? {};
  const unitMs = UNITS_MS.find(([pattern]) => unit !== undefined && pattern.test(unit))?.[1];
  if (count === undefined || unitMs === undefined) return undefined;
  const number = /^(?:half an|media)$/.test(count) ? 0.5 : Number(count);
  return now + (Number.isNaN(number) ? 1 : number) * unitMs;
}

function momentOf(text: string, language: Language, { now, zone, firstHour }: Now): number | undefined {
  const { day, dayTime, time } = UNTIL[language].exec(text)?.groups ?? {};
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const wall = dayTime ?? time;
  const at = wall === undefined ? { hour: firstHour, minute: 0 } : timeOfDay(wall);
  if (!at || (day === undefined && time === undefined)) return undefined;
  if (day === undefined) {
    const first = instantOf(today, at, zone);
    return first > now ? first : instantOf(today.add({ days: 1 }), at, zone);
  }
  const ahead = day === TOMORROW[language] ? 1 : daysAhead(today, DAYS[language].indexOf(day) + 1);
  return instantOf(today.add({ days: ahead }), at, zone);
}

/** Tomorrow at the earliest. */
const daysAhead = (today: Temporal.PlainDate, dayOfWeek: number): number =>
  ((dayOfWeek - today.dayOfWeek + 6) % 7) + 1;

const instantOf = (day: Temporal.PlainDate, at: { hour: number; minute: number }, zone: string): number =>
  day.toPlainDateTime(at).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

/** `18:00`, `6 pm`, `8`, `8h30`; undefined where no clock shows that. */
export function timeOfDay(typed: string): { hour: number; minute: number } | undefined {
  const parts = /^(\d{1,2})(?:[:.h](\d{2}))?\s?(?:([ap])\.?m\.?)?$/.exec(plain(typed));
  if (!parts) return undefined;
  const [, hours, minutes = '0', half] = parts;
  const [typedHour, minute] = [Number(hours), Number(minutes)];
  if (half && (typedHour < 1 || typedHour > 12)) return undefined;
  const hour = half ? (typedHour % 12) + (half === 'p' ? 12 : 0) : typedHour;
  return hour <= 23 && minute <= 59 ? { hour, minute } : undefined;
}
