/** A command's words in each language, and the turn that says them. */
import type { ChatCommand, ChatTurn, Language, NotKnownHere, Utterance } from '../../conversations/chatTurn';

/** What was said, apart from the command's own words. */
export interface Said {
  language: Language;
  groups: Readonly<Partial<Record<string, string>>>;
}

export type Answer = (turn: ChatTurn, said: Said) => Promise<Utterance | NotKnownHere | undefined>;

/** An id as people type it, with or without `#`. */
export const ID = '#?(?<id>[0-9a-zA-Z]{4,32})';

/** A command by its pattern in each language; the person's own language is tried first. Patterns match the whole text. */
export function patternCommand(
  name: string,
  patterns: Record<Language, string>,
  answer: Answer,
): ChatCommand {
  const compiled = { en: compile(patterns.en), es: compile(patterns.es) };
  return {
    name,
    async answer(turn) {
      const order: Language[] = turn.language === 'es' ? ['es', 'en'] : ['en', 'es'];
      for (const language of order) {
        const match = compiled[language].exec(turn.text);
        if (match) return answer(turn, { language, groups: match.groups ?? {} });
      }
      return undefined;
    },
  };
}

const compile = (pattern: string): RegExp => new RegExp(`^[¡¿]?(?:${pattern})[.!?]*$`, 'iu');
