// NCRONTAB, the cron dialect of timer triggers: five or six fields, day AND weekday, reckoned in one time zone.
import { Cron } from 'croner';

const FIELDS = [
  { max: 59 },
  { max: 59 },
  { max: 23 },
  { max: 31 },
  {
    max: 12,
    names: [
      'january',
      'february',
      'march',
      'april',
      'may',
      'june',
      'july',
      'august',
      'september',
      'october',
      'november',
      'december',
    ],
  },
  { max: 6, names: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] },
] as const;

const PART = /^(?:(\*)|(\d{1,2}|[a-z]{3,9})(?:-(\d{1,2}|[a-z]{3,9}))?)(?:\/(\d{1,2}))?$/i;

/** The next occurrence strictly after an instant, both in epoch ms; undefined when there is none. */
export type NextOccurrence = (afterMs: number) => number | undefined;

/** The occurrences of an NCRONTAB expression; undefined when the text is none. */
export function parseNcrontab(expression: string, timeZone: string): NextOccurrence | undefined {
  const fields = expression.trim().split(/\s+/);
  if (fields.length === 5) fields.unshift('0');
  if (fields.length !== 6) return undefined;
  const normalised = fields.map((field, index) => normaliseField(field, FIELDS[index]));
  if (normalised.includes(undefined)) return undefined;
  let cron: Cron;
  try {
    cron = new Cron(normalised.join(' '), {
      mode: '6-part',
      domAndDow: true,
      timezone: timeZone,
      paused: true,
    });
  } catch {
    return undefined;
  }
  return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime();
}

/** A field in the dialect that the cron library reads: names as numbers, `5/15` as `5-59/15`. */
function normaliseField(
  field: string,
  rule: { max: number; names?: readonly string[] } | undefined,
): string | undefined {
  if (!rule) return undefined;
  const parts = field.split(',').map((part) => {
    const [whole, star, from, to, step] = PART.exec(part) ?? [];
    if (whole === undefined) return undefined;
    if (star) return step ? `*/${step}` : '*';
    const [low, high] = [numberOf(from, rule.names), to === undefined ? undefined : numberOf(to, rule.names)];
    if (low === undefined || low > rule.max || (to !== undefined && (high === undefined || high > rule.max)))
      return undefined;
    if (step) return `${low}-${high ?? rule.max}/${step}`;
    return high === undefined ? `${low}` : `${low}-${high}`;
  });
  return parts.includes(undefined) ? undefined : parts.join(',');
}

function numberOf(text: string | undefined, names: readonly string[] | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const index =
    names?.findIndex((name) => name === text.toLowerCase() || name.slice(0, 3) === text.toLowerCase()) ?? -1;
  if (index < 0 || !names) return undefined;
  return names.length === 12 ? index + 1 : index;
}
