/** The rules that every language has without writing them: numbers, times and dates in digits, names of zones. */
import type { Match, Matcher } from './matcher';
import type { Token } from './tokens';
import { CODE_FIRST_KEYS, matchPlace, matchZoneCode, PLACE_FIRST_KEYS } from '../zones/zoneInText';

export interface BuiltIn {
  /** The tokens that it can begin with: `#kind`, or a word. */
  firstKeys: ReadonlySet<string>;
  match(matcher: Matcher, position: number): readonly Match[];
}

/** By the name under which patterns refer to them. */
export const BUILT_INS: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['int', single(['#int'], (token) => (token.kind === 'int' ? token.numbers[0] : undefined))],
  ['year', single(['#int'], yearOf)],
  ['fraction', single(['#decimal'], fractionOf)],
  ['hm', single(['#hm'], clockOf)],
  ['dotted', single(['#decimal'], dottedOf)],
  ['military', single(['#int'], militaryOf)],
  ['shortMilitary', single(['#int'], shortMilitaryOf)],
  ['dmy', single(['#dmy'], numericDateOf)],
  ['fullDmy', single(['#dmy'], (token) => token.numbers.length === 3 && numericDateOf(token))],
  [
    'ymd',
    single(['#ymd'], ({ kind, numbers: [year, month, day] }) => kind === 'ymd' && { year, month, day }),
  ],
  ['number', { firstKeys: new Set(['#int']), match: matchNumber }],
  [
    'zoneCode',
    {
      firstKeys: CODE_FIRST_KEYS,
      match: ({ tokens, text }, position) => matchZoneCode(tokens, text, position),
    },
  ],
  [
    'place',
    {
      firstKeys: PLACE_FIRST_KEYS,
      match: ({ tokens, text }, position) => matchPlace(tokens, text, position),
    },
  ],
]);

function single(keys: string[], read: (token: Token) => unknown): BuiltIn {
  const match = (matcher: Matcher, position: number): Match[] => {
    const token = matcher.tokens[position];
    const value = token && read(token);
    return value === undefined || value === false ? [] : [{ end: position + 1, value }];
  };
  return { firstKeys: new Set(keys), match };
}

function yearOf({ kind, numbers: [value = 0, digits] }: Token): unknown {
  return kind === 'int' && digits === 4 && value >= 1900 && value <= 2199 && value;
}

function fractionOf({ kind, numbers: [whole = 0, part = 0, digits = 0] }: Token): unknown {
  return kind === 'decimal' && whole + part / 10 ** digits;
}

/** `9:30`, `09:30` (a 24-hour clock, as its zero says). */
function clockOf({ kind, numbers: [hour, minute, second = 0, isPadded] }: Token): unknown {
  if (kind !== 'hm') return undefined;
  return { hour, minute, ...(second > 0 && { second }), ...(isPadded === 1 && { isExact: true }) };
}

/** `9.30`, which may also be an amount. */
function dottedOf({ kind, norm, numbers: [hour = 0, minute = 0, digits] }: Token): unknown {
  const isTime = kind === 'decimal' && norm.includes('.') && digits === 2 && minute < 60 && hour < 25;
  return isTime && { hour, minute, ...(norm.startsWith('0') && { isExact: true }) };
}

/** `0900`, `1730`. */
function militaryOf({ kind, numbers: [value = 0, digits] }: Token): unknown {
  const hour = Math.floor(value / 100);
  const minute = value % 100;
  return kind === 'int' && digits === 4 && hour < 24 && minute < 60 && { hour, minute, isExact: true };
}

/** `330` before "pm". */
function shortMilitaryOf({ kind, numbers: [value = 0, digits] }: Token): unknown {
  const hour = Math.floor(value / 100);
  const minute = value % 100;
  return kind === 'int' && digits === 3 && hour > 0 && minute < 60 && { hour, minute };
}

/** The order of day and month is the reader's to find out. */
function numericDateOf({ kind, numbers: [first, second, year] }: Token): unknown {
  if (kind !== 'dmy') return undefined;
  return { first, second, ...(year !== undefined && { year: year < 100 ? 2000 + year : year }) };
}

/** Digits, or words up to ninety-nine, by the language's classes `ones` and `tens` and its rule `tensJoint`. */
function matchNumber(matcher: Matcher, position: number): Match[] {
  const token = matcher.tokens[position];
  if (token?.kind === 'int') return [{ end: position + 1, value: token.numbers[0] }];
  const ones = matcher.wordIn('ones', position);
  if (ones !== undefined) return [{ end: position + 1, value: ones }];
  const tens = matcher.wordIn('tens', position);
  if (typeof tens !== 'number') return [];
  const found: Match[] = [];
  for (const at of [...matcher.match('tensJoint', position + 1).map(({ end }) => end), position + 1]) {
    const unit = matcher.wordIn('ones', at);
    if (typeof unit === 'number' && unit < 10) found.push({ end: at + 1, value: tens + unit });
  }
  return [...found, { end: position + 1, value: tens }];
}
