/**
 * A message while a question is open. The dialog reads it first. What is clearly a command is obeyed and the question stays
 * open; a new reminder or question of the person's own takes its place; what is neither is asked again.
 */
import { addLine } from '../conversations/addLine';
import type { ChatCommand, ChatTurn, Language, Utterance } from '../conversations/chatTurn';
import { pressedChoiceOf } from '../dialogs/cardQuestion';
import type { Taken } from '../dialogs/chatDialog';
import type { Answer, Dialogs, OpenDialog } from '../dialogs/dialogs';
import { DIALOG_TEXTS } from './dialogTexts';
import { leavingIn } from './leaveCommand';
import { obey } from './obey';

/** The answer, or undefined when somebody else has answered the question, or changed it, meanwhile. */
export async function converseInDialog(
  commands: readonly ChatCommand[],
  dialogs: Dialogs,
  turn: ChatTurn,
  open: OpenDialog,
): Promise<Answer | undefined> {
  const { taken, commit } = await dialogs.read(open, turn);
  const isMeant = isOffered(taken) || pressedChoiceOf(turn) !== undefined;
  const leaving = isMeant ? undefined : leavingIn(turn.text, turn.language);
  if (leaving && dialogs.isUncertain(open, turn))
    return dialogs.stay(turn, (question) => askAgain(question, turn));
  if (leaving) return dialogs.drop(open, turn, { text: leftText(open, leaving) });
  if (taken.kind !== 'no-answer' && taken.isSure) return commit();
  const plain = await obey(
    commands.filter(({ readsFreely }) => !readsFreely),
    turn,
  );
  if (plain.said) return stillOpen(dialogs, turn, open, plain.said);
  if (taken.kind !== 'no-answer') return commit();
  const free = await obey(
    commands.filter(({ readsFreely }) => readsFreely),
    turn,
  );
  if (free.said) return besides(dialogs, turn, open, free.said);
  const otherwise = plain.otherwise ?? free.otherwise;
  if (otherwise) return stillOpen(dialogs, turn, open, otherwise);
  return dialogs.stay(turn, (question) => askAgain(question, turn));
}

const isOffered = (taken: Taken): boolean => taken.kind === 'ends' && taken.isOffered === true;

/** The dialog that read the message was put there by a delivery. */
const isInterruption = ({ stack, level }: OpenDialog): boolean => stack[level - 1]?.delivery !== undefined;

function leftText(open: OpenDialog, leaving: Language): string {
  const texts = DIALOG_TEXTS[leaving];
  return isInterruption(open) ? texts.unanswered : texts.left;
}

/** The words of the question are repeated, so that the next message is not taken for something else. */
async function stillOpen(
  dialogs: Dialogs,
  turn: ChatTurn,
  open: OpenDialog,
  said: Utterance,
): Promise<Answer> {
  if (said.asks) return besides(dialogs, turn, open, said);
  if (said.afterwards) return said; // it may be the end of the question too
  return dialogs.stay(turn, (question) => withOpenQuestion(said, question, turn));
}

/** The words, and the question that still waits. */
export function withOpenQuestion(
  said: Utterance,
  question: Utterance | undefined,
  { language }: ChatTurn,
): Utterance {
  return question ? addLine(said, DIALOG_TEXTS[language].stillOpen(question.text)) : said;
}

/** Something of the person's own takes the place of a question of theirs; one that a delivery put stays open below it. */
async function besides(
  dialogs: Dialogs,
  turn: ChatTurn,
  open: OpenDialog,
  { asks, ...said }: Utterance,
): Promise<Answer> {
  if (asks) return dialogs.begin(asks, turn, (isInstead) => insteadOf(isInstead, said, turn));
  if (isInterruption(open)) return dialogs.stay(turn, (question) => withOpenQuestion(said, question, turn));
  // What was done stays done, whoever has changed the question meanwhile.
  return (
    (await dialogs.drop(open, turn, insteadOf(true, said, turn))) ??
    dialogs.stay(turn, (question) => withOpenQuestion(said, question, turn))
  );
}

/** The words, and that the question which was open has gone where it has. */
export const insteadOf = (isInstead: boolean, said: Utterance, { language }: ChatTurn): Utterance =>
  isInstead ? addLine(said, DIALOG_TEXTS[language].dropped) : said;

/** Says that it was no answer, and asks again. */
export function askAgain(question: Utterance | undefined, { language }: ChatTurn): Utterance {
  const text = [DIALOG_TEXTS[language].noAnswer, question?.text].filter(Boolean).join('\n');
  return question?.card ? { ...question, text, isTextShown: true } : { text };
}
