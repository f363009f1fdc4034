/** Reads `watch <url> at /price below 100 every 15 minutes for 7 days`, and the same in Spanish. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../clock';
import type { Language } from '../conversations/chatTurn';
import { readNumber } from './readNumber';
import type { Condition, Target } from './watch';

/** What was said; what was left out is undefined. */
export interface WatchPhrase {
  language: Language;
  target: Target;
  condition: Condition;
  intervalMs?: number;
  durationMs?: number;
  isQuiet?: boolean;
}

export type ReadPhrase =
  | { kind: 'watch'; phrase: WatchPhrase }
  /** It is about a watch, but this part of it is not understood; '' when there is no address. */
  | { kind: 'unclear'; language: Language; part: string };

const URL_PART = String.raw`<?(?<url>(?:[a-z][a-z0-9+.-]*:\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?))>?(?:\s+(?<rest>[^]+))?`;
const STARTS: Record<Language, RegExp> = {
  en: new RegExp(`^(?:please )?watch(?: (?:the )?(?:page|price|site) (?:at|of|on))?\\s+${URL_PART}$`, 'iu'),
  es: new RegExp(
    `^(?:por favor,? )?vigilar?(?: (?:la |el )?(?:p[aá]gina|precio|sitio)(?: (?:en|de))?)?\\s+${URL_PART}$`,
    'iu',
  ),
};
const ALONE: Record<Language, RegExp> = { en: /^watch[.!?]*$/i, es: /^vigilar?[.!?]*$/i };

const AMOUNT = String.raw`(?<amount>[^\p{L}\d\s]{0,3}\s?-?\d(?:[\d]|[.,'’](?=\d)| (?=\d{3}(?!\d)))*\s?(?:[€$£¥]|[a-z]{3}\b(?<!for|and))?)`;
const PERCENT = String.raw`(?<percent>\d{1,5}(?:[.,]\d{1,3})?)\s?(?:%|percent|por ?ciento)`;
const UNITS_EN = String.raw`(?<count>\d{1,5})?\s?(?<unit>s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:ours?)?|d(?:ays?)?|weeks?)`;
const UNITS_ES = String.raw`(?<count>\d{1,5}|una?)?\s?(?<unit>s(?:egundos?)?|m(?:in(?:utos?)?)?|h(?:oras?)?|d(?:[ií]as?)?|semanas?)`;
const QUOTED = String.raw`(?:/(?<slashed>(?:[^/\\]|\\.)+)/i?|"(?<quoted>[^"]+)"|“(?<curly>[^”]+)”|«(?<angled>[^»]+)»|(?<bare>\S+))`;

type Part =
  | 'pointer'
  | 'pattern'
  | 'below'
  | 'above'
  | 'changes'
  | 'drops'
  | 'rises'
  | 'interval'
  | 'duration'
  | 'quiet';

/** Each as it stands at the beginning of what is left; the first that fits is taken. */
const PARTS: Record<Language, readonly (readonly [Part, RegExp])[]> = {
  en: compile({
    pointer: String.raw`at (?<pointer>#?/\S*|[\w-]+)`,
    pattern: `match(?:es|ing)? ${QUOTED}`,
    drops: `(?:drops?|falls?|goes down)(?: by)? ${PERCENT}`,
    rises: `(?:rises?|goes up|climbs?)(?: by)? ${PERCENT}`,
    below: `(?:(?:is |drops? |falls? |goes )?(?:below|under)|less than|<) ${AMOUNT}`,
    above: `(?:(?:is |rises? |goes )?(?:above|over)|more than|>) ${AMOUNT}`,
    changes: '(?:changes?|any change)',
    interval: `every ${UNITS_EN}`,
    duration: `for ${UNITS_EN}`,
    quiet: '(?:quietly|without interrupting(?: me)?)',
  }),
  es: compile({
    pointer: String.raw`en (?<pointer>#?/\S*|[\w-]+)`,
    pattern: `(?:coincid[ae]|que coincida|con|busca(?:ndo)?)(?: con)? ${QUOTED}`,
    drops: `(?:baj[ae]|cae|caiga)(?: un| en un)? ${PERCENT}`,
    rises: `(?:sub[ae]|aument[ae])(?: un| en un)? ${PERCENT}`,
    below: `(?:(?:est[eé] |baj[ae] |quede )?(?:por )?debajo de|baj[ae] de|menos de|<) ${AMOUNT}`,
    above: `(?:(?:est[eé] |sub[ae] |quede )?(?:por )?encima de|sub[ae] de|m[aá]s de|>) ${AMOUNT}`,
    changes: '(?:cambi[ae]|cambios?|cualquier cambio)',
    interval: `cada ${UNITS_ES}`,
    duration: `(?:durante|por) ${UNITS_ES}`,
    quiet: '(?:en silencio|sin interrumpir(?:me)?)',
  }),
};

function compile(parts: Record<Part, string>): [Part, RegExp][] {
  const lead = String.raw`(?:(?:when|if|until|and|it|cuando|si|y|el precio|the price)\s+)*`;
  return Object.entries(parts).map(([part, pattern]) => [
    part as Part,
    new RegExp(`^${lead}${pattern}(?=\\s|[,.;!]|$)[\\s,.;!]*`, 'iu'),
  ]);
}

/** Undefined when the message is about something else. */
export function readWatchPhrase(text: string, locale: string | undefined): ReadPhrase | undefined {
  for (const language of ['en', 'es'] as const) {
    if (ALONE[language].test(text)) return { kind: 'unclear', language, part: '' };
    const groups = STARTS[language].exec(text)?.groups;
    if (groups) return readParts(language, urlOf(groups['url'] ?? ''), groups['rest'] ?? '', locale);
  }
  return undefined;
}

/** Chats link what people type, and people leave the scheme out. */
const urlOf = (typed: string): string => {
  const url = typed.replace(/[>,;]+$/, '');
  return /^[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))/i.test(url) ? url : `https://${url}`;
};

function readParts(language: Language, url: string, rest: string, locale: string | undefined): ReadPhrase {
  const found = new Map<Part, Readonly<Record<string, string | undefined>>>();
  for (let left = rest.trim(); left !== '';) {
    const taken = PARTS[language]
      .map(([part, pattern]) => ({ part, match: pattern.exec(left) }))
      .find(({ part, match }) => match !== null && !found.has(part));
    if (!taken?.match) return { kind: 'unclear', language, part: left };
    found.set(taken.part, taken.match.groups ?? {});
    left = left.slice(taken.match[0].length);
  }
  const conditions = conditionsOf(found, locale ?? language);
  const condition = conditions.length === 0 ? usualCondition(found) : conditions[0];
  if (conditions.length > 1 || !condition) return { kind: 'unclear', language, part: rest.trim() };
  const [intervalMs, durationMs] = [msOf(found.get('interval')), msOf(found.get('duration'))];
  return {
    kind: 'watch',
    phrase: {
      ...{ language, condition, target: targetOf(url, found) },
      ...(intervalMs === undefined ? {} : { intervalMs }),
      ...(durationMs === undefined ? {} : { durationMs }),
      ...(found.has('quiet') ? { isQuiet: true } : {}),
    },
  };
}

type FoundParts = ReadonlyMap<Part, Readonly<Record<string, string | undefined>>>;

const usualCondition = (found: FoundParts): Condition => ({
  kind: found.has('pattern') ? 'matches' : 'changes',
});

function conditionsOf(found: FoundParts, locale: string): (Condition | undefined)[] {
  return [...found].flatMap(([part, { amount = '', percent = '' }]): (Condition | undefined)[] => {
    if (part === 'changes') return [{ kind: part }];
    if (part === 'drops' || part === 'rises') {
      const number = Number(percent.replace(',', '.'));
      return [
        number > 0 && (part === 'rises' || number <= 100) ? { kind: part, percent: number } : undefined,
      ];
    }
    if (part !== 'below' && part !== 'above') return [];
    const limit = readNumber(amount, locale);
    return [limit === undefined ? undefined : { kind: part, limit }];
  });
}

function targetOf(url: string, found: FoundParts): Target {
  const { pointer } = found.get('pointer') ?? {};
  const { slashed, quoted, curly, angled, bare } = found.get('pattern') ?? {};
  const pattern = slashed ?? quoted ?? curly ?? angled ?? bare;
  return {
    url,
    ...(pointer === undefined ? {} : { pointer: pointerOf(pointer) }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

/** `#/price` and `price` are `/price`. */
const pointerOf = (typed: string): string =>
  typed.startsWith('#') ? typed.slice(1) : typed.startsWith('/') ? typed : `/${typed}`;

const UNIT_MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };

function msOf(groups: Readonly<Record<string, string | undefined>> | undefined): number | undefined {
  if (!groups) return undefined;
  const { count = '1', unit = '' } = groups;
  const letter = /^(?:w|sem)/i.test(unit) ? 'w' : unit.slice(0, 1).toLowerCase();
  return (/^una?$/i.test(count) ? 1 : Number(count)) * (UNIT_MS[letter] ?? 0);
}
