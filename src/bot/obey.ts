/** Tries commands in their order until one answers. */
import type { ChatCommand, ChatTurn, Utterance } from '../conversations/chatTurn';

/** What was answered; or what is said where nobody else answers. */
export interface Obeyed {
  said?: Utterance;
  otherwise?: Utterance;
}

export async function obey(commands: readonly ChatCommand[], turn: ChatTurn): Promise<Obeyed> {
  let otherwise: Utterance | undefined;
  for (const command of commands) {
    const said = await command.answer(turn);
    if (said && !('otherwise' in said)) return { said };
    otherwise ??= said?.otherwise;
  }
  return otherwise ? { otherwise } : {};
}
