/** Cuts a text into request, time phrase and message: the phrase stands at the start, at the end, or at both. */
import type { Token } from '../grammar/tokens';
import type { LanguageFile } from '../languages/languageFile';
import type { TimeExpression } from '../meaning/expression';
import { isOnlyBounds, merged, namesDay, namesTime } from '../meaning/expression';
import type { Connector } from './connectors';
import { connectorAt, skipSeparators, trimSeparators } from './connectors';
import { looseTime } from './looseTime';
import type { FoundPhrase, PhraseSearch } from './phraseSearch';
import type { Request } from './request';
import { beforeClosing, requestAt, skipGreeting } from './request';
import type { Split, Stretch } from './split';

/** A text in the hands of the reader. */
export interface ReadText {
  tokens: readonly Token[];
  search: PhraseSearch;
  /** The likelier language first. */
  languages: readonly LanguageFile[];
}

/** The text between what stands around it; `request` may also stand after the first time phrase. */
interface Frame extends ReadText {
  start: number;
  end: number;
  request?: Request;
}

/** Undefined when the text asks for anything but a reminder ("don't remind me", "list my reminders"). */
export function splitText(text: ReadText): Split | undefined {
  const { tokens, search } = text;
  const limit = tokens.length;
  const greeted = skipGreeting(search, tokens, 0, limit);
  if (search.rule('refusal', greeted, limit)) return undefined;
  const request = requestAt(search, tokens, greeted, limit);
  const start = request?.end ?? greeted;
  const end = beforeClosing(search, tokens, start, limit, request !== undefined);
  const frame: Frame = { ...text, start, end, ...(request && { request }) };
  const head = headOf(frame);
  if (head) return splitAtHead(frame, head);
  const isGreetingPart = !request && tokens[greeted - 1]?.norm !== ',' && tokens[greeted - 1]?.norm !== '!';
  return splitAtTail({ ...frame, start: isGreetingPart && greeted < end ? 0 : start });
}

/** The time phrase right after the request: "remind me TOMORROW …", "set a reminder FOR FRIDAY …". */
function headOf({ tokens, search, start, end, request, languages }: Frame): FoundPhrase | undefined {
  const at = skipSeparators(tokens, start);
  const direct = search.from(at, end);
  if (direct ?? !request) return direct;
  const lead = connectorAt(tokens, start, languages, true);
  const isFor = lead?.isWord && ['for', 'para'].includes(tokens[lead.end - 1]?.norm ?? '');
  return isFor && lead.end - at === 1 ? search.from(lead.end, end) : undefined;
}

function splitAtHead(frame: Frame, head: FoundPhrase): Split {
  const { tokens, search, languages, end } = frame;
  const afterMarks = skipSeparators(tokens, head.end);
  const later = frame.request ? undefined : requestAt(search, tokens, afterMarks, end);
  const request = frame.request ?? later;
  const joint = connectorAt(tokens, later?.end ?? head.end, languages, request !== undefined);
  const message = messageFrom(frame, later?.end ?? head.end, joint, end);
  const split: Split = {
    ...(request && { request }),
    cuts: [{ expression: head.expression, message: message.stretch }],
    message: message.stretch,
  };
  const isCutOff = joint !== undefined || later !== undefined || head.end >= end;
  if (head.endsBare && !isCutOff) return { ...split, doubt: 'leftover-time' };
  return withTail(frame, split, head, {
    ...message,
    isJoined: joint?.isWord === true,
    hasLaterRequest: later !== undefined,
    isCutOff,
  });
}

interface Message {
  stretch: Stretch;
  start: number;
  end: number;
}

/** A second time phrase at the end belongs to the first, to the message, or is asked about. */
function withTail(
  frame: Frame,
  split: Split,
  head: FoundPhrase,
  message: Message & { isJoined: boolean; hasLaterRequest: boolean; isCutOff: boolean },
): Split {
  const { search, tokens } = frame;
  const tail = search.upTo(message.end, message.start + 1);
  const [cut] = split.cuts;
  if (!cut) return split;
  if (!tail || isAttached(frame, tail)) {
    const loose = namesWhole(head.expression)
      ? undefined
      : looseTime(frame, message.start, message.end, namesTime);
    return loose && completes(head.expression, loose) ? { ...split, doubt: 'leftover-time' } : split;
  }
  const both = completes(head.expression, tail.expression)
    ? merged(head.expression, tail.expression)
    : undefined;
  if (!both) {
    const isTold = message.isCutOff || isOnlyBounds(tail.expression) || !namesTime(tail.expression);
    return isTold ? split : { ...split, doubt: 'several-times' };
  }
  const rest = stretchOf(
    tokens,
    message.stretch.start,
    message.start,
    trimSeparators(tokens, message.start, tail.start),
  );
  const joined = { expression: both, message: rest };
  const isSure =
    both.every !== undefined ||
    message.hasLaterRequest ||
    (frame.request === undefined && namesDay(head.expression));
  return { ...split, cuts: isSure ? [joined] : [joined, cut] };
}

function splitAtTail(frame: Frame): Split {
  const { tokens, search, languages, start, end, request } = frame;
  const joint = request ? connectorAt(tokens, start, languages, true) : undefined;
  const whole = messageFrom(frame, start, joint, end);
  const base: Split = { ...(request && { request }), cuts: [], message: whole.stretch };
  const saidTime = joint?.isWord ? search.from(whole.start, end) : undefined;
  const tail = search.upTo(end, whole.start);
  if (tail && tail.start > whole.start && !isTailOfNoun(frame, tail)) {
    const rest = stretchOf(
      tokens,
      whole.stretch.start,
      whole.start,
      trimSeparators(tokens, whole.start, tail.start),
    );
    const loose = looseTime(frame, whole.start, tail.start, () => true);
    const split: Split = { ...base, cuts: [{ expression: tail.expression, message: rest }] };
    return loose ? { ...split, doubt: 'leftover-time' } : split;
  }
  const found = saidTime?.expression ?? tail?.expression ?? looseTime(frame, whole.start, end, () => true);
  if (!found) return base;
  return { ...base, cuts: [{ expression: found, message: whole.stretch }], doubt: 'leftover-time' };
}

/** "… the report OF FRIDAY", "… the table FOR 8": spoken about, not when to remind. */
function isAttached({ tokens, languages }: Frame, { start }: FoundPhrase): boolean {
  const before = tokens[start - 1]?.norm ?? '';
  return languages.some(({ attaching }) => attaching.split(' ').includes(before));
}

/** "Set a reminder to call Bob FOR TOMORROW" names its own time; "book a table FOR FRIDAY" does not. */
function isTailOfNoun(frame: Frame, tail: FoundPhrase): boolean {
  const before = frame.tokens[tail.start - 1]?.norm ?? '';
  const isOwn = frame.request?.form === 'noun' && (before === 'for' || before === 'para');
  return !isOwn && isAttached(frame, tail);
}

/** Whether the second phrase says what the first leaves out. */
function completes(first: TimeExpression, second: TimeExpression): boolean {
  if (isOnlyBounds(second)) return first.every !== undefined && !second.zone;
  const addsTime = !namesTime(first) && namesTime(second) && !namesDay(second) && !second.every;
  const addsDay =
    namesTime(first) &&
    !namesDay(first) &&
    !first.every &&
    !first.after &&
    (namesDay(second) || second.every !== undefined);
  return (addsTime || addsDay) && merged(first, second) !== undefined;
}

function namesWhole(expression: TimeExpression): boolean {
  return namesTime(expression) || expression.vague !== undefined || expression.every !== undefined;
}

function messageFrom({ tokens }: Frame, at: number, joint: Connector | undefined, end: number): Message {
  const start = Math.min(joint?.end ?? at, end);
  return { start, end, stretch: stretchOf(tokens, joint?.textStart, start, end) };
}

function stretchOf(
  tokens: readonly Token[],
  textStart: number | undefined,
  start: number,
  end: number,
): Stretch {
  const first = tokens[start];
  const last = tokens[end - 1];
  if (!first || !last || end <= start) return { start: 0, end: 0 };
  const begins = textStart !== undefined && textStart < first.start ? textStart : first.start;
  return { start: begins, end: last.end };
}
