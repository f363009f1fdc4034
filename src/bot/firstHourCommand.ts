/** `first hour 8`: the hour at which a person's day begins, for reminders with a date and no time. */
import type { ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import type { ConversationStore } from '../conversations/conversationStore';
import { SETTING_TEXTS } from './settingTexts';

const PATTERNS: readonly [Language, RegExp][] = [
  [
    'en',
    /^(?:set |change )?(?:my |the )?(?:first hour|day starts?)(?: of (?:my|the) day)?(?: (?:to|is|at))?(?:[:\s]+(?<hour>\S.*?))?[.!?]*$/i,
  ],
  [
    'es',
    /^(?:cambia(?:r)? )?(?:mi |la )?(?:primera hora|d[ií]a empieza)(?: de(?:l| mi) d[ií]a)?(?: (?:a las?|es|son las))?(?:[:\s]+(?<hour>\S.*?))?[.!?]*$/i,
  ],
];

/** `8`, `08:00`, `8 am`, `8 h`. */
const HOUR = /^(?<hour>\d{1,2})(?:[:.]00)?\s*(?<half>am|pm|a\.m\.?|p\.m\.?)?(?:\s*h)?$/i;
const USUAL_HOUR = 9;

export function createFirstHourCommand(store: ConversationStore): ChatCommand {
  return {
    name: 'first-hour',
    async answer(turn) {
      for (const [language, pattern] of PATTERNS) {
        const match = pattern.exec(turn.text);
        if (match) return answerHour(store, turn, language, match.groups?.['hour']);
      }
      return undefined;
    },
  };
}

async function answerHour(
  store: ConversationStore,
  { person }: ChatTurn,
  language: Language,
  typed: string | undefined,
): Promise<Utterance> {
  const texts = SETTING_TEXTS[language];
  const { tenant, key, firstHour = USUAL_HOUR } = person;
  if (typed === undefined) return { text: texts.firstHourShown(clockText(firstHour)) };
  const hour = hourOf(typed);
  if (hour === undefined) return { text: texts.firstHourWrong };
  await store.savePerson({ tenant, key, firstHour: hour });
  return { text: texts.firstHourSet(clockText(hour)) };
}

function hourOf(typed: string): number | undefined {
  const { hour, half } = HOUR.exec(typed)?.groups ?? {};
  if (hour === undefined) return undefined;
  if (!half) return Number(hour) <= 23 ? Number(hour) : undefined;
  const isRight = Number(hour) >= 1 && Number(hour) <= 12;
  return isRight ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : undefined;
}

const clockText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
