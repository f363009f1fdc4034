/** What an operator can set about watches, and what holds when nothing is set. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../clock';
import { INTERRUPTION_POLICIES as POLICIES, type InterruptionPolicy } from '../delivery/interruption';
import { numberOf, optionalText, wholeNumber } from '../settingFields';

export interface WatchSettings {
  /** Watches of one person that are checked. */
  maxActive: number;
  /** Nothing is checked more often. */
  minIntervalMs: number;
  /** Where a watch does not say how often, and how long. */
  intervalMs: number;
  durationMs: number;
  /** No watch lasts longer without being asked about. */
  maxDurationMs: number;
  /** Failures in a row after which the person is told. */
  tellAfter: number;
  /** What an alert does to what the person is in the middle of, where they do not say. */
  interruption: InterruptionPolicy;
  /** How long a watch is kept after its end. */
  keepMs: number;
}

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const DURATION = /^(\d{1,6})\s*([smhd])$/i;

function durationOf(value: string): number {
  const [, count = '', unit = ''] = DURATION.exec(value) ?? [];
  return Number(count) * (UNITS_MS[unit.toLowerCase()] ?? 0);
}

const duration = (mostMs: number, most: string) =>
  optionalText.refine((value) => {
    const ms = value === undefined ? 1 : durationOf(value);
    return ms > 0 && ms <= mostMs;
  }, `is not a duration such as 30s, 15m, 4h or 7d, of at most ${most}`);

/** The settings' schema, by their names. */
export const watchSettingsShape = {
  WATCH_MAX_ACTIVE: wholeNumber(1, 1000),
  WATCH_MIN_INTERVAL: duration(DAY_MS, '1d'),
  WATCH_INTERVAL: duration(DAY_MS, '1d'),
  WATCH_DURATION: duration(366 * DAY_MS, '366d'),
  WATCH_MAX_DURATION: duration(366 * DAY_MS, '366d'),
  WATCH_TELL_AFTER: wholeNumber(1, 100),
  WATCH_INTERRUPTION: optionalText.refine(
    (value) => value === undefined || (POLICIES as readonly string[]).includes(value),
    `is none of ${POLICIES.join(', ')}`,
  ),
  WATCH_KEEP_DAYS: wholeNumber(1, 3660),
};

type Raw = { [K in keyof typeof watchSettingsShape]?: string | undefined };

/** The settings of values that the schema has let through. */
export function watchSettingsOf(raw: Raw = {}): WatchSettings {
  const ms = (value: string | undefined, usual: number): number =>
    value === undefined ? usual : durationOf(value);
  const minIntervalMs = ms(raw.WATCH_MIN_INTERVAL, 5 * MINUTE_MS);
  const maxDurationMs = ms(raw.WATCH_MAX_DURATION, 90 * DAY_MS);
  return {
    maxActive: numberOf(raw.WATCH_MAX_ACTIVE, 20),
    minIntervalMs,
    intervalMs: Math.max(minIntervalMs, ms(raw.WATCH_INTERVAL, 15 * MINUTE_MS)),
    durationMs: Math.min(maxDurationMs, ms(raw.WATCH_DURATION, 7 * DAY_MS)),
    maxDurationMs,
    tellAfter: numberOf(raw.WATCH_TELL_AFTER, 3),
    interruption: POLICIES.find((policy) => policy === raw.WATCH_INTERRUPTION) ?? 'interrupt',
    keepMs: numberOf(raw.WATCH_KEEP_DAYS, 30) * DAY_MS,
  };
}
