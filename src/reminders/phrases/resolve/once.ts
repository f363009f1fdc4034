/** Resolves a time phrase without a recurrence to one moment, to a question, or to a refusal. */
import { addDays, compareDates } from '../../recurrence/civilDate';
import type { TimeExpression } from '../meaning/expression';
import { isExact } from '../meaning/expression';
import type { Span, TimeSpec } from '../meaning/pieces';
import type { DayChoice } from './dayChoice';
import { calendarLength, momentChoice } from './momentChoice';
import { onceAfter, onceAt } from './moments';
import { onDay, onSeveral, restOfToday, withoutDay } from './onDay';
import type { Outcome } from './outcome';
import { asked, assuming, rejected } from './outcome';
import type { Situation } from './situation';
import { PART_HOURS, timeOfDay } from './timeOfDay';

/** "In a second" means soon. */
const SHORTEST_MS = 5000;

/** From this hour on, "Nh" alone may be a time of day. */
const LEAST_CLOCK_HOUR = 4;

const UNIT_MS: Readonly<Partial<Record<Span['unit'], number>>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** The expression has neither `every` nor `until`. */
export function resolveOnce(expression: TimeExpression, situation: Situation): Outcome {
  const { after, clock, window, part } = expression;
  if (after && isExact(after))
    return after.isBare ? bareDuration(after, situation) : afterExact(after, situation);
  if (window)
    return asked('vague-time', [
      resolveOnce({ ...expression, window: undefined, clock: { times: [window.from] } }, situation),
    ]);
  if (clock) return atTimes(expression, clock, situation);
  if (after && !part && !expression.weekday) return afterCalendar(after.spans ?? [], situation);
  const choice = momentChoice(expression, situation);
  if (choice.kind === 'reject') return refused(choice);
  if (part) return atPart(expression, choice, situation);
  if (choice.kind === 'none') return asked('missing-time');
  if (choice.kind === 'several') {
    return onSeveral(choice, (date) => onceAt(date, situation.firstHour * 60, situation));
  }
  return atFirstHour(choice, situation);
}

/** A duration that elapses, to the millisecond above. */
export function exactLengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { n, plus = 0, minutes = 0, unit }) => {
    return sum + (n + plus) * (UNIT_MS[unit] ?? NaN) + minutes * 60_000;
  }, 0);
}

function afterExact({ spans, minutes }: NonNullable<TimeExpression['after']>, situation: Situation): Outcome {
  const length = minutes === undefined ? exactLengthMs(spans ?? []) : minutes * 60_000;
  const at = Math.ceil((situation.now + length) / 1000) * 1000;
  if (!(length > 0)) return rejected('past');
  if (length < SHORTEST_MS) return asked('vague-time');
  return at < MAX_INSTANT ? onceAfter(at, situation.zone) : rejected('too-far');
}

/** "2h" is a duration; "9h" is as often nine o'clock. */
function bareDuration(after: NonNullable<TimeExpression['after']>, situation: Situation): Outcome {
  const duration = afterExact(after, situation);
  const [only, another] = after.spans ?? [];
  if (!only || another || only.unit !== 'hour' || only.n < LEAST_CLOCK_HOUR) return duration;
  const clock = timeOfDay({ hour: only.n, minute: only.minutes ?? 0, isExact: true });
  return asked('ambiguous', [duration, withoutDay(clock, situation)]);
}

/** Beyond this the calendar of the runtime ends; any limit refuses it earlier. */
const MAX_INSTANT = Date.UTC(9000, 0, 1);

/** The same wall time some days or months on; parts of a day as elapsed time. */
function afterCalendar(spans: readonly Span[], situation: Situation): Outcome {
  const length = calendarLength(spans);
  if (length) {
    if (length.days > 3_000_000 || length.months > 80_000) return rejected('too-far');
    const choice = momentChoice({ after: { spans: [...spans] } }, situation);
    const { hour, minute, second } = situation.wall;
    if (choice.kind !== 'day') return rejected('too-far');
    if (length.days + length.months === 0) return rejected('past');
    return onceAt(choice.date, hour * 60 + minute, situation, second);
  }
  const exact = exactLengthMs(spans);
  return exact < MAX_INSTANT - situation.now
    ? onceAfter(situation.now + exact, situation.zone)
    : asked('ambiguous');
}

function atTimes(
  expression: TimeExpression,
  clock: NonNullable<TimeExpression['clock']>,
  situation: Situation,
): Outcome {
  const { first, second, times = [] } = clock;
  const choice = momentChoice(expression, situation);
  if (choice.kind === 'reject') return refused(choice);
  const at = (spec: TimeSpec): Outcome => atTime(spec, expression, choice, situation);
  if (first && second) {
    const meridiem = first.meridiem ?? second.meridiem;
    return asked('ambiguous', [at({ ...first, ...(meridiem && { meridiem }) }), at(second)]);
  }
  const [only, another] = times;
  if (!only || another) return asked('several-times', times.map(at));
  return at(only);
}

function atTime(
  spec: TimeSpec,
  expression: TimeExpression,
  choice: DayChoice,
  situation: Situation,
): Outcome {
  const time = timeOfDay(spec, expression.part?.part);
  if (time.kind === 'impossible') return rejected('impossible-time');
  if (choice.kind === 'none') return withoutDay(time, situation);
  if (choice.kind === 'several') {
    return onSeveral(choice, (date) => onDay(time, { kind: 'day', date }, situation));
  }
  return choice.kind === 'day' ? onDay(time, choice, situation) : refused(choice);
}

/** A part of the day at its customary hour. */
function atPart(expression: TimeExpression, choice: DayChoice, situation: Situation): Outcome {
  const part = expression.part?.part ?? 'morning';
  const hour = part === 'first' ? situation.firstHour : PART_HOURS[part];
  if (choice.kind === 'reject') return refused(choice);
  if (hour === undefined) return openPart(part === 'lunch' ? [12, 13, 14] : [5, 6], choice, situation);
  const assumption = part === 'eod' ? 'end-of-day' : 'part-of-day';
  if (choice.kind === 'several') return onSeveral(choice, (date) => onceAt(date, hour * 60, situation));
  const date = choice.kind === 'day' ? choice.date : situation.today;
  const moment = onceAt(date, hour * 60, situation);
  if (moment.at > situation.now) return assuming(moment, assumption);
  const isNextMorning = choice.kind === 'none' && (part === 'morning' || part === 'first');
  const later = onceAt(addDays(date, choice.kind === 'day' && choice.roll ? 7 : 1), hour * 60, situation);
  return isNextMorning ? assuming(later, assumption) : asked('past-today', [later]);
}

function openPart(hours: number[], choice: DayChoice, situation: Situation): Outcome {
  const days =
    choice.kind === 'several' ? choice.dates : [choice.kind === 'day' ? choice.date : situation.today];
  const moments = days.flatMap((date) => hours.map((hour) => onceAt(date, hour * 60, situation)));
  return asked(
    'vague-time',
    moments.filter(({ at }) => at > situation.now),
  );
}

function atFirstHour(choice: Extract<DayChoice, { kind: 'day' }>, situation: Situation): Outcome {
  const minutes = situation.firstHour * 60;
  const moment = onceAt(choice.date, minutes, situation);
  if (moment.at > situation.now) return assuming(moment, 'default-hour', choice.assumed);
  if (compareDates(choice.date, situation.today) !== 0) return rejected('past');
  const today = restOfToday(situation);
  return choice.roll ? asked('missing-time', [today, onceAt(choice.roll, minutes, situation)]) : today;
}

function refused({ reason, nearest }: Extract<DayChoice, { kind: 'reject' }>): Outcome {
  return rejected(reason, nearest && { kind: 'date', ...nearest });
}
