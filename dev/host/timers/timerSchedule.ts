// A timer trigger's schedule: NCRONTAB or a time span, and whether its status is worth keeping.
import { parseTimeSpan } from '../timeSpan';
import { parseNcrontab } from './ncrontab';

const MINUTE_MS = 60_000;

/** When a timer is due. */
export interface TimerSchedule {
  /** The next occurrence strictly after an instant, both in epoch ms. Throws an Error when the schedule has no more. */
  nextAfter(ms: number): number;
  /** True when it comes more often than each minute: the real host then keeps no status of it. */
  isSubMinute(nowMs: number): boolean;
}

/** The schedule in a timer's `schedule` option (settings already resolved); undefined when it is neither NCRONTAB nor a time span. */
export function parseSchedule(expression: string, timeZone: string): TimerSchedule | undefined {
  const next = parseNcrontab(expression, timeZone);
  if (next) {
    const nextAfter = (ms: number) => {
      const due = next(ms);
      if (due === undefined) throw new Error(`The schedule "${expression}" has no next occurrence.`);
      return due;
    };
    return {
      nextAfter,
      isSubMinute: (nowMs) =>
        isWildFromMinutes(expression) && nextAfter(nextAfter(nowMs)) <= nowMs + MINUTE_MS,
    };
  }
  const intervalMs = parseTimeSpan(expression);
  if (intervalMs === undefined || intervalMs <= 0) return undefined;
  return { nextAfter: (ms) => ms + intervalMs, isSubMinute: () => intervalMs < MINUTE_MS };
}

function isWildFromMinutes(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  return fields.length === 6 && fields.slice(1).every((field) => field === '*');
}
