/**
 * A message while a question is open. The dialog reads it first. What is clearly a command is obeyed and the question stays
 * open; a new reminder or question of the person's own takes its place; what is neither is asked again.
 */
import { addLine } from '../conversations/addLine';
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';
import type { StoredDialog } from '../dialogs/dialogStore';
import type { Dialogs } from '../dialogs/dialogs';
import { DIALOG_TEXTS } from './dialogTexts';
import { leavingIn } from './leaveCommand';
import { obey } from './obey';

/** The answer, or undefined when somebody else has answered the question meanwhile. */
export async function converseInDialog(
  commands: readonly ChatCommand[],
  dialogs: Dialogs,
  turn: ChatTurn,
  open: StoredDialog,
): Promise<Utterance | undefined> {
  const leaving = leavingIn(turn.text, turn.language);
  if (leaving) return leave(dialogs, turn, open, DIALOG_TEXTS[leaving].left);
  const { taken, commit } = await dialogs.read(open, turn);
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
  if (free.said) return replaced(dialogs, turn, open, free.said);
  const otherwise = plain.otherwise ?? free.otherwise;
  if (otherwise) return stillOpen(dialogs, turn, open, otherwise);
  return askAgain(dialogs, turn, open);
}

async function leave(dialogs: Dialogs, turn: ChatTurn, open: StoredDialog, text: string): Promise<Utterance> {
  const earlier = await dialogs.drop(open, turn);
  return earlier ? addLine({ ...earlier, text: `${text}\n${earlier.text}` }, text) : { text };
}

/** The words of the question are repeated, so that the next message is not taken for something else. */
async function stillOpen(
  dialogs: Dialogs,
  turn: ChatTurn,
  open: StoredDialog,
  said: Utterance,
): Promise<Utterance> {
  if (said.asks) return replaced(dialogs, turn, open, said);
  if (said.afterwards) return said; // it may be the end of the question too
  const question = dialogs.question(open, turn);
  return question ? addLine(said, DIALOG_TEXTS[turn.language].stillOpen(question.text)) : said;
}

async function replaced(
  dialogs: Dialogs,
  turn: ChatTurn,
  open: StoredDialog,
  { asks, ...said }: Utterance,
): Promise<Utterance> {
  if (asks) await dialogs.begin(asks, turn, open);
  else await dialogs.drop(open, turn);
  return addLine(said, DIALOG_TEXTS[turn.language].dropped);
}

function askAgain(dialogs: Dialogs, turn: ChatTurn, open: StoredDialog): Utterance {
  const texts = DIALOG_TEXTS[turn.language];
  const question = dialogs.question(open, turn);
  return { text: [texts.noAnswer, question?.text].filter(Boolean).join('\n') };
}
