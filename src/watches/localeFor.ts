/** By whose customs numbers are read and written where somebody speaks a language that need not be their client's. */
import type { Language } from '../conversations/chatTurn';

/** Their own locale where it is of this language (`es-MX`), else the language: it comes from the channel, and may be none at all. */
export function localeFor(language: Language, locale: string = language): string {
  try {
    return Intl.getCanonicalLocales(locale)[0]?.startsWith(language) ? locale : language;
  } catch {
    return language; // the RangeError is the answer
  }
}
