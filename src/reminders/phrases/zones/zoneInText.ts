/** Finds the name of a zone where it stands in a text: `ET`, `UTC+2`, `Asia/Tokyo`, `New York`. */
import type { Match } from '../grammar/matcher';
import type { Token } from '../grammar/tokens';
import { AMBIGUOUS_CODES, LOWER_CASE_CODES, ZONE_CODES } from './places';
import type { ZoneChoice } from './zoneNames';
import { codeZone, IANA_AREAS, ianaZone, offsetZone, PLACE_FIRST_WORDS, placeZone } from './zoneNames';

const CODES = [...Object.keys(ZONE_CODES), ...Object.keys(AMBIGUOUS_CODES)].map((code) => code.toLowerCase());

/** The words with which the name of a zone can begin. */
export const CODE_FIRST_KEYS: ReadonlySet<string> = new Set([...CODES, ...IANA_AREAS]);

/** The words with which the name of a place can begin. */
export const PLACE_FIRST_KEYS: ReadonlySet<string> = new Set([...CODE_FIRST_KEYS, ...PLACE_FIRST_WORDS]);

/** No place's name has more words. */
const MAX_WORDS = 5;

/** A name that can only mean a zone; its value is a `ZoneChoice`, or `{ unknown }` for `Europe/Nowhere`. */
export function matchZoneCode(tokens: readonly Token[], text: string, position: number): Match[] {
  const token = tokens[position];
  if (token?.kind !== 'word') return [];
  if (IANA_AREAS.has(token.norm)) return matchIana(tokens, text, position);
  const code = token.norm.toUpperCase();
  if (text.slice(token.start, token.end) !== code && !LOWER_CASE_CODES.has(code)) return [];
  const choice = codeZone(code);
  if (!choice) return [];
  const offset = code === 'UTC' || code === 'GMT' ? matchOffset(tokens, position + 1) : undefined;
  return [...(offset ? [offset] : []), { end: position + 1, value: choice }];
}

/** A zone's name or a place's, the longest first. */
export function matchPlace(tokens: readonly Token[], text: string, position: number): Match[] {
  const found: Match[] = [];
  let name = '';
  for (let index = position; index < Math.min(tokens.length, position + MAX_WORDS); index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || (index > position && !token.isSpaced)) break;
    name = name ? `${name} ${token.norm}` : token.norm;
    const choice = placeZone(name);
    if (choice) found.unshift({ end: index + 1, value: choice });
  }
  return [...found, ...matchZoneCode(tokens, text, position)];
}

/** Everything up to the next space, as long as it looks like `Area/City`. */
function matchIana(tokens: readonly Token[], text: string, position: number): Match[] {
  let end = position + 1;
  while (
    end < tokens.length &&
    !tokens[end]?.isSpaced &&
    /^([\p{L}\d]+|[/_-])$/u.test(tokens[end]?.norm ?? '')
  )
    end++;
  const written = text.slice(tokens[position]?.start, tokens[end - 1]?.end);
  if (!/^[A-Za-z]+\/[A-Za-z]/.test(written)) return [];
  const zone = ianaZone(written);
  return [{ end, value: zone ? { zone } : { unknown: written } }];
}

/** `+2`, `-03:00`, `+0530` after UTC or GMT. */
function matchOffset(tokens: readonly Token[], position: number): Match | undefined {
  const sign = tokens[position]?.norm;
  const digits = tokens[position + 1];
  if ((sign !== '+' && sign !== '-' && sign !== '−') || !digits || digits.isSpaced) return undefined;
  const [first = 0, second = 0] = digits.numbers;
  let minutes: number;
  if (digits.kind === 'hm') minutes = first * 60 + second;
  else if (digits.kind !== 'int') return undefined;
  else minutes = second > 2 ? Math.floor(first / 100) * 60 + (first % 100) : first * 60;
  const zone = offsetZone(sign === '+' ? minutes : -minutes);
  const value: ZoneChoice | { unknown: string } = zone ? { zone } : { unknown: `UTC${sign}${digits.norm}` };
  return { end: position + 2, value };
}
