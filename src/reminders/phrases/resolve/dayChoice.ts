/** Which days a way of naming a day may mean. */
import type { CivilDate } from '../../recurrence/civilDate';
import type { AskReason, Assumption, RejectReason } from '../reading';

/**
 * `day`: one day, with the next such day when it has one (`roll`). `several`: to be asked about, with the days
 * that it may be. `none`: the phrase names no day.
 */
export type DayChoice =
  | { kind: 'none' }
  | {
      kind: 'day';
      date: CivilDate;
      /** The next day of the same name, for when the time on this one has gone by. */
      roll?: CivilDate;
      /** Whether the next one may be taken without asking. */
      isRollSilent?: boolean;
      /** Said as "today" and so never another day. */
      isSaidToday?: boolean;
      assumed?: Assumption;
    }
  | { kind: 'several'; dates: CivilDate[]; reason?: AskReason }
  | { kind: 'reject'; reason: RejectReason; nearest?: { month: number; day: number } };

export const NO_DAY: DayChoice = { kind: 'none' };

/** One day and nothing more to say about it. */
export function dayOf(date: CivilDate): DayChoice {
  return { kind: 'day', date };
}
