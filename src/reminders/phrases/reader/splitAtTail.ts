/** Cuts a text whose time phrase stands last, or whose time is only spoken about. */
import { namesDay } from '../meaning/expression';
import { connectorAt, trimSeparators } from './connectors';
import type { Frame } from './frame';
import { isAttached, isPredicate, isTimeWord, messageFrom, stretchOf } from './frame';
import { looseTime } from './looseTime';
import type { FoundPhrase } from './phraseSearch';
import type { Split } from './split';

const MARKS = new Set(['.', '!', '?', '…']);

export function splitAtTail(frame: Frame): Split {
  const { tokens, languages, start, end, request, search } = frame;
  const joint = request ? connectorAt(tokens, start, languages, true) : undefined;
  const whole = messageFrom(frame, start, joint, end);
  const base: Split = { ...(request && { request }), cuts: [], message: whole.stretch };
  const tail = tailOf(frame, whole.start);
  if (tail && tail.start > whole.start && !isSpokenAbout(frame, tail)) {
    const message = stretchOf(
      tokens,
      whole.start,
      trimSeparators(tokens, whole.start, tail.start),
      whole.stretch.start,
    );
    const loose = looseTime(
      frame,
      whole.start,
      tail.start,
      ({ monthday }) => !monthday || !namesDay(tail.expression),
    );
    const split: Split = { ...base, cuts: [{ expression: tail.expression, message }] };
    const isOften = saysHowOften(frame, tail) || isTimeWord(frame, tail.start - 1) || isNumbered(frame, tail);
    return loose !== undefined || isOften ? { ...split, doubt: 'leftover-time' } : split;
  }
  const first = joint?.isWord ? search.from(whole.start, end)?.expression : undefined;
  const found = first ?? tail?.expression ?? looseTime(frame, whole.start, end, () => true);
  return found
    ? { ...base, cuts: [{ expression: found, message: whole.stretch }], doubt: 'leftover-time' }
    : base;
}

/** Also before the full stop of a sentence. */
function tailOf({ tokens, search, end }: Frame, floor: number): FoundPhrase | undefined {
  const exact = search.upTo(end, floor);
  let before = end;
  while (before > floor && MARKS.has(tokens[before - 1]?.norm ?? '')) before--;
  return exact ?? (before < end ? search.upTo(before, floor) : undefined);
}

/** "Set a reminder to call Bob FOR TOMORROW" names its own time; "book a table FOR FRIDAY" does not. */
function isSpokenAbout(frame: Frame, tail: FoundPhrase): boolean {
  const before = frame.tokens[tail.start - 1]?.norm ?? '';
  const isOwn = frame.request?.form === 'noun' && (before === 'for' || before === 'para');
  return (!isOwn && isAttached(frame, tail)) || isPredicate(frame, tail.start - 1);
}

/** "Take vitamins DAILY", "reunión SEMANAL a las 9": how often, or a word of the message. */
function saysHowOften({ search }: Frame, { start, expression }: FoundPhrase): boolean {
  const isAlone = expression.every?.isAdverb === true && Object.keys(expression).length === 1;
  return (
    isAlone || (!expression.every && search.from(start - 1, start)?.expression.every?.isAdjective === true)
  );
}

/** "6-8 next Monday", "three weekends", "37.1 in the morning": a figure that may belong to the time. */
function isNumbered({ tokens, search }: Frame, { start, expression }: FoundPhrase): boolean {
  const before = tokens[start - 1];
  if (expression.clock) return false;
  const isRange = before?.kind === 'int' && !before.isSpaced && tokens[start - 2]?.norm === '-';
  const isFigure = before !== undefined && ['hm', 'decimal', 'dmy', 'ymd'].includes(before.kind);
  return isRange || isFigure || (expression.every !== undefined && search.isNumber(start - 1));
}
