/** How the open dialog reads a message, and what that leads to once this message alone has been taken as the answer. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import { pressedChoiceOf } from './cardQuestion';
import type { Taken } from './chatDialog';
import { changePlace } from './changePlace';
import { contentOf } from './dialogRow';
import type { DialogsDeps } from './dialogs';
import type { StackRun } from './dialogStack';
import type { OpenDialog } from './meetDialog';
import type { Answer } from './placeAnswer';
import { isFresh } from './placeRules';
import { answerOf } from './writeTurn';

export interface DialogReading {
  taken: Taken;
  /** The dialog that has read it. */
  open: OpenDialog;
  /** Keeps what the reading leads to and does it; undefined when somebody else has answered or changed it meanwhile. */
  commit(): Promise<Answer | undefined>;
}

/** A question that has come just now reads only what it surely is the answer to; else the one before it may. */
export async function readDialog(
  deps: DialogsDeps,
  open: OpenDialog,
  turn: ChatTurn,
): Promise<DialogReading> {
  const reading = await readAt(deps, open, turn);
  const { stack, level } = open;
  if (level < 2 || !isFresh(stack, level, turn) || isPressed(deps, open, turn)) return reading;
  const before = await readAt(deps, { ...open, level: level - 1 }, turn);
  if (reading.taken.kind === 'no-answer') return before.taken.kind === 'no-answer' ? reading : before;
  // Both could be meant: neither takes it, and the question is put again.
  if (before.taken.kind !== 'no-answer' && before.taken.isSure) return nothing(open);
  return reading;
}

const nothing = (open: OpenDialog): DialogReading => ({
  taken: { kind: 'no-answer' },
  open,
  commit: () => Promise.resolve(undefined),
});

function isPressed({ dialogs }: DialogsDeps, { stack, level }: OpenDialog, turn: ChatTurn): boolean {
  const top = stack[level - 1];
  return dialogs.find(({ name }) => name === top?.id)?.isPressed?.(top?.state as never, turn) ?? false;
}

async function readAt(deps: DialogsDeps, open: OpenDialog, turn: ChatTurn): Promise<DialogReading> {
  // A button says which question it answers: no other dialog reads it.
  if (pressedChoiceOf(turn) && !isPressed(deps, open, turn)) return nothing(open);
  const { continueStack } = await import('./dialogStack');
  const run = await continueStack(deps.dialogs, open.stack.slice(0, open.level), turn);
  const { taken = { kind: 'no-answer' as const } } = run;
  switch (taken.kind) {
    case 'no-answer':
      return nothing(open);
    case 'asks':
      return { taken, open, commit: () => changePlace(deps, open, turn, run, taken.utterance) };
    case 'ends':
      return { taken, open, commit: () => end(deps, open, turn, run, taken.finish) };
  }
}

/** Only whoever has claimed the answer does what it leads to; then the dialog goes, or the next question takes its place. */
async function end(
  deps: DialogsDeps,
  open: OpenDialog,
  turn: ChatTurn,
  run: StackRun,
  finish: () => Promise<Utterance>,
): Promise<Answer | undefined> {
  const { store, clock } = deps;
  const { stored } = open;
  const taken = { by: turn.activityKey, at: clock() };
  const claimed = await store.write(stored.place, { ...contentOf(stored), taken }, stored);
  if (!claimed) return undefined;
  const { asks, ...said } = await finish().catch(async (error: unknown) => {
    // It was not done: the question is open again. Where this fails too, it is after the lease.
    await store.write(stored.place, contentOf(stored), claimed).catch(() => undefined);
    throw error;
  });
  const { beginOnStack } = await import('./dialogStack');
  const next: StackRun = asks ? { stack: await beginOnStack(deps.dialogs, run.stack, turn, asks) } : run;
  const answer = await changePlace(deps, { ...open, stored: claimed }, turn, next, said, true);
  return answer ?? answerOf(deps, turn, claimed, said);
}
