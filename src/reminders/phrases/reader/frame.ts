/** The part of a text that holds the time and the message, and how to cut stretches of it. */
import type { Token } from '../grammar/tokens';
import type { LanguageFile } from '../languages/languageFile';
import type { TimeExpression } from '../meaning/expression';
import { isOnlyBounds, merged, namesDay, namesTime } from '../meaning/expression';
import type { Connector } from './connectors';
import type { FoundPhrase, PhraseSearch } from './phraseSearch';
import type { Request } from './request';
import type { Stretch } from './split';

/** A text in the hands of the reader. */
export interface ReadText {
  tokens: readonly Token[];
  search: PhraseSearch;
  /** The likelier language first. */
  languages: readonly LanguageFile[];
}

/** The tokens from `start` up to `end`, between the request and the closing. */
export interface Frame extends ReadText {
  start: number;
  end: number;
  request?: Request;
}

/** The message as tokens and as text. */
export interface Message {
  stretch: Stretch;
  start: number;
  end: number;
}

/** What is left after `at`, or after the connector that stands there. */
export function messageFrom(
  { tokens }: Frame,
  at: number,
  joint: Connector | undefined,
  end: number,
): Message {
  const start = Math.min(joint?.end ?? at, end);
  return { start, end, stretch: stretchOf(tokens, start, end, joint?.textStart) };
}

/** `textStart` is where the text begins when it begins within the token before ("del" → "el"). */
export function stretchOf(tokens: readonly Token[], start: number, end: number, textStart?: number): Stretch {
  const first = tokens[start];
  const last = tokens[end - 1];
  if (!first || !last || end <= start) return { start: 0, end: 0 };
  return {
    start: textStart !== undefined && textStart < first.start ? textStart : first.start,
    end: last.end,
  };
}

/** "… the report OF FRIDAY", "… the table FOR 8": spoken about, not when to remind. */
export function isAttached({ tokens, languages }: Frame, { start }: FoundPhrase): boolean {
  const before = tokens[start - 1]?.norm ?? '';
  return languages.some(({ attaching }) => attaching.split(' ').includes(before));
}

/** Whether the token is "is", "starts" or the like: what stands before it is told, not when to remind. */
export function isPredicate({ tokens, languages }: Frame, position: number): boolean {
  const norm = tokens[position]?.norm ?? '';
  return languages.some(({ predicates }) => predicates.split(' ').includes(norm));
}

/** Whether the token belongs to a time phrase that was not understood: "… AT half past". */
export function isTimeWord({ tokens, languages, search, end }: Frame, position: number): boolean {
  const token = tokens[position];
  if (token && ['hm', 'ymd', 'dmy'].includes(token.kind)) return true;
  if (['in', 'en'].includes(token?.norm ?? '') && search.rule('place', position + 1, end)) return true;
  return languages.some(({ timeWords }) =>
    timeWords
      .split(' ')
      .some((words) => words.split('_').every((word, index) => tokens[position + index]?.norm === word)),
  );
}

/** Whether the second phrase says what the first leaves out. */
export function completes(first: TimeExpression, second: TimeExpression): boolean {
  if (isOnlyBounds(second))
    return first.every !== undefined && !second.zone && merged(first, second) !== undefined;
  const addsTime = !namesTime(first) && namesTime(second) && !namesDay(second) && !second.every;
  const lacksDay = namesTime(first) && !namesDay(first) && !first.every && !first.after;
  const addsDay = lacksDay && (namesDay(second) || second.every !== undefined);
  return (addsTime || addsDay) && merged(first, second) !== undefined;
}
