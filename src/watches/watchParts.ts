/** The words of which a watch is said, in each language: its address, and the parts behind it. */
import type { Language } from '../conversations/chatTurn';
import { DURATION } from './durations';

const TYPED = String.raw`[a-z][a-z0-9+.-]*:\S+|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?`;
/** Some chats put links between angles, with how they read behind a line. */
const LINKED = String.raw`<(?<linked>[^\s<>|]+)(?:\|[^<>]*)?>`;
const URL_PART = String.raw`(?:${LINKED}|(?<url>${TYPED}))(?:[\s,;.]+(?<rest>[^]+))?`;

/** A watch from its first word on; its groups `linked` or `url`, and `rest`. */
export const STARTS: Record<Language, RegExp> = {
  en: new RegExp(`^(?:please )?watch(?: (?:the )?(?:page|price|site) (?:at|of|on))?\\s+${URL_PART}$`, 'iu'),
  es: new RegExp(
    `^(?:por favor,? )?vigilar?(?: (?:la |el )?(?:p[aá]gina|precio|sitio)(?: (?:en|de))?)?\\s+${URL_PART}$`,
    'iu',
  ),
};
/** Nothing is said behind it. */
export const ALONE: Record<Language, RegExp> = { en: /^watch[.!?]*$/i, es: /^vigilar?[.!?]*$/i };

/** Only what is money: other words behind a number, such as `mil`, would change it. */
const MONEY = String.raw`(?:\p{Sc}|(?:${Intl.supportedValuesOf('currency').join('|')}|euros?|d[oó]lar(?:es)?|dollars?|libras?|pounds?|pesos?)(?!\p{L}))`;
const AMOUNT = String.raw`(?<amount>[^\p{L}\d\s]{0,3}\s?-?\d(?:[\d]|[.,'’](?=\d)| (?=\d{3}(?!\d)))*\s?${MONEY}?)`;
const PERCENT = String.raw`(?<percent>\d{1,9}(?:[.,]\d{1,9}){0,3})\s?(?:%|per ?cent|por ?ciento)`;
const QUOTED = String.raw`(?:/(?<slashed>(?:[^/\\]|\\.)+)/i?|"(?<quoted>[^"]+)"|'(?<single>[^']+)'|“(?<curly>[^”]+)”|‘(?<low>[^’]+)’|«(?<angled>[^»]+)»|(?<bare>[^\s/"'“”‘’«»]\S*))`;
const POINTER = String.raw`(?:"(?<spaced>#?/[^"]*|)"|(?<pointer>#?/(?:\S*[^\s,;.!])?|[\p{L}\p{N}_-]+(?:/(?:\S*[^\s,;.!]))?))`;

export type Part =
  | 'pointer'
  | 'pattern'
  | 'below'
  | 'above'
  | 'changes'
  | 'drops'
  | 'rises'
  | 'interval'
  | 'duration'
  | 'manner';

/** Each as it stands at the beginning of what is left; the first that fits is taken. */
export const PARTS: Record<Language, readonly (readonly [Part, RegExp])[]> = {
  en: compile({
    manner:
      "(?:(?<inject>quietly|without interrupting(?: me)?)|(?<wait>waiting|politely|once i(?: am|'m|’m) (?:done|free))|(?<cancel>dropping (?:everything|whatever i do))|(?<interrupt>interrupting(?: me)?))",
    pointer: `at ${POINTER}`,
    pattern: `match(?:es|ing)? ${QUOTED}`,
    drops: `(?:drops?|falls?|goes down)(?: by)? ${PERCENT}`,
    rises: `(?:rises?|goes up|climbs?)(?: by)? ${PERCENT}`,
    below: `(?:(?:(?:is |drops? |falls? |goes )?(?:below|under)|(?:less|lower) than) |< ?)${AMOUNT}`,
    above: `(?:(?:(?:is |rises? |goes )?(?:above|over)|(?:more|higher|greater) than) |> ?)${AMOUNT}`,
    changes: '(?:for )?(?:changes?|any change)',
    interval: `every ${DURATION.en}`,
    duration: `for ${DURATION.en}`,
  }),
  es: compile({
    // Before the pointer, which `en silencio` is not.
    manner:
      '(?:(?<inject>en silencio|sin interrumpir(?:me)?)|(?<wait>esperando|con calma|cuando (?:acabe|termine|est[eé] libre))|(?<cancel>dej[aá]ndolo todo|dejando lo que haga)|(?<interrupt>interrumpi[eé]ndo(?:me)?))',
    pointer: `en ${POINTER}`,
    pattern: `(?:coincid[ae]|que coincida|con|busca(?:ndo)?)(?: con)? ${QUOTED}`,
    drops: `(?:baj[ae]|cae|caiga)(?: un| en un)? ${PERCENT}`,
    rises: `(?:sub[ae]|aument[ae])(?: un| en un)? ${PERCENT}`,
    below: `(?:(?:(?:est[eé] |baj[ae] |quede )?(?:por )?debajo de|baj[ae] de|menos de|(?:menor|inferior) (?:que|de|a)) |< ?)${AMOUNT}`,
    above: `(?:(?:(?:est[eé] |sub[ae] |quede )?(?:por )?encima de|sub[ae] de|m[aá]s de|(?:mayor|superior) (?:que|de|a)) |> ?)${AMOUNT}`,
    changes: '(?:cambi[ae]|cambios?|cualquier cambio)',
    interval: `cada ${DURATION.es}`,
    duration: `(?:durante|por) ${DURATION.es}`,
  }),
};

function compile(parts: Record<Part, string>): [Part, RegExp][] {
  const lead = String.raw`(?:(?:when|if|until|and|it|cuando|si|y|el precio|the price)\s+)*`;
  return Object.entries(parts).map(([part, pattern]) => [
    part as Part,
    new RegExp(`^${lead}${pattern}(?=\\s|[,.;!]|$)[\\s,.;!]*`, 'iu'),
  ]);
}
