/** What answers keep about a person: the questions that they asked. */
import type { PersonalData } from '../conversations/personalData';
import type { AnswerDeps } from './answerDeps';
import { cancelQuestion } from './cancelQuestion';
import { eraseQuestion } from './eraseQuestion';
import { quoteOf } from './quote';

const PAGE = 100;
const SHOWN = 50;
const QUOTED = 80;
const TEXTS = {
  en: { title: 'Questions of yours:', more: '… and more' },
  es: { title: 'Preguntas tuyas:', more: '… y más' },
} as const;

export function createQuestionData(deps: AnswerDeps): PersonalData {
  const { indexes } = deps;
  return {
    async describe({ person }, language) {
      const found = await indexes.ofOwner(person, SHOWN + 1);
      const { title, more } = TEXTS[language];
      const lines = found.slice(0, SHOWN).map(({ question }) => `• ${quoteOf(question, QUOTED)}`);
      return found.length === 0 ? [] : [title, ...lines, ...(found.length > SHOWN ? [more] : [])];
    },
    async erase({ person }) {
      for (;;) {
        const found = await indexes.ofOwner(person, PAGE);
        for (const question of found) {
          await cancelQuestion(deps, person, question.code);
          await eraseQuestion(deps, question.id, deps.clock());
          // What leads to it last: while it is there, an erasing that failed can be asked for again.
          await indexes.erase(person, question);
        }
        if (found.length < PAGE) return;
      }
    },
  };
}
