/** What an operator can set about questions and answers, and what holds when nothing is set. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../clock';
import { INTERRUPTION_POLICIES as POLICIES, type InterruptionPolicy } from '../delivery/interruption';
import { isLoopback } from '../http/serviceAddress';
import { optionalText as text } from '../settingFields';
import type { SourceKind } from './agenda';

export interface AnswerSettings {
  /** Every message that is no command is a question. */
  everyMessage: boolean;
  /** Who is asked, in this order, until one takes the question. */
  sources: readonly SourceKind[];
  service?: { url: string; secret?: string };
  /** The id of the experts' channel; without it they are where a member said so. */
  expertsChannel?: string;
  reaskAfterMs: number;
  /** Ascending. */
  nudgeExpertsAfterMs: readonly number[];
  stillWorkingAfterMs: number;
  deadlineMs: number;
  /** What an answer does to what its asker is in the middle of. */
  interruption: InterruptionPolicy;
  /** How long a question is kept after its end. */
  keepMs: number;
}

const UNITS_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const DURATION = /^(\d{1,6})\s*([smhd])$/i;
const MAX_DURATION_MS = 366 * DAY_MS;

/** `30s`, `15m`, `4h` or `7d` as ms; undefined for anything else and for nothing at all. */
function durationOf(value: string): number | undefined {
  const [, count = '', unit = ''] = DURATION.exec(value.trim()) ?? [];
  const ms = Number(count) * (UNITS_MS[unit.toLowerCase()] ?? 0);
  return ms > 0 && ms <= MAX_DURATION_MS ? ms : undefined;
}

const isDuration = (value: string): boolean => durationOf(value) !== undefined;
const duration = text.refine(
  (value) => value === undefined || isDuration(value),
  'is not a duration such as 30s, 15m, 4h or 7d',
);
const durations = text.refine(
  (value) => value === undefined || value === 'never' || value.split(',').every(isDuration),
  'is not a list of durations such as 4h,1d (or: never)',
);

const SOURCES: readonly SourceKind[] = ['service', 'people'];
const namesOf = (value: string): string[] => value.split(',').map((name) => name.trim().toLowerCase());

/** The settings' schema, by their names. */
export const answerSettingsShape = {
  ANSWER_EVERY_MESSAGE: text.refine(
    (value) => value === undefined || /^(?:true|false)$/i.test(value),
    'is neither true nor false',
  ),
  ANSWER_SOURCES: text.refine(
    (value) => value === undefined || namesOf(value).every((name) => (SOURCES as string[]).includes(name)),
    'is not a list of: service, people',
  ),
  ANSWER_SERVICE_URL: text.refine(
    (value) => value === undefined || isServiceUrl(value),
    'is not an https:// address (http:// on this machine only)',
  ),
  ANSWER_SERVICE_SECRET: text,
  ANSWER_EXPERTS_CHANNEL: text,
  ANSWER_REASK_AFTER: duration,
  ANSWER_NUDGE_EXPERTS_AFTER: durations,
  ANSWER_STILL_WORKING_AFTER: duration,
  ANSWER_DEADLINE: duration,
  ANSWER_INTERRUPTION: text.refine(
    (value) => value === undefined || (POLICIES as readonly string[]).includes(value),
    `is none of ${POLICIES.join(', ')}`,
  ),
  ANSWER_KEEP_DAYS: text.refine(
    (value) => value === undefined || (/^\d{1,4}$/.test(value) && Number(value) > 0),
    'is not a number of days',
  ),
};

type Raw = { [K in keyof typeof answerSettingsShape]?: string | undefined };

/** The settings of values that the schema has let through. */
export function answerSettingsOf(raw: Raw = {}): AnswerSettings {
  const { ANSWER_SERVICE_URL: url, ANSWER_SERVICE_SECRET: secret, ANSWER_EXPERTS_CHANNEL: channel } = raw;
  const ms = (value: string | undefined, otherwise: number): number =>
    value === undefined ? otherwise : (durationOf(value) ?? otherwise);
  const order = raw.ANSWER_SOURCES ? (namesOf(raw.ANSWER_SOURCES) as SourceKind[]) : SOURCES;
  return {
    everyMessage: raw.ANSWER_EVERY_MESSAGE?.toLowerCase() === 'true',
    sources: order.filter((source) => source !== 'service' || url !== undefined),
    ...(url ? { service: { url, ...(secret ? { secret } : {}) } } : {}),
    ...(channel ? { expertsChannel: channel } : {}),
    reaskAfterMs: ms(raw.ANSWER_REASK_AFTER, HOUR_MS),
    nudgeExpertsAfterMs: nudgesOf(raw.ANSWER_NUDGE_EXPERTS_AFTER ?? '4h,1d'),
    stillWorkingAfterMs: ms(raw.ANSWER_STILL_WORKING_AFTER, 4 * HOUR_MS),
    deadlineMs: ms(raw.ANSWER_DEADLINE, 7 * DAY_MS),
    interruption: POLICIES.find((policy) => policy === raw.ANSWER_INTERRUPTION) ?? 'inject',
    keepMs: Number(raw.ANSWER_KEEP_DAYS ?? 30) * DAY_MS,
  };
}

function nudgesOf(value: string): number[] {
  if (value === 'never') return [];
  return value
    .split(',')
    .map((part) => durationOf(part) ?? 0)
    .sort((a, b) => a - b);
}

function isServiceUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(value));
  return isSafe && username === '' && password === '';
}
