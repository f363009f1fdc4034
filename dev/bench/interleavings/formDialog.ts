/** The dialog that is interrupted: it takes any words, and then asks whether they are right. What it read is kept with who said it. */
import type { ChatCommand, ChatTurn, Utterance } from '../../../src/conversations/chatTurn';
import type { ChatDialog, DialogState, Taken } from '../../../src/dialogs/chatDialog';

export const FORM = 'bench.form';

export interface FormState {
  form: string;
  /** The activities that answered it, in order. */
  answers: string[];
}

export const formOf = (state: unknown): FormState => state as FormState;

/** The question that waits: people answer what they see in brackets. */
export const formTag = ({ form, answers }: FormState): string => `${form}/${answers.length + 1}`;

const asked = (state: FormState): Utterance => ({
  text: `${state.answers.length === 0 ? 'What?' : 'Is that right?'} [${formTag(state)}]`,
});

/** @param done - is told each form that was completed, by its answers. */
export function createFormDialog(done: (state: FormState) => Promise<void>): ChatDialog {
  return {
    name: FORM,
    question: (state) => asked(formOf(state)),
    describe: (state) => ({ title: formOf(state).form, again: 'form' }),
    take: (state, turn) => Promise.resolve(take(formOf(state), turn, done)),
  };
}

function take(state: FormState, turn: ChatTurn, done: (state: FormState) => Promise<void>): Taken {
  const next: FormState = { ...state, answers: [...state.answers, turn.activityKey] };
  if (state.answers.length === 0)
    return { kind: 'asks', state: { ...next } as DialogState, utterance: asked(next), isSure: false };
  if (!/^(?:yes|no)$/.test(turn.text)) return { kind: 'no-answer' };
  const finish = async (): Promise<Utterance> => {
    await done(next);
    return { text: `done ${next.form}` };
  };
  return { kind: 'ends', isSure: true, finish };
}

export const formCommands: readonly ChatCommand[] = [
  {
    name: 'bench.form',
    async answer({ text, activityKey }) {
      if (text !== 'form') return undefined;
      const state: FormState = { form: `form-${activityKey.slice(0, 8)}`, answers: [] };
      return { ...asked(state), asks: { dialog: FORM, state: { ...state } } };
    },
  },
  { name: 'bench.ping', answer: async ({ text }) => (text === 'ping' ? { text: 'pong' } : undefined) },
];
