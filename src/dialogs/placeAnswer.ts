/** What a turn says at a place: its own words, and the question that the person is to answer next. */
import { addLine } from '../conversations/addLine';
import type { Language, Utterance } from '../conversations/chatTurn';
import { escapeXml } from '../conversations/mention';
import { lineBlock } from '../conversations/textCard';
import type { ChatDialog, DialogDescription, DialogState } from './chatDialog';
import type { StackedDialog } from './dialogRow';
import { PLACE_TEXTS } from './placeTexts';

/** An answer of the bot that is not all done yet when it is ready to be said. */
export interface Answer extends Utterance {
  /** To be called once it was said, or could not be: lets others at the place, and wakes what waited for it. */
  whenSaid?(): Promise<void>;
}

/** Describes the dialog; undefined when it does not say what it is about. */
export function describeDialog(
  dialogs: readonly ChatDialog[],
  { id, state }: StackedDialog,
  language: Language,
): DialogDescription | undefined {
  return dialogs.find(({ name }) => name === id)?.describe?.(state as DialogState, language);
}

/** The words that say which dialogs a message has ended. */
export function droppedWords(
  dialogs: readonly ChatDialog[],
  stack: readonly StackedDialog[],
  language: Language,
): string {
  const texts = PLACE_TEXTS[language];
  const described = stack.map(
    (each) => describeDialog(dialogs, each, language) ?? { title: texts.something },
  );
  return texts.dropped(described);
}

/** The earlier dialog goes on: says so, and repeats its question. */
export function goingOn(
  said: Utterance,
  question: Utterance,
  described: DialogDescription | undefined,
  language: Language,
): Utterance {
  const texts = PLACE_TEXTS[language];
  const back = described ? texts.backTo(described.title) : texts.backToQuestion;
  return followedBy(said, question, back);
}

/** The line and the question at its end, with the question's own buttons where the message has none. */
export function followedBy(said: Utterance, question: Utterance, line?: string): Utterance {
  const plain = addLine(line === undefined ? said : addLine(said, line), question.text);
  return question.card && !said.card ? { ...plain, card: question.card, isTextShown: true } : plain;
}

/** The words stand above the message, in its text and in its card. */
export function addFirst(utterance: Utterance, line: string): Utterance {
  const { text, card, textFormat } = utterance;
  const added: Utterance = { ...utterance, text: `${inFormat(line, textFormat)}\n\n${text}` };
  if (!card) return added;
  const body = Array.isArray(card['body']) ? (card['body'] as unknown[]) : [];
  return { ...added, card: { ...card, body: [lineBlock({ text: line, isSubtle: true }), ...body] } };
}

/** The line as it is shown as it stands. */
function inFormat(line: string, textFormat: Utterance['textFormat']): string {
  if (textFormat === 'xml') return escapeXml(line);
  return textFormat === 'markdown' ? line.replace(/[\\`*_[\]<>#|~]/g, '\\$&') : line;
}
