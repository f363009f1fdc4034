/** `what do you know about me` and `forget me`: both real, over everything that the parts of the app keep. */
import { commandButton } from '../conversations/cardButton';
import type { ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import type { PersonalData } from '../conversations/personalData';
import { textCard } from '../conversations/textCard';
import { SETTING_TEXTS } from './settingTexts';

type Pattern = Record<Language, RegExp>;

const KNOW: Pattern = {
  en: /^(?:what (?:do|have) you (?:know|have|got|keep|store)(?: stored| saved)? (?:about|on|of) me|(?:show )?my data)[?.! ]*$/i,
  es: /^[¿\s]*(?:qu[eé] (?:sabes|guardas|tienes)(?: guardado)? (?:de|sobre) m[ií]|mis datos)[?.! ]*$/i,
};
const FORGET: Pattern = {
  en: /^(?:forget|erase|delete) (?:me|(?:all )?my data)[.! ]*$/i,
  es: /^(?:olv[ií]dame|olv[ií]date de m[ií]|borra(?:r)? (?:todos )?mis datos)[.! ]*$/i,
};
const CONFIRM: Pattern = {
  en: /^yes,? forget me[.! ]*$/i,
  es: /^s[ií],? olv[ií]dame[.! ]*$/i,
};

/** @param data - what each part of the app keeps, in the order in which it goes. */
export function createPersonalDataCommand(data: readonly PersonalData[]): ChatCommand {
  return {
    name: 'personal-data',
    async answer(turn) {
      const knowing = said(KNOW, turn);
      if (knowing) return tell(data, turn, knowing);
      const forgetting = said(FORGET, turn);
      if (forgetting) return confirm(forgetting);
      const confirmed = said(CONFIRM, turn);
      return confirmed && forget(data, turn, confirmed);
    },
  };
}

function said(pattern: Pattern, { text, language }: ChatTurn): Language | undefined {
  const languages = (['en', 'es'] as const).filter((each) => pattern[each].test(text));
  return languages.includes(language) ? language : languages[0];
}

async function tell(data: readonly PersonalData[], turn: ChatTurn, language: Language): Promise<Utterance> {
  const texts = SETTING_TEXTS[language];
  if (turn.kind !== 'personal') return { text: texts.onlyPersonal };
  const parts = await Promise.all(data.map((part) => part.describe(turn, language)));
  const lines = parts.reverse().flat(); // the person first
  if (lines.length === 0) return { text: texts.nothingKnown };
  const all = [texts.known, ...lines, texts.howToForget];
  return {
    text: all.join('\n'),
    card: textCard({ lines: all.map((text, index) => ({ text, isTitle: index === 0 })) }),
  };
}

function confirm(language: Language): Utterance {
  const { confirmForget, forgetButton, forgetCommand } = SETTING_TEXTS[language];
  return {
    text: `${confirmForget}\n– ${forgetCommand}`,
    card: textCard({
      lines: [{ text: confirmForget }],
      actions: [commandButton(forgetButton, forgetCommand)],
    }),
  };
}

/** Once the turn itself has stored what it stores; one part after the other, the person last. */
function forget(data: readonly PersonalData[], turn: ChatTurn, language: Language): Utterance {
  return {
    text: SETTING_TEXTS[language].forgotten,
    async afterwards() {
      for (const part of data) await part.erase(turn);
    },
  };
}
