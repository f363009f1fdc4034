/** Which zones there are, by their IANA names and by the cities in those names. */
import { normalise } from '../grammar/tokens';
import { AMBIGUOUS_CODES, AMBIGUOUS_PLACES, PLACES, ZONE_CODES } from './places';

/** One zone, or several to choose from. */
export type ZoneChoice = { zone: string } | { candidates: readonly string[] };

/** Parts of the world that begin an IANA name. */
export const IANA_AREAS: ReadonlySet<string> = new Set(
  'africa america antarctica arctic asia atlantic australia europe indian pacific etc us canada'.split(' '),
);

/** Words that a zone's city shares with something people say before "time". */
const NOT_CITIES = new Set(['easter', 'center', 'general', 'troll', 'palmer', 'midway', 'wake', 'nome']);

/** By lower-case IANA name, the name as the runtime writes it; names of today for which it keeps older ones too. */
const IANA_NAMES: ReadonlyMap<string, string> = new Map(
  [
    ...Intl.supportedValuesOf('timeZone'),
    'Asia/Kolkata',
    'Europe/Kyiv',
    'Asia/Kathmandu',
    'Asia/Yangon',
    'Asia/Ho_Chi_Minh',
    'America/Argentina/Buenos_Aires',
    'UTC',
    'Etc/UTC',
  ].map((name) => [name.toLowerCase(), name]),
);

const PLACE_NAMES: ReadonlyMap<string, ZoneChoice> = placeNames();

/** The place names by their first word, so that a text's words are quickly seen to begin none. */
export const PLACE_FIRST_WORDS: ReadonlySet<string> = new Set(
  [...PLACE_NAMES.keys()].map((name) => name.split(' ')[0] ?? name),
);

/** `europe/madrid` → `Europe/Madrid`; undefined when the runtime does not know the zone. */
export function ianaZone(name: string): string | undefined {
  const known = IANA_NAMES.get(name.toLowerCase());
  if (known) return known;
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/.test(name) || name.length > 40) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A city, country or way of speaking, in lower case without accents. */
export function placeZone(name: string): ZoneChoice | undefined {
  return PLACE_NAMES.get(name);
}

/** `ET`, `CET`, `UTC`: in capitals. */
export function codeZone(code: string): ZoneChoice | undefined {
  const zone = ZONE_CODES[code];
  if (zone) return { zone };
  const candidates = AMBIGUOUS_CODES[code];
  return candidates && { candidates };
}

/** Whole hours as an IANA zone, `Etc/GMT-2` for +120 minutes; others as an offset, `+05:30`. */
export function offsetZone(minutes: number): string | undefined {
  if (Math.abs(minutes) > 14 * 60) return undefined;
  if (minutes === 0) return 'UTC';
  const sign = minutes > 0 ? '+' : '-';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  if (rest === 0) return `Etc/GMT${minutes > 0 ? '-' : '+'}${hours}`;
  return `${sign}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

function placeNames(): Map<string, ZoneChoice> {
  const names = new Map<string, ZoneChoice>();
  for (const zone of IANA_NAMES.values()) {
    const city = normalise(zone.split('/').at(-1) ?? '').replaceAll('_', ' ');
    if (zone.includes('/') && !zone.startsWith('Etc/') && !NOT_CITIES.has(city)) names.set(city, { zone });
  }
  for (const [zone, list] of Object.entries(PLACES))
    for (const name of list.split(',')) names.set(name, { zone });
  for (const [name, candidates] of Object.entries(AMBIGUOUS_PLACES)) names.set(name, { candidates });
  return names;
}
