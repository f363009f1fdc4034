/** Makes the one-off readings: a day and a time of it, in a zone. */
import type { CivilDate } from '../../recurrence/civilDate';
import { addDays } from '../../recurrence/civilDate';
import type { WallTime } from '../../recurrence/wallTime';
import { formatWallTime, toInstant, toWallTime } from '../../recurrence/wallTime';
import type { Once } from '../reading';
import type { Situation } from './situation';

export type OnceOutcome = Omit<Once, 'message' | 'language'>;

/** Minutes may run over the day: 1440 is the midnight after it. */
export function onceAt(date: CivilDate, minutes: number, situation: Situation, seconds = 0): OnceOutcome {
  const day = addDays(date, Math.floor(minutes / 1440));
  const within = ((minutes % 1440) + 1440) % 1440;
  const wall: WallTime = { ...day, hour: Math.floor(within / 60), minute: within % 60, second: seconds };
  const { at, change } = toInstant(wall, situation.zone);
  const once: OnceOutcome = { kind: 'once', at, tzid: situation.zone, wallStart: formatWallTime(wall) };
  if (change === 'gap') return { ...once, assumed: ['clock-gap'] };
  return change === 'overlap' ? { ...once, assumed: ['clock-overlap'] } : once;
}

/** An instant, named by what the zone's clocks show then. */
export function onceAfter(at: number, zone: string): OnceOutcome {
  return { kind: 'once', at, tzid: zone, wallStart: formatWallTime(toWallTime(at, zone)) };
}
