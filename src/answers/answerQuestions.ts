/** An answer that interrupts asks whether it will do: a dialog of its own, on top of what the asker is in the middle of. */
import type { Utterance } from '../conversations/chatTurn';
import { type CardQuestions, createCardQuestions } from '../dialogs/cardQuestions';
import type { AnswerTexts } from './answerTexts';
import { ANSWER_TEXTS } from './answerTexts';
import { type AskingDeps, createAsking } from './askCommands';
import type { Question } from './question';
import { namedOf } from './quote';

/** Names the dialog in what is stored. */
const DIALOG = 'answers.final';

/** Asking again is a question of its own; it can also be asked when the button is pressed late. */
export function createAnswerQuestions(deps: AskingDeps): CardQuestions {
  const ask = createAsking(deps);
  return createCardQuestions(DIALOG, async ({ question: name, choice }, turn) => {
    const [id = ''] = name.split(' ');
    const found = await deps.store.find(id);
    const isTheirs = found && found !== 'purged' && found.asker.key === turn.person.key;
    if (!isTheirs || found.asker.tenant !== turn.person.tenant)
      return { text: ANSWER_TEXTS[turn.language].noQuestions };
    const { text, language } = found;
    if (choice.id === 'again') return ask({ ...turn, text, language });
    return { text: ANSWER_TEXTS[language].question.noted(namedOf(found)) };
  });
}

/** @param message - the answer, as it is said. */
export function askAbout(
  questions: Pick<CardQuestions, 'ask'>,
  question: Question,
  occurrence: string,
  message: Utterance,
): Utterance {
  const { language, id } = question;
  const texts: AnswerTexts['question'] = ANSWER_TEXTS[language].question;
  const told = namedOf(question);
  const asked = questions.ask(
    {
      id: `${id} ${occurrence}`,
      language,
      text: texts.text(told),
      about: texts.about(told),
      choices: [
        { id: 'fine', title: texts.fine },
        { id: 'again', title: texts.again },
      ],
    },
    message,
  );
  return message.card ? { ...asked, isTextShown: true } : asked;
}
