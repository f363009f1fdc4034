/** When a rule that counts elapsed time begins: "every 3 hours" from now, from eight, on the hour. */
import { addDays } from '../../recurrence/civilDate';
import type { TimeExpression } from '../meaning/expression';
import { onceAt } from './moments';
import { customaryMinutes } from './onDay';
import { startOf } from './ruleEnd';
import type { Situation } from './situation';
import { minutesNow } from './situation';
import { timeOfDay } from './timeOfDay';

/** Epoch milliseconds of the first occurrence; undefined when it must be asked. */
export function elapsedStart(
  expression: TimeExpression,
  minutes: number,
  situation: Situation,
): number | undefined {
  const { starting, every } = expression;
  const interval = Math.ceil((situation.now + minutes * 60_000) / 1000) * 1000;
  if (every?.minute !== undefined) return onTheMinute(every.minute, situation);
  if (!starting && !expression.day) return interval;
  if (starting?.clock) return fromClock(starting.clock, situation);
  const start = startOf(expression, situation);
  if (start.kind !== 'day') return undefined;
  return Math.max(interval, onceAt(start.date, situation.firstHour * 60, situation).at);
}

function onTheMinute(minute: number, situation: Situation): number {
  const now = minutesNow(situation);
  const hour = Math.floor(now / 60) + (now % 60 >= minute ? 1 : 0);
  return onceAt(situation.today, hour * 60 + minute, situation).at;
}

/** The next such time, today or tomorrow; a bare hour of two possible halves is asked. */
function fromClock(clock: Parameters<typeof timeOfDay>[0], situation: Situation): number | undefined {
  const [minutes, other] = customaryMinutes(timeOfDay(clock), situation);
  if (minutes === undefined || other !== undefined) return undefined;
  const today = onceAt(situation.today, minutes, situation).at;
  return today > situation.now ? today : onceAt(addDays(situation.today, 1), minutes, situation).at;
}
