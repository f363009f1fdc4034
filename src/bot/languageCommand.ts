/** `language spanish`: the language in which the bot speaks to a person, whatever their app tells. */
import type { ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import type { ConversationStore } from '../conversations/conversationStore';
import { SETTING_TEXTS } from './settingTexts';

const PATTERNS: readonly [Language, RegExp][] = [
  [
    'en',
    /^(?:(?:set |change |use )?(?:my )?language(?: (?:to|is))?(?:[:\s]+(?<named>\S+))?|(?:please )?speak(?: in)? (?<spoken>\p{L}+))(?: please)?[.!?]*$/iu,
  ],
  [
    'es',
    /^(?:(?:cambia(?:r)? |usa(?:r)? )?(?:(?:mi|el) )?idioma(?: (?:a|es|en))?(?:[:\s]+(?<named>\S+))?|(?:por favor,? )?h[aá]bla(?:me)?(?: en)? (?<spoken>\p{L}+))(?:,? por favor)?[.!?]*$/iu,
  ],
];

const NAMES: readonly [Language, RegExp][] = [
  ['en', /^(?:english|ingl[eé]s|en)[.!?]*$/i],
  ['es', /^(?:spanish|espa[nñ]ol|castellano|es)[.!?]*$/i],
];

export function createLanguageCommand(store: ConversationStore): ChatCommand {
  return {
    name: 'language',
    async answer(turn) {
      for (const [language, pattern] of PATTERNS) {
        const match = pattern.exec(turn.text);
        const { named, spoken } = match?.groups ?? {};
        if (match) return answerLanguage(store, turn, language, named ?? spoken);
      }
      return undefined;
    },
  };
}

async function answerLanguage(
  store: ConversationStore,
  turn: ChatTurn,
  asked: Language,
  typed: string | undefined,
): Promise<Utterance> {
  if (typed === undefined) return { text: SETTING_TEXTS[turn.language].languageShown };
  const chosen = NAMES.find(([, pattern]) => pattern.test(typed))?.[0];
  if (!chosen) return { text: SETTING_TEXTS[asked].languageUnknown };
  const { tenant, key } = turn.person;
  await store.savePerson({ tenant, key, chosenLanguage: chosen });
  return { text: SETTING_TEXTS[chosen].languageSet };
}
