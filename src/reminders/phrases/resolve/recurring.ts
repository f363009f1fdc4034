/** Resolves a time phrase with a recurrence to a rule and its first occurrences, or to a question or refusal. */
import type { CivilDate } from '../../recurrence/civilDate';
import { occurrencesAfter, wallOccurrencesAfter } from '../../recurrence/occurrences';
import { formatWallTime, parseWallTime, toWallTime } from '../../recurrence/wallTime';
import type { TimeExpression } from '../meaning/expression';
import type { EveryPiece } from '../meaning/pieces';
import type { Assumption, Recurring } from '../reading';
import type { Outcome } from './outcome';
import { asked, assuming, rejected } from './outcome';
import { resolveOnce } from './once';
import { elapsedStart } from './elapsedRule';
import { addLength } from './momentChoice';
import { endOf, startOf } from './ruleEnd';
import { frameOf } from './ruleFrame';
import type { RuleFrame } from './ruleText';
import { canHoldTimes, ruleText } from './ruleText';
import { ruleTimes, windowTimes } from './ruleTimes';
import type { Situation } from './situation';

type RecurringOutcome = Omit<Recurring, 'message' | 'language'>;

/** The frame of "tomorrow at 8 until Friday", which names none. */
const DAILY: EveryPiece = { unit: 'day', n: 1 };
const SHOWN_OCCURRENCES = 3;

/** The expression has `every`, or a day and `until`. */
export function resolveRecurring(expression: TimeExpression, situation: Situation): Outcome {
  const every = expression.every ?? DAILY;
  if (every.isPlainList) return plainList(expression, every, situation);
  if (saysMoreThanRule(expression, every)) return asked('ambiguous');
  const choice = frameOf(expression, every, situation);
  switch (choice.kind) {
    case 'open':
      return asked('ambiguous');
    case 'too-often':
      return rejected('too-often', { kind: 'every-minutes', minutes: situation.limits.minIntervalMinutes });
    case 'impossible-date':
      return rejected('impossible-date');
    case 'offer':
      return asked('missing-time', [
        withTimes(choice.frame, startingNext(expression, choice.frame, situation), situation),
      ]);
    case 'frame':
      return withLackingDays(withTimes(choice.frame, expression, situation), choice.mayLackDays === true);
  }
}

/** "Every 6 months" without a day: offered from one interval on. */
function startingNext(
  expression: TimeExpression,
  { freq, interval }: RuleFrame,
  { today }: Situation,
): TimeExpression {
  if (expression.starting) return expression;
  const months = freq === 'MONTHLY' ? interval : freq === 'YEARLY' ? interval * 12 : 0;
  const { year, month, day } = addLength(today, {
    months: Math.min(months, 12_000),
    days: freq === 'WEEKLY' ? interval * 7 : 0,
  });
  return { ...expression, starting: { date: { year, month, day } } };
}

function withLackingDays(outcome: Outcome, mayLackDays: boolean): Outcome {
  return mayLackDays && outcome.kind === 'recurring' ? assuming(outcome, 'missing-day') : outcome;
}

function withTimes(frame: RuleFrame, expression: TimeExpression, situation: Situation): Outcome {
  if (frame.freq === 'MINUTELY' || frame.freq === 'HOURLY') return elapsed(frame, expression, situation);
  if (expression.window) return asked('ambiguous');
  const times = ruleTimes(expression, situation);
  if (times.kind === 'impossible') return rejected('impossible-time');
  if (times.kind === 'ask') return asked(times.reason);
  const outcomes = times.choices.map((minutes) =>
    scheduled(frame, minutes, expression, situation, times.assumed),
  );
  const [only, second] = outcomes;
  return only && !second ? only : asked('ambiguous', outcomes);
}

/** "Every 3 hours" from now on; within a window of the day it becomes a rule by days. */
function elapsed(frame: RuleFrame, expression: TimeExpression, situation: Situation): Outcome {
  const minutes = frame.freq === 'HOURLY' ? frame.interval * 60 : frame.interval;
  const { minIntervalMinutes } = situation.limits;
  if (minutes < minIntervalMinutes)
    return rejected('too-often', { kind: 'every-minutes', minutes: minIntervalMinutes });
  if (expression.window) return inWindow(frame, expression, situation);
  if (expression.onDays ?? expression.part ?? expression.clock ?? expression.except)
    return asked('ambiguous');
  const first = elapsedStart(expression, minutes, situation);
  if (first === undefined) return asked('ambiguous');
  return ended(frame, [], toWallTime(first, situation.zone), expression, situation, first);
}

function inWindow(frame: RuleFrame, expression: TimeExpression, situation: Situation): Outcome {
  const times = expression.window && windowTimes(frame, expression.window);
  if (!times) return asked('ambiguous');
  const days = expression.onDays ? frameOf({}, expression.onDays, situation) : undefined;
  const daily: RuleFrame = { freq: 'DAILY', interval: 1 };
  const base = days?.kind === 'frame' ? days.frame : daily;
  const isByDay = canHoldTimes(base, times);
  return scheduled(
    isByDay ? base : { ...daily, ...(base.byDay && { byDay: base.byDay }) },
    times,
    expression,
    situation,
  );
}

/** A rule by days at times of the day. */
function scheduled(
  frame: RuleFrame,
  minutes: readonly number[],
  expression: TimeExpression,
  situation: Situation,
  assumed?: Assumption,
): Outcome {
  const usable = canHoldTimes(frame, minutes) ? frame : byDaysInstead(frame);
  if (!usable || !canHoldTimes(usable, minutes)) return asked('several-times');
  const gap = Math.min(...minutes.slice(1).map((each, index) => each - (minutes[index] ?? 0)));
  if (gap < situation.limits.minIntervalMinutes)
    return rejected('too-often', { kind: 'every-minutes', minutes: situation.limits.minIntervalMinutes });
  const start = startOf(expression, situation);
  if (start.kind === 'reject') return rejected(start.reason);
  if (start.kind !== 'day') return asked('ambiguous');
  const first = firstOccurrence(usable, minutes, start.date, situation);
  if (!first) return rejected('never');
  return withAssumed(
    ended(usable, minutes, parseWallTime(first.wallTime), expression, situation, first.at),
    assumed,
  );
}

function withAssumed(outcome: Outcome, assumed: Assumption | undefined): Outcome {
  return outcome.kind === 'recurring' ? assuming(outcome, assumed) : outcome;
}

/** A weekly rule said day by day, which can hold times with different minutes. */
function byDaysInstead(frame: RuleFrame): RuleFrame | undefined {
  if (frame.freq !== 'WEEKLY' || frame.interval !== 1) return undefined;
  return { freq: 'DAILY', interval: 1, ...(frame.byDay && { byDay: frame.byDay }) };
}

/** The rule is tried without its interval, which counts from the first occurrence. */
function firstOccurrence(
  frame: RuleFrame,
  minutes: readonly number[],
  from: CivilDate,
  { now, zone }: Situation,
): { at: number; wallTime: string } | undefined {
  const rrule = ruleText({ ...frame, interval: 1 }, minutes);
  const wallStart = formatWallTime({ ...from, hour: 0, minute: 0, second: 0 });
  return wallOccurrencesAfter({ rrule, tzid: zone, wallStart }, now, 1)[0];
}

function ended(
  frame: RuleFrame,
  minutes: readonly number[],
  wall: CivilDate & { hour: number; minute: number; second: number },
  expression: TimeExpression,
  situation: Situation,
  firstAt: number,
): Outcome {
  const firstDay = { year: wall.year, month: wall.month, day: wall.day };
  const choice = endOf(expression, frame, firstDay, minutes, situation);
  if (choice.kind === 'open') return asked('ambiguous');
  if (choice.kind === 'impossible') return rejected('impossible-date');
  const rrule = ruleText(frame, minutes, choice.kind === 'end' ? choice.end : {});
  const schedule = { rrule, tzid: situation.zone, wallStart: formatWallTime(wall) };
  const next = occurrencesAfter(schedule, Math.max(situation.now, firstAt - 1), SHOWN_OCCURRENCES);
  const recurring: RecurringOutcome = { kind: 'recurring', ...schedule, next };
  return next.length > 0 ? recurring : rejected('never');
}

/** "Monday and Friday": asked whether each week or only the next ones. */
function plainList(expression: TimeExpression, every: EveryPiece, situation: Situation): Outcome {
  const weekly = resolveRecurring({ ...expression, every: { weekdays: every.weekdays ?? [] } }, situation);
  const days = (every.weekdays ?? []).map((day) => (typeof day === 'number' ? day : day.dow));
  const { clock, part } = expression;
  const onces = days.map((dow) =>
    resolveOnce({ ...(clock && { clock }), ...(part && { part }), weekday: { dow } }, situation),
  );
  return asked('ambiguous', [weekly, ...onces]);
}

/** Whether a day is named that the rule has no place for: "every day NEXT WEEK". */
function saysMoreThanRule(expression: TimeExpression, { unit, spans }: EveryPiece): boolean {
  const frame = unit ?? spans?.[0]?.unit;
  const { weekday, date, monthday, edge, nth, period, shift, after } = expression;
  if (!expression.every) return false;
  const isMonthly = frame === 'month' || frame === 'quarter';
  const spare = [
    frame === 'week' ? undefined : weekday,
    frame === 'year' ? undefined : date,
    isMonthly ? undefined : (monthday ?? edge),
    isMonthly || frame === 'year' ? undefined : nth,
  ];
  return [...spare, period, shift, after].some((piece) => piece !== undefined);
}
