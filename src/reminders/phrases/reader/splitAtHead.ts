/** Cuts a text whose time phrase stands first. */
import { merged } from '../meaning/expression';
import { connectorAt, skipSeparators } from './connectors';
import type { Frame } from './frame';
import { isPredicate, isTimeWord, messageFrom, stretchOf } from './frame';
import type { FoundPhrase } from './phraseSearch';
import { requestAt, withoutMarks } from './request';
import type { Split } from './split';
import { withTail } from './tailAfterHead';

/** What stands between the two ends of a range, in any language. */
const RANGE_MARKS = new Set(['to', 'through', 'thru', '-', '–', 'al', 'hasta']);

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
  if (expression.after?.isLoose && !isCutOff) return { ...split, doubt: 'leftover-time' };
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
  return RANGE_MARKS.has(tokens[at]?.norm ?? '') && search.from(at + 1, end) !== undefined;
}
