/** `cancel` alone: leaves the question that is open. */
import type { ChatCommand, Language } from '../conversations/chatTurn';
import { DIALOG_TEXTS } from './dialogTexts';

const LEAVING: readonly [Language, RegExp][] = [
  ['en', /^(?:cancel(?: (?:it|that|this))?|never ?mind|forget (?:it|that)|stop|quit|exit|leave it)[.!]*$/i],
  [
    'es',
    /^(?:cancela(?:r|lo)?|d[eé]jalo|d[eé]jelo|olv[ií]dalo|olv[ií]delo|da igual|nada|salir|para|parar)[.!]*$/i,
  ],
];

/** The language in which somebody leaves a question; undefined when the text says something else. */
export function leavingIn(text: string, preferred: Language): Language | undefined {
  const said = LEAVING.filter(([, pattern]) => pattern.test(text)).map(([language]) => language);
  return said.includes(preferred) ? preferred : said[0];
}

/** Answers it where no question is open. */
export const leaveCommand: ChatCommand = {
  name: 'leave',
  async answer({ text, language }) {
    const said = leavingIn(text, language);
    return said && { text: DIALOG_TEXTS[said].nothingToLeave };
  },
};
