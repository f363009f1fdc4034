/** Sets a time of day on the days that a phrase may mean, and asks where that leaves several moments. */
import type { CivilDate } from '../../recurrence/civilDate';
import { addDays, compareDates } from '../../recurrence/civilDate';
import type { DayChoice } from './dayChoice';
import type { OnceOutcome } from './moments';
import { onceAt } from './moments';
import type { Outcome } from './outcome';
import { asked, assuming, rejected } from './outcome';
import type { Situation } from './situation';
import { minutesNow } from './situation';
import type { TimeOfDay } from './timeOfDay';

type OneDay = Extract<DayChoice, { kind: 'day' }>;

/** Hours that people say in words and mean in the morning on a day to come; the smaller ones are asked about. */
const FIRST_MORNING_MINUTES = 7 * 60;

/** The moments that a time on a day to come may mean: one by custom, or both halves of the day. */
export function customaryMinutes(
  time: TimeOfDay,
  { isEvening, isWaking }: Pick<Situation, 'isEvening' | 'isWaking'>,
): number[] {
  if (time.kind === 'fixed' || time.kind === 'midnight') return [time.minutes];
  if (time.kind === 'impossible') return [];
  if (time.am < 60) return [time.pm];
  if (isWaking) return [time.am];
  return time.am < FIRST_MORNING_MINUTES || isEvening ? [time.am, time.pm] : [time.am];
}

/** A time without a day: the next such time today; gone by, tomorrow's are offered. */
export function withoutDay(time: TimeOfDay, situation: Situation): Outcome {
  const { today } = situation;
  const tomorrow = addDays(today, 1);
  if (time.kind === 'impossible') return rejected('impossible-time');
  if (time.kind === 'midnight' && time.minutes > 0)
    return asked('ambiguous', [
      onceAt(today, time.minutes, situation),
      onceAt(tomorrow, time.minutes, situation),
    ]);
  if (time.kind === 'midnight')
    return nextOf(
      [onceAt(today, time.minutes, situation), onceAt(tomorrow, time.minutes, situation)],
      situation,
    );
  if (time.kind === 'fixed') {
    const now = onceAt(today, time.minutes, situation, time.seconds);
    if (now.at > situation.now) return now;
    const later = onceAt(tomorrow, time.minutes, situation, time.seconds);
    return time.minutes < 60 ? later : asked('past-today', [later]);
  }
  const halves = [time.am, time.pm].map((minutes) => onceAt(today, minutes, situation));
  const next = halves.find(({ at }) => at > situation.now);
  const isMidnight = time.am < 60 && next === halves[0];
  const isEveningCall = situation.isWaking && next === halves[1];
  if (next && !isMidnight && !isEveningCall) return assuming(next, 'half-of-day');
  return asked(
    'past-today',
    [time.am, time.pm].map((minutes) => onceAt(tomorrow, minutes, situation)),
  );
}

/** A time on one day. */
export function onDay(time: TimeOfDay, day: OneDay, situation: Situation): Outcome {
  if (time.kind === 'impossible') return rejected('impossible-time');
  const isToday = compareDates(day.date, situation.today) === 0;
  if (time.kind === 'midnight') return midnightOf(day, time.minutes, situation);
  if (time.kind === 'halves' && day.isSaidToday) return laterToday(time, situation);
  const seconds = time.kind === 'fixed' ? time.seconds : 0;
  const minutes = customaryMinutes(time, situation);
  const moments = minutes.map((each) => onceAt(day.date, each, situation, seconds));
  const ahead = moments.filter(({ at }) => at > situation.now);
  const isHalf = time.kind === 'halves';
  if (isToday && ahead.length < moments.length) return goneBy(day, minutes, ahead, situation);
  const [only, second] = ahead;
  if (!only || second) return only ? asked('ambiguous', ahead) : rejected('past');
  return assuming(only, isHalf ? 'half-of-day' : undefined, day.assumed);
}

/** Days of which only the person knows which: a question with each. */
export function onSeveral(
  choice: Extract<DayChoice, { kind: 'several' }>,
  readings: (date: CivilDate) => Outcome,
): Outcome {
  return asked(choice.reason ?? 'ambiguous', choice.dates.map(readings));
}

/** What is left of today for "today" without a time. */
export function restOfToday(situation: Situation): Outcome {
  const hours = [12, 15, 18, 21].filter((hour) => hour * 60 > minutesNow(situation) + 30);
  return asked(
    'missing-time',
    hours.slice(0, 3).map((hour) => onceAt(situation.today, hour * 60, situation)),
  );
}

function laterToday(time: Extract<TimeOfDay, { kind: 'halves' }>, situation: Situation): Outcome {
  const moments = [time.am, time.pm].map((minutes) => onceAt(situation.today, minutes, situation));
  const next = moments.find(({ at }) => at > situation.now);
  return next ? assuming(next, 'half-of-day') : rejected('past', { kind: 'tomorrow', minutes: time.pm });
}

/** On today's day of the week, month or year, and the time has gone by. */
function goneBy(day: OneDay, minutes: number[], ahead: OnceOutcome[], situation: Situation): Outcome {
  if (day.isSaidToday) return rejected('past', { kind: 'tomorrow', minutes: minutes[0] ?? 0 });
  const { roll } = day;
  const later = roll ? minutes.map((each) => onceAt(roll, each, situation)) : [];
  const [only, second] = later;
  if (only && !second && ahead.length === 0 && day.isRollSilent) return assuming(only, 'next-occurrence');
  return asked('past-today', [...ahead, ...later]);
}

/** "Tonight at midnight" is the coming one; "tomorrow at midnight" begins or ends that day: asked. */
function midnightOf(day: OneDay, minutes: number, situation: Situation): Outcome {
  const before = onceAt(day.date, minutes, situation);
  const after = onceAt(addDays(day.date, 1), minutes, situation);
  if (minutes === 0 && (before.at <= situation.now || day.isSaidToday))
    return nextOf([before, after], situation);
  return asked('ambiguous', [before, after]);
}

function nextOf(moments: OnceOutcome[], { now }: Situation): Outcome {
  return moments.find(({ at }) => at > now) ?? rejected('past');
}
