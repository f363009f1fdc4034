/** How people say what they want of questions and answers, in each language. */
import type { ChatTurn, Language } from '../conversations/chatTurn';

type Pattern = Record<Language, RegExp>;

const ID = String.raw`#?(?<id>[0-9a-z]{4,20})`;

export const ASK: Pattern = {
  en: /^ask(?:[\s:,]+(?<question>\S[\s\S]*)|[\s:,.?!]*)$/i,
  es: /^pregunta(?:[\s:,]+(?<question>\S[\s\S]*)|[\s:,.?!]*)$/i,
};
export const LIST: Pattern = {
  en: /^(?:(?:list |show )?(?:me )?(?:my |all )?questions)[.!?]*$/i,
  es: /^(?:(?:lista |ver |muestra )?(?:mis |las )?preguntas)[.!?]*$/i,
};
export const STATUS: Pattern = {
  en: /^(?:is (?:my|the) answer (?:ready|there|here)(?: yet)?|(?:is there|do you have|have you got) (?:an|my|any) answers?(?: yet)?|any answers?(?: yet)?)[?.! ]*$/i,
  es: /^¿?\s*(?:(?:ya )?(?:est[aá]|hay|tienes|sabes)(?: ya)?(?: lista)?(?: mi| la| una| alguna)? respuesta(?: ya)?(?: lista)?|hay algo ya)[?.! ]*$/i,
};
export const CANCEL: Pattern = {
  en: new RegExp(`^(?:cancel|stop)(?<isNamed> (?:my |the )?question)?\\s+${ID}[.!?]*$`, 'i'),
  es: new RegExp(`^(?:cancelar?|parar?)(?<isNamed> (?:mi |la )?pregunta)?\\s+${ID}[.!?]*$`, 'i'),
};
export const ANSWER: Pattern = {
  en: new RegExp(`^answer\\s+${ID}(?:[\\s:,]+(?<answer>\\S[\\s\\S]*))?$`, 'i'),
  es: new RegExp(`^responde(?:r)?\\s+(?:a\\s+)?${ID}(?:[\\s:,]+(?<answer>\\S[\\s\\S]*))?$`, 'i'),
};
export const TAKE: Pattern = {
  en: new RegExp(`^take\\s+${ID}$`, 'i'),
  es: new RegExp(`^me ocupo\\s+(?:de\\s+)?${ID}$`, 'i'),
};
export const PASS: Pattern = {
  en: new RegExp(`^pass\\s+(?:on\\s+)?${ID}$`, 'i'),
  es: new RegExp(`^paso\\s+(?:de\\s+)?${ID}$`, 'i'),
};
export const HERE: Pattern = {
  en: /^(?:please )?answer (?:the |our )?questions (?:in )?here[.!]*$/i,
  es: /^(?:por favor,? )?(?:responde|responded|respondemos|contesta|contestad) (?:a )?(?:las )?preguntas aqu[ií][.!]*$/i,
};
export const NOT_HERE: Pattern = {
  en: /^(?:stop answering|no more) questions here[.!]*$/i,
  es: /^(?:no respondas|no respond[aá]is|no m[aá]s) (?:m[aá]s )?(?:a )?(?:las )?preguntas aqu[ií][.!]*$/i,
};

/** The language in which the message is this phrase, and its parts; no phrase is the same in both. */
export function said(
  pattern: Pattern,
  { text }: Pick<ChatTurn, 'text'>,
): { language: Language; parts: Readonly<Record<string, string | undefined>> } | undefined {
  for (const language of ['en', 'es'] as const) {
    const match = pattern[language].exec(text);
    if (match) return { language, parts: match.groups ?? {} };
  }
  return undefined;
}
