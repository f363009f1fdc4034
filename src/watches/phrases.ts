/** How people say what they want of their watches, in each language. */
import { DAY_MS } from '../clock';
import type { ChatTurn, Language } from '../conversations/chatTurn';
import { DURATION, msOf } from './durations';

type Pattern = Record<Language, RegExp>;

const ID = String.raw`#?(?<id>[0-9a-z]{4,20})`;
const END = '[.!?]*$';

export const LIST: Pattern = {
  en: /^(?:(?:list|show)(?: me)? )?(?:my |all )?watches[.!?]*$/i,
  es: /^(?:(?:lista|ver|muestra) )?(?:mis |las )?vigilancias[.!?]*$/i,
};
export const SHOW: Pattern = {
  en: new RegExp(`^(?:show|details?(?: of)?)(?: me)?(?<isNamed> (?:my |the )?watch)? ${ID}${END}`, 'i'),
  es: new RegExp(
    `^(?:ver|mostrar|muestra|detalles?(?: de)?)(?<isNamed> (?:mi |la )?vigilancia)? ${ID}${END}`,
    'i',
  ),
};
export const STOP: Pattern = {
  en: new RegExp(`^(?:stop|cancel|end|delete)(?<isNamed> (?:watching|(?:my |the )?watch))? ${ID}${END}`, 'i'),
  es: new RegExp(
    `^(?:parar?|cancelar?|terminar?|borrar?|deja de vigilar)(?<isNamed> (?:mi |la )?vigilancia)? ${ID}${END}`,
    'i',
  ),
};
export const KEEP: Pattern = {
  en: new RegExp(`^(?:keep|go on) watching(?<isNamed>) ${ID}${END}`, 'i'),
  es: new RegExp(`^(?:sigue|seguir) vigilando(?<isNamed>) ${ID}${END}`, 'i'),
};
export const SNOOZE: Pattern = {
  en: new RegExp(
    `^(?:snooze|mute)(?<isNamed> (?:my |the )?watch) ${ID}(?:(?: for)? ${DURATION.en})?${END}`,
    'i',
  ),
  es: new RegExp(
    `^(?:silencia(?:r)?|calla(?:r)?|aplazar?)(?<isNamed> (?:mi |la )?vigilancia) ${ID}(?:(?: durante)? ${DURATION.es})?${END}`,
    'i',
  ),
};

/** How long to snooze, in ms; a day where nothing is said. */
export const snoozeMsOf = (parts: Said['parts']): number => msOf(parts) ?? DAY_MS;

export interface Said {
  language: Language;
  parts: Readonly<Record<string, string | undefined>>;
}

/** The language in which the message is this phrase, and its parts; no phrase is the same in both. */
export function said(pattern: Pattern, { text }: Pick<ChatTurn, 'text'>): Said | undefined {
  for (const language of ['en', 'es'] as const) {
    const match = pattern[language].exec(text);
    if (match) return { language, parts: match.groups ?? {} };
  }
  return undefined;
}
