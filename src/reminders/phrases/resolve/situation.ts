/** The moment, zone and habits against which a time phrase is resolved. */
import type { CivilDate } from '../../recurrence/civilDate';
import type { WallTime } from '../../recurrence/wallTime';
import { toWallTime } from '../../recurrence/wallTime';
import type { Language, PhraseLimits } from '../reading';

/** Everything that resolving may look at. */
export interface Situation {
  /** Epoch milliseconds. */
  now: number;
  /** The zone in which wall times are meant. */
  zone: string;
  /** What the clocks of that zone show now. */
  wall: WallTime;
  /** The day from which "tomorrow" and "Friday" are counted. */
  today: CivilDate;
  locale: string | undefined;
  language: Language;
  firstHour: number;
  limits: PhraseLimits;
  /** Whether the message speaks of something that happens in the evening. */
  isEvening: boolean;
  /** Whether the person wants to be woken, which "at 7" in the evening would not be. */
  isWaking: boolean;
}

/** The same person and moment with the wall clock of a zone. */
export function inZone(situation: Omit<Situation, 'zone' | 'wall' | 'today'>, zone: string): Situation {
  const wall = toWallTime(situation.now, zone);
  return { ...situation, zone, wall, today: { year: wall.year, month: wall.month, day: wall.day } };
}

/** Minutes since midnight on the situation's wall clock. */
export function minutesNow({ wall }: Situation): number {
  return wall.hour * 60 + wall.minute;
}
