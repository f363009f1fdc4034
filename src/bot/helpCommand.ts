/** `help`, and the answer to everything that no command understands. */
import { commandButton } from '../conversations/cardButton';
import type { ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import { BOT_TEXTS } from './botTexts';

const HELP: Record<Language, RegExp> = {
  en: /^(?:help(?: me)?|\?|hi|hello|hey|what can you do)[?!. ]*$/i,
  es: /^[¡¿]?(?:ayuda|ay[uú]dame|hola|buenas|buenos d[ií]as|qu[eé] (?:puedes|sabes) hacer)[?!. ]*$/i,
};

export const helpCommand: ChatCommand = {
  name: 'help',
  answer: async ({ text, language }) => {
    const asked = (['en', 'es'] as const).filter((spoken) => HELP[spoken].test(text));
    if (asked.length === 0) return undefined;
    return help(asked.includes(language) ? language : (asked[0] as Language));
  },
};

function help(language: Language): Utterance {
  const { help: text, helpButtons } = BOT_TEXTS[language];
  return {
    text,
    card: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.4',
      body: text.split('\n').map((line) => ({ type: 'TextBlock', text: line, wrap: true, spacing: 'Small' })),
      actions: helpButtons.map(({ title, command }) => commandButton(title, command)),
    },
  };
}

/** Says that it was not understood, with an example. */
export const notUnderstood = ({ language }: ChatTurn): Utterance => ({
  text: BOT_TEXTS[language].notUnderstood,
});
