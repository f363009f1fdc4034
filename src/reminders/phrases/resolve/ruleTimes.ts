/** At which times of the day a recurrence comes. */
import type { TimeExpression } from '../meaning/expression';
import type { PartOfDay, TimeSpec } from '../meaning/pieces';
import type { Assumption, AskReason } from '../reading';
import { customaryMinutes } from './onDay';
import type { RuleFrame } from './ruleText';
import type { Situation } from './situation';
import type { TimeOfDay } from './timeOfDay';
import { PART_HOURS, timeOfDay } from './timeOfDay';

/** `choices`: the sets of times that may be meant, in minutes since midnight; more than one are asked about. */
export type RuleTimes =
  | { kind: 'choices'; choices: number[][]; assumed?: Assumption }
  | { kind: 'ask'; reason: AskReason }
  | { kind: 'impossible' };

/** For a rule by days; `every` is the expression's own. */
export function ruleTimes(expression: TimeExpression, situation: Situation): RuleTimes {
  const { clock, every, part } = expression;
  const said = part?.part ?? every?.part ?? expression.onDays?.part;
  if (clock?.first && clock.second)
    return {
      kind: 'choices',
      choices: [clock.first, clock.second].map((spec) => customary([spec], said, situation).flat()),
    };
  const times = clock?.times ?? (expression.starting?.clock ? [expression.starting.clock] : []);
  if (every?.per && every.per !== times.length) return { kind: 'ask', reason: 'missing-time' };
  if (times.length > 0) return clockTimes(times, said, situation);
  if (!said) return { kind: 'choices', choices: [[situation.firstHour * 60]], assumed: 'default-hour' };
  const hour = said === 'first' ? situation.firstHour : PART_HOURS[said];
  if (hour === undefined) return { kind: 'ask', reason: 'vague-time' };
  return { kind: 'choices', choices: [[hour * 60]], assumed: said === 'eod' ? 'end-of-day' : 'part-of-day' };
}

/** For "every hour from 9 to 17": the times within the window, both ends included. */
export function windowTimes(
  { freq, interval }: RuleFrame,
  window: { from: TimeSpec; to: TimeSpec },
): number[] | undefined {
  const step = freq === 'HOURLY' ? interval * 60 : interval;
  const from = opening(
    timeOfDay({ ...window.from, ...(needsMeridiem(window) && { meridiem: 'am' as const }) }),
  );
  const to = closing(timeOfDay(window.to), from ?? 0);
  if (from === undefined || to === undefined || to <= from) return undefined;
  const times: number[] = [];
  for (let minutes = from; minutes <= to; minutes += step) times.push(minutes);
  return times;
}

/** "9 to 5pm" opens in the morning. */
function needsMeridiem({ from, to }: { from: TimeSpec; to: TimeSpec }): boolean {
  return to.meridiem === 'pm' && !from.meridiem && !from.named && from.hour > to.hour % 12 && from.hour < 12;
}

function opening(time: TimeOfDay): number | undefined {
  if (time.kind === 'halves') return time.am < 60 ? time.pm : time.am;
  return time.kind === 'impossible' ? undefined : time.minutes;
}

function closing(time: TimeOfDay, from: number): number | undefined {
  if (time.kind === 'halves') return time.am > from ? time.am : time.pm;
  if (time.kind === 'midnight') return 24 * 60 - 1;
  return time.kind === 'impossible' ? undefined : time.minutes;
}

function clockTimes(
  specs: readonly TimeSpec[],
  part: PartOfDay | undefined,
  situation: Situation,
): RuleTimes {
  if (specs.some((spec) => timeOfDay(spec, part).kind === 'impossible')) return { kind: 'impossible' };
  const choices = customary(specs, part, situation);
  const [only] = choices;
  if (specs.length === 1 && choices.length === 2) return { kind: 'choices', choices };
  return choices.length === 1 && only
    ? { kind: 'choices', choices: [sorted(only)] }
    : { kind: 'ask', reason: 'ambiguous' };
}

/** Each set of times that may be meant; hours beside one after 12 are meant as on a 24-hour clock. */
function customary(
  specs: readonly TimeSpec[],
  part: PartOfDay | undefined,
  situation: Situation,
): number[][] {
  const times = specs.map((spec) => timeOfDay(spec, part));
  const isWholeDay =
    times.some((time) => time.kind === 'fixed' && time.minutes >= 720) &&
    specs.every(({ meridiem }) => !meridiem);
  let sets: number[][] = [[]];
  for (const time of times) {
    const minutes = isWholeDay && time.kind === 'halves' ? [time.am] : customaryMinutes(time, situation);
    sets = sets.flatMap((set) => minutes.map((each) => [...set, each % 1440]));
  }
  return sets;
}

function sorted(minutes: readonly number[]): number[] {
  return [...new Set(minutes)].sort((a, b) => a - b);
}
