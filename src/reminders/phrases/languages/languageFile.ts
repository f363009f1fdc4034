/** What a language brings: its grammar as data, the words around a time phrase, and how it says a schedule. */
import type { Language } from '../reading';

/** How the language says what was scheduled; `{…}` are filled in. */
export interface ScheduleWording {
  /** BCP 47 locale for the names of days and months. */
  locale: string;
  /** Whether nine o'clock is written 09:00. */
  isHourPadded: boolean;
  at: string;
  /** Before one o'clock, where a language has another word for it. */
  atOne: string;
  and: string;
  /** "on Monday and Friday", after "every 2 weeks". */
  on: string;
  /** For an interval of one and of `{n}`. */
  every: Readonly<
    Record<
      'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY',
      readonly [one: string, many: string]
    >
  >;
  weekday: string;
  weekend: string;
  everyWeekday: string;
  monthDay: string;
  /** By the category of Intl.PluralRules for ordinals. */
  ordinalSuffix: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
  lastDay: string;
  /** By position, from the end when negative. */
  nth: Readonly<Record<string, string>>;
  nthWeekday: string;
  nthWorkday: string;
  inMonths: string;
  yearDay: string;
  /** "from 09:00 to 17:00". */
  window: string;
  until: string;
  times: string;
  /** Phrases that would work, for a refusal. */
  suggestions: Readonly<Record<'date' | 'tomorrow', string>>;
}

/** One language; the whole of what a new one has to write. */
export interface LanguageFile {
  code: Language;
  /** Classes and rules in the notation of grammar/source.ts and grammar/pattern.ts; meaning/pieces.ts names the rules. */
  grammar: string;
  /** Words that only this language uses, by which a text shows what it is written in. */
  hints: string;
  /** Words before a time that make it part of what is spoken about: "the report OF Friday". */
  attaching: string;
  /** "Is", "starts": words by which a time is told of something. */
  predicates: string;
  /** Words that begin no message, but often the rest of a time phrase; `two_words` go together. */
  timeWords: string;
  /** Words between "remind me …" and the message that are no part of the message. */
  connectors: readonly string[];
  /** Connectors that stand also without "remind me": "in 20 minutes TO check". */
  plainConnectors: readonly string[];
  /** Words that hold two, the second being part of the message: "del" → "el". */
  contractions: Readonly<Record<string, string>>;
  /** Words in a message that happen in the evening, so that "at 8" is asked about. */
  eveningWords: string;
  wording: ScheduleWording;
}
