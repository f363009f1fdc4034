/** Cuts a text whose time phrase stands first. */
import type { TimeExpression } from '../meaning/expression';
import { merged } from '../meaning/expression';
import { connectorAt, skipSeparators } from './connectors';
import type { Frame } from './frame';
import { isPredicate, isTimeWord, messageFrom, stretchOf } from './frame';
import type { FoundPhrase } from './phraseSearch';
import { requestAt, withoutMarks } from './request';
import type { Split } from './split';
import { withTail } from './tailAfterHead';

/** What stands between the two ends of a range, in any language. */
const RANGE_MARKS = new Set(['to', 'through', 'thru', '-', '–', 'a', 'al', 'hasta']);
const LENGTH_MARKS = new Set(['for', 'durante', 'por']);

/** The head is the time phrase that begins the frame. */
export function splitAtHead(frame: Frame, found: FoundPhrase): Split {
  const { tokens, search, languages, end } = frame;
  const head = withoutAdverb(frame, found);
  const later = frame.request ? undefined : requestAt(search, tokens, skipSeparators(tokens, head.end), end);
  const request = frame.request ?? later;
  const more = later && search.from(skipSeparators(tokens, later.end), end);
  const both = more && merged(head.expression, more.expression);
  const from = both ? more.end : (later?.end ?? head.end);
  const joint = connectorAt(tokens, from, languages, request !== undefined);
  const message = messageFrom(frame, from, joint, later?.isQuestion ? withoutMarks(tokens, from, end) : end);
  const expression = both ?? head.expression;
  const split: Split = {
    ...(request && { request }),
    cuts: [{ expression, message: message.stretch }],
    message: message.stretch,
  };
  const isCutOff = joint !== undefined || later !== undefined || from >= end;
  if (head.ending === 'number' && !isCutOff) return orWithoutNumber(frame, split, head);
  if (!isCutOff && isPredicate(frame, from)) return spokenAbout(frame, split);
  if (!isCutOff && isTimeWord(frame, from)) return { ...split, doubt: 'leftover-time' };
  if (!isCutOff && (isLoose(expression) || isOpen(frame, from, expression)))
    return { ...split, doubt: 'leftover-time' };
  if (goesOn(frame, from)) return { ...split, doubt: 'several-times' };
  return withTail(frame, split, expression, { ...message, isCutOff, isAsked: later !== undefined });
}

/** "At 9 DAILY stand-up": the adverb describes the message unless something parts them. */
function withoutAdverb(
  { tokens, search, languages, start, end, request }: Frame,
  head: FoundPhrase,
): FoundPhrase {
  const isParted =
    head.end >= end || connectorAt(tokens, head.end, languages, request !== undefined) !== undefined;
  if (head.ending !== 'adverb' || isParted) return head;
  return search.from(Math.max(start, head.start), head.lastStart) ?? head;
}

/** "30 minutes …", "the 3rd …": a time only when something parts it from the rest. */
function isLoose({ after, monthday, ...rest }: TimeExpression): boolean {
  return after?.isLoose === true || (monthday?.isLoose === true && Object.keys(rest).length === 0);
}

/** "Today in one hour …", "at 3 15 …": more of a time follows that the phrase could not take. */
function isOpen(
  { search, tokens, end }: Frame,
  at: number,
  { clock, after, every }: TimeExpression,
): boolean {
  const digits = tokens[at]?.kind === 'int' ? (tokens[at]?.numbers[1] ?? 0) : 0;
  const last = clock?.times?.at(-1);
  const isWholeHour = last?.minute === undefined && !last?.meridiem && !last?.named;
  const isInWords = tokens[at - 1]?.kind === 'word' && search.isNumber(at - 1) && search.isNumber(at);
  if (!after && isWholeHour && (digits > 1 || isInWords)) return true;
  return !every && search.from(at, end) !== undefined;
}

/** "Tomorrow 9 …": nine o'clock, or nine of something. */
function orWithoutNumber({ tokens, search, end }: Frame, split: Split, head: FoundPhrase): Split {
  const shorter = search.from(head.start, head.lastStart);
  const message = stretchOf(tokens, head.lastStart, end);
  if (!shorter) return { ...split, doubt: 'leftover-time' };
  const cuts = [{ expression: shorter.expression, message }, ...split.cuts];
  return { ...split, cuts, message, doubt: 'leftover-time' };
}

/** "Monday IS a holiday": the day is spoken about. */
function spokenAbout({ tokens, start, end }: Frame, split: Split): Split {
  const message = stretchOf(tokens, start, end);
  return {
    ...split,
    cuts: split.cuts.map(({ expression }) => ({ expression, message })),
    message,
    doubt: 'leftover-time',
  };
}

/** "… and then every 8 hours", "… to March 1st": the time phrase goes on in a way that is not understood. */
function goesOn({ search, tokens, end }: Frame, at: number): boolean {
  const joint = search.rule('and', at, end);
  if (joint && [0, 1].some((skipped) => search.from(joint.end + skipped, end) !== undefined)) return true;
  const mark = tokens[at]?.norm ?? '';
  if (LENGTH_MARKS.has(mark)) return search.rule('soMuch', at + 1, end) !== undefined;
  return RANGE_MARKS.has(mark) && (search.from(at + 1, end) !== undefined || tokens[at + 1]?.kind === 'int');
}
