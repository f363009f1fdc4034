/** What the asker is told of a question, where it was asked: progress, that it takes long, and how it ended. */
import type { Utterance } from '../conversations/chatTurn';
import { escapeXml, mentionOf } from '../conversations/mention';
import { ANSWER_TEXTS } from './answerTexts';
import type { Answer, Question } from './question';
import { namedOf, textOf, timeFor } from './quote';

/** The one final message; the question must have ended. */
export function finalMessage(question: Question): Utterance {
  const texts = ANSWER_TEXTS[question.language];
  if (question.answer) return answerMessage(question, question.answer, texts.answered);
  const told = namedOf(question);
  return toAsker(question, question.state === 'failed' ? texts.failed(told) : texts.expired(told));
}

/** An answer that came after the time was up. */
export function lateMessage(question: Question, late: Answer): Utterance {
  return answerMessage(question, late, ANSWER_TEXTS[question.language].late);
}

export function stillWorkingMessage(question: Question): Utterance {
  const { language, askedAt, deadlineAt } = question;
  const since = timeFor(question, language, askedAt);
  const deadline = timeFor(question, language, deadlineAt);
  return toAsker(question, ANSWER_TEXTS[language].stillWorking({ ...namedOf(question), since, deadline }));
}

export function progressMessage(question: Question): Utterance {
  const texts = ANSWER_TEXTS[question.language];
  return toAsker(question, texts.progress(namedOf(question), question.progress.text));
}

type Words = (typeof ANSWER_TEXTS)['en']['answered'];

/** The answer is shown as it is: what looks like markup in it stays text. */
function answerMessage(question: Question, { content, from }: Answer, words: Words): Utterance {
  const by = from.kind === 'person' ? from.name : undefined;
  const isCard = 'card' in content;
  const told = { ...namedOf(question), isCard, ...(by ? { by } : {}) };
  const said = toAsker(question, words(told, textOf(content) ?? ''));
  return isCard ? { ...said, card: content.card, isTextShown: true } : said;
}

/** In a group the asker is mentioned, so that they are told. */
function toAsker({ kind, asker }: Question, text: string): Utterance {
  if (kind === 'personal') return { text };
  const mention = mentionOf(asker);
  return { text: `${mention.text} ${escapeXml(text)}`, textFormat: 'xml', mentions: [mention.entity] };
}
