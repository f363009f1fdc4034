/** An unfinished reminder in the words of the person, for what is said when something comes in between. */
import type { Language } from '../../conversations/chatTurn';
import type { DialogDescription } from '../../dialogs/chatDialog';
import type { Draft } from './draft';

const MAX_TITLE = 80;

const TEXTS: Record<Language, { title(message: string): string; again(message: string): string }> = {
  en: {
    title: (message) => (message ? `your reminder “${message}”` : 'your reminder'),
    again: (message) => `remind me to ${message}`,
  },
  es: {
    title: (message) => (message ? `tu recordatorio «${message}»` : 'tu recordatorio'),
    again: (message) => `recuérdame ${message}`,
  },
};

/** What it is about, and the words that begin it again where it is the person's own and has words already. */
export function describeDraft({ message, target }: Draft, language: Language): DialogDescription {
  const texts = TEXTS[language];
  const characters = Array.from(message.replace(/\s+/gu, ' ').trim());
  const short =
    characters.length <= MAX_TITLE ? characters.join('') : `${characters.slice(0, MAX_TITLE - 1).join('')}…`;
  const isOwn = target.kind === 'personal' && target.assignee === undefined;
  return { title: texts.title(short), ...(short && isOwn ? { again: texts.again(message.trim()) } : {}) };
}
