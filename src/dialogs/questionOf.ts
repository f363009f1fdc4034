/** The question of a stacked dialog, as it is repeated. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { ChatDialog, DialogState } from './chatDialog';
import type { StackedDialog } from './dialogRow';

/** Undefined where the dialog is not known, or its state has no form that it knows. */
export function questionOf(
  dialogs: readonly ChatDialog[],
  stacked: StackedDialog | undefined,
  turn: ChatTurn,
): Utterance | undefined {
  if (!stacked) return undefined;
  return dialogs.find(({ name }) => name === stacked.id)?.question(stacked.state as DialogState, turn);
}
