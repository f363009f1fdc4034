/** Dialogs as the bot uses them: begun by what a command says, read by the next message, ended once. */
import type { Clock } from '../clock';
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { ChatDialog } from './chatDialog';
import { changePlace, putOnPlace } from './changePlace';
import type { DialogStore, StoredDialog } from './dialogStore';
import { meet, type Met, type OpenDialog } from './meetDialog';
import type { Answer } from './placeAnswer';
import { isFresh, putNow } from './placeRules';
import { questionOf } from './questionOf';
import { type DialogReading, readDialog } from './readDialog';
import type { DeliveryNames } from './waiting';

export { DIALOG_LIFETIME_MS } from './placeRules';
export type { Met, OpenDialog } from './meetDialog';
export type { DialogReading } from './readDialog';
export type { Answer } from './placeAnswer';

/** The dialog that puts a question, and what it then knows. */
type Question = NonNullable<Utterance['asks']>;

export interface Dialogs {
  find: DialogStore['find'];
  /** What a message finds at its place, once nobody else is at work on it. */
  meet(turn: ChatTurn, known: StoredDialog | undefined): Promise<Met>;
  /**
   * The next message of the person is read by the dialog that this utterance names.
   *
   * @param say - the words of the answer; is told whether a question of the person's own was dropped for it.
   */
  begin(asks: Question, turn: ChatTurn, say: (isInstead: boolean) => Utterance): Promise<Answer>;
  /** How the dialog reads the message, before anything of it is done. */
  read(open: OpenDialog, turn: ChatTurn): Promise<DialogReading>;
  /** Whether the question came so lately that what anybody could say may be meant for the one below it. */
  isUncertain(open: OpenDialog, turn: ChatTurn): boolean;
  /** The question that is open, as it is repeated. */
  question(open: OpenDialog, turn: ChatTurn): Utterance | undefined;
  /** Nothing has changed; the question on top is repeated by these words, and waits for the next message. */
  stay(turn: ChatTurn, compose: (question: Utterance | undefined) => Utterance): Promise<Answer>;
  /** Drops the open question and says so; undefined when it has changed meanwhile. */
  drop(open: OpenDialog, turn: ChatTurn, said: Utterance): Promise<Answer | undefined>;
}

export interface DialogsDeps {
  store: DialogStore;
  /** All dialogs of all features. */
  dialogs: readonly ChatDialog[];
  clock: Clock;
  wait(ms: number): Promise<void>;
  /** Lets a delivery that waits come now: the one with these names that looks again at this time (epoch ms). */
  wake(names: DeliveryNames, wakesAt: number): Promise<void>;
}

export function createDialogs(deps: DialogsDeps): Dialogs {
  const { store, dialogs } = deps;
  return {
    find: store.find,
    meet: (turn, known) => meet(deps, turn, known),
    begin: (asks, turn, say) => begin(deps, asks, turn, say),
    read: (open, turn) => readDialog(deps, open, turn),
    isUncertain: ({ stack, level }, turn) => level > 1 && isFresh(stack, level, turn),
    question: ({ stack, level }, turn) => questionOf(dialogs, stack[level - 1], turn),
    stay: (turn, compose) =>
      putOnPlace(deps, turn, (stack) => ({ stack, said: compose(questionOf(dialogs, stack.at(-1), turn)) })),
    async drop(open, turn, said) {
      const { endTopOfStack } = await import('./dialogStack');
      const run = await endTopOfStack(dialogs, open.stack.slice(0, open.level), turn);
      return changePlace(deps, open, turn, run, said);
    },
  };
}

/** A question of the person's own that is open is dropped for the new one; what interrupted them, and what lies below, stays. */
async function begin(
  deps: DialogsDeps,
  asks: Question,
  turn: ChatTurn,
  say: (isInstead: boolean) => Utterance,
): Promise<Answer> {
  const { beginOnStack } = await import('./dialogStack');
  const [begun] = await beginOnStack(deps.dialogs, [], turn, asks);
  return putOnPlace(deps, turn, (stack, now) => {
    const isInstead = stack.length > 0 && stack.at(-1)?.delivery === undefined;
    // What was said before now was meant for the question that goes, and not for the one below it.
    const kept = isInstead ? putNow(stack.slice(0, -1), now) : stack;
    const top = begun && { ...begun, shownAt: now, since: now, ...(isInstead ? { isInstead } : {}) };
    return { stack: top ? [...kept, top] : kept, said: say(isInstead) };
  });
}
