/** How people say for how long or how often: `15 minutes`, `1.5 h`, `una semana`. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../clock';
import type { Language } from '../conversations/chatTurn';

const COUNT = String.raw`\d{1,5}(?:[.,]\d{1,2})?`;

/** As part of a pattern, with the groups `count` and `unit`. Months are of no length, and so not among them. */
export const DURATION: Record<Language, string> = {
  en: String.raw`(?<count>${COUNT}|an?|one)?\s?(?<unit>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?|d(?:ays?)?|weeks?)`,
  es: String.raw`(?<count>${COUNT}|una?)?\s?(?<unit>s(?:egundos?)?|m(?:in(?:utos?)?)?|h(?:oras?)?|d(?:[ií]as?)?|semanas?)`,
};

const UNIT_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

/** In ms, of what the groups of `DURATION` have matched; undefined where they have matched nothing. */
export function msOf(groups: Readonly<Record<string, string | undefined>> | undefined): number | undefined {
  const { count = '1', unit } = groups ?? {};
  if (unit === undefined) return undefined;
  const letter = /^(?:w|sem)/i.test(unit) ? 'w' : unit.slice(0, 1).toLowerCase();
  const number = /^[aou]/i.test(count) ? 1 : Number(count.replace(',', '.'));
  return Math.round(number * (UNIT_MS[letter] ?? 0));
}
