/** Says, in the person's language, what would work instead of what was refused. */
import type { LanguageFile } from '../languages/languageFile';
import type { Suggestion } from '../resolve/outcome';

/** A phrase that would be understood: "on 28 February", "tomorrow at 08:00", "every 5 minutes". */
export function suggestionText(suggestion: Suggestion, { wording }: LanguageFile): string {
  const { suggestions, every } = wording;
  switch (suggestion.kind) {
    case 'date': {
      const date = new Date(Date.UTC(2000, suggestion.month - 1, suggestion.day));
      const month = date.toLocaleDateString(wording.locale, { month: 'long', timeZone: 'UTC' });
      return suggestions.date.replace('{day}', String(suggestion.day)).replace('{month}', month);
    }
    case 'tomorrow': {
      const pad = (n: number): string => String(n).padStart(2, '0');
      const time = `${pad(Math.floor(suggestion.minutes / 60) % 24)}:${pad(suggestion.minutes % 60)}`;
      return suggestions.tomorrow.replace('{time}', time);
    }
    case 'every-minutes':
      return every.MINUTELY[1].replace('{n}', String(suggestion.minutes));
  }
}
