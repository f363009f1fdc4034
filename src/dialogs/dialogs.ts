/** Dialogs as the bot uses them: begun by what a command says, read by the next message, ended once. */
import { MINUTE_MS, SECOND_MS } from '../clock';
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { ChatDialog, DialogState, Taken } from './chatDialog';
import { dialogPlaceOfTurn } from './dialogPlace';
import type { DialogStore, StackedDialog, StoredDialog } from './dialogStore';

/** A question that nobody answers is forgotten after this time. */
export const DIALOG_LIFETIME_MS = 30 * MINUTE_MS;
/** An answer that was taken by a turn which then died can be taken again after this time. */
const CLAIM_LEASE_MS = 14 * SECOND_MS;
/** The last question wins; two at the same moment are kept one after the other. */
const MAX_TRIES = 5;

/** The dialog that puts a question, and what it then knows. */
type Question = NonNullable<Utterance['asks']>;

/** How the open dialog reads a message, before anything of it is done. */
export interface DialogReading {
  taken: Taken;
  /** Keeps what the reading leads to and does it; undefined when somebody else has answered or changed it meanwhile. */
  commit(): Promise<Utterance | undefined>;
}

export interface Dialogs {
  /** Whether it waits for an answer of this activity at this time. */
  isOpen(dialog: StoredDialog | undefined, turn: ChatTurn): dialog is StoredDialog;
  /** The next message of the person is read by the dialog that this utterance names. */
  begin(asks: Question, turn: ChatTurn, open?: StoredDialog): Promise<void>;
  read(dialog: StoredDialog, turn: ChatTurn): Promise<DialogReading>;
  /** The question that is open, as it is repeated. */
  question(dialog: StoredDialog, turn: ChatTurn): Utterance | undefined;
  /** Drops the open question; gives the question of an earlier dialog that goes on, if there is one. */
  drop(dialog: StoredDialog, turn: ChatTurn): Promise<Utterance | undefined>;
  find: DialogStore['find'];
}

/** @param dialogs - all dialogs of all features. */
export function createDialogs(store: DialogStore, dialogs: readonly ChatDialog[]): Dialogs {
  const deps = { store, dialogs };
  return {
    find: store.find,
    isOpen: (dialog, { receivedAt, activityKey }): dialog is StoredDialog =>
      dialog !== undefined &&
      dialog.expiresAt > receivedAt &&
      dialog.stack.some(({ id }) => dialogs.some(({ name }) => name === id)) &&
      (!dialog.takenBy || dialog.takenBy === activityKey || dialog.takenAt + CLAIM_LEASE_MS <= receivedAt),
    // A question that is open is dropped for the new one; what lies below it stays.
    begin: (asks, turn, open) => begin(deps, asks, turn, open?.stack.slice(0, -1) ?? [], open),
    read: (dialog, turn) => read(deps, dialog, turn),
    question(dialog, turn) {
      const top = dialog.stack.at(-1);
      return dialogs.find(({ name }) => name === top?.id)?.question(top?.state as DialogState, turn);
    },
    async drop(dialog, turn) {
      const { endTopOfStack } = await import('./dialogStack');
      const { stack, repeated } = await endTopOfStack(dialogs, dialog.stack, turn);
      await keep(store, dialog, stack, turn);
      return repeated;
    },
  };
}

interface Deps {
  store: DialogStore;
  dialogs: readonly ChatDialog[];
}

async function begin(
  { store, dialogs }: Deps,
  asks: Question,
  turn: ChatTurn,
  below: readonly StackedDialog[],
  open?: StoredDialog,
): Promise<void> {
  const { beginOnStack } = await import('./dialogStack');
  const stack = await beginOnStack(dialogs, below, turn, asks);
  const place = dialogPlaceOfTurn(turn);
  const expiresAt = turn.receivedAt + DIALOG_LIFETIME_MS;
  let known = open;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    if ((await store.save(place, stack, expiresAt, known)) === 'saved') return;
    known = await store.find(place);
  }
  throw new Error('The dialog kept changing.');
}

async function read(deps: Deps, dialog: StoredDialog, turn: ChatTurn): Promise<DialogReading> {
  const { continueStack } = await import('./dialogStack');
  const run = await continueStack(deps.dialogs, dialog.stack, turn);
  const { taken = { kind: 'no-answer' as const } } = run;
  switch (taken.kind) {
    case 'no-answer':
      return { taken, commit: () => Promise.resolve(undefined) };
    case 'asks': {
      const { utterance } = taken;
      const expiresAt = turn.receivedAt + DIALOG_LIFETIME_MS;
      const save = () => deps.store.save(dialog.place, run.stack, expiresAt, dialog);
      return { taken, commit: async () => ((await save()) === 'saved' ? utterance : undefined) };
    }
    case 'ends':
      return { taken, commit: () => end(deps, dialog, turn, run.stack, taken.finish) };
  }
}

/** Only whoever has claimed the answer does what it leads to; then the dialog goes, or the next question takes its place. */
async function end(
  deps: Deps,
  dialog: StoredDialog,
  turn: ChatTurn,
  stack: readonly StackedDialog[],
  finish: () => Promise<Utterance>,
): Promise<Utterance | undefined> {
  const { store } = deps;
  const claimed = await store.claim(dialog, turn.activityKey, turn.receivedAt);
  if (!claimed) return undefined;
  const { asks, ...said } = await finish().catch(async (error: unknown) => {
    // It was not done: the question is open again. Where this fails too, it is after the lease.
    await store.save(dialog.place, dialog.stack, dialog.expiresAt, claimed).catch(() => undefined);
    throw error;
  });
  if (asks) await begin(deps, asks, turn, stack, claimed);
  else await keep(store, claimed, stack, turn);
  return said;
}

/** What is left of the stack goes on; of an empty one nothing stays. A dialog that changed meanwhile is left to who changed it. */
async function keep(
  store: DialogStore,
  dialog: StoredDialog,
  stack: readonly StackedDialog[],
  { receivedAt }: ChatTurn,
): Promise<void> {
  if (stack.length === 0) await store.remove(dialog);
  else await store.save(dialog.place, stack, receivedAt + DIALOG_LIFETIME_MS, dialog);
}
