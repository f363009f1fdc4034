/** What a message finds at its place: nothing, its own answer of an earlier try, or a dialog that reads it. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import { pressedChoiceOf } from './cardQuestion';
import type { Arriving, DialogContent } from './dialogRow';
import { contentOf } from './dialogRow';
import type { DialogsDeps } from './dialogs';
import type { StackedDialog, StoredDialog } from './dialogStore';
import { dialogPlaceOfTurn } from './dialogPlace';
import { type Answer, droppedWords, followedBy } from './placeAnswer';
import {
  arrived,
  arrivingUntil,
  DIALOG_LIFETIME_MS,
  isDroppedBy,
  levelOf,
  notArrived,
  openStack,
  putNow,
  saidAt,
  READING_MS,
  takenUntil,
} from './placeRules';
import { PLACE_TEXTS } from './placeTexts';
import { questionOf } from './questionOf';
import { answerOf, heldBy } from './writeTurn';

/** A dialog that reads a message: the last of the first `level` ones of the stack. Those above it came later than the message. */
export interface OpenDialog {
  stored: StoredDialog;
  /** Those that are open and known to this version of the app. */
  stack: readonly StackedDialog[];
  level: number;
}

export type Met =
  /** No dialog reads it. `dropped`: what it may have been meant for, or, where `isSure`, surely was. */
  | { kind: 'nothing'; dropped?: { words: string; isSure: boolean }; isAsked: boolean }
  /** What an earlier try of this turn came to, or why no dialog may read it. */
  | { kind: 'said'; said: Answer }
  /** An earlier try of this turn has changed the dialogs and came to these words, and others have changed them since. */
  | { kind: 'repeated'; words: string }
  | { kind: 'open'; open: OpenDialog };

/** Somebody else's work at a place is looked at again after this time. */
const LOOK_AGAIN_MS = 150;

/** The state of the place, once nobody but this turn is at work on it. */
export async function whenFree(
  { store, clock, wait }: DialogsDeps,
  turn: ChatTurn,
  known: StoredDialog | undefined,
): Promise<StoredDialog | undefined> {
  for (let read = known; ; read = await store.find(dialogPlaceOfTurn(turn))) {
    const now = clock();
    const until = read && (takenUntil(read, now, turn.activityKey) ?? arrivingUntil(read, now));
    if (until === undefined) return read;
    await wait(Math.min(LOOK_AGAIN_MS, until - now));
  }
}

export async function meet(deps: DialogsDeps, turn: ChatTurn, known: StoredDialog | undefined): Promise<Met> {
  let stored = await whenFree(deps, turn, known);
  while (stored && isUncertain(stored, turn)) {
    const settled = await settleArrival(deps, turn, stored, stored.arriving);
    if (settled) return settled;
    stored = await whenFree(deps, turn, await deps.store.find(stored.place));
  }
  if (!stored) return { kind: 'nothing', isAsked: false };
  const { answered } = stored;
  if (answered?.by === turn.activityKey)
    return { kind: 'said', said: answerOf(deps, turn, stored, answered.said) };
  const earlier = stored.turns.find(({ by }) => by === turn.activityKey);
  if (earlier)
    return { kind: 'repeated', words: [earlier.words, stored.dropped?.words].filter(Boolean).join('\n') };
  // A turn put its question and died before anybody is known to have seen it: nobody's words may be taken for its answer.
  if (isUnsaid(stored) && !pressedChoiceOf(turn))
    return { kind: 'repeated', words: PLACE_TEXTS[turn.language].cameBetween };
  const stack = knownStack(deps, stored, turn);
  const level = levelOf(stack, turn, deps.dialogs);
  if (level > 0) return { kind: 'open', open: { stored, stack, level } };
  const dropped = droppedFor(stored, turn);
  return { kind: 'nothing', isAsked: stack.length > 0, ...(dropped ? { dropped } : {}) };
}

/** What an earlier version of the app has begun, and this one does not know, is over. */
export const knownStack = (
  { dialogs }: Pick<DialogsDeps, 'dialogs'>,
  stored: DialogContent,
  turn: ChatTurn,
): readonly StackedDialog[] =>
  openStack(stored, saidAt(turn)).filter(({ id }) => dialogs.some(({ name }) => name === id));

/** Whoever changed it last has not said its answer, as far as is known. */
const isUnsaid = ({ taken, answered }: StoredDialog): boolean =>
  taken !== undefined && taken.by === answered?.by;

/** Something was to come before this message, and may have. */
const isUncertain = (
  stored: StoredDialog,
  turn: ChatTurn,
): stored is StoredDialog & { arriving: Arriving } => {
  const { arriving, turns } = stored;
  return (
    arriving !== undefined &&
    arriving.since <= saidAt(turn) &&
    !turns.some(({ by }) => by === turn.activityKey)
  );
};

function droppedFor(
  { dropped, stack }: StoredDialog,
  turn: ChatTurn,
): { words: string; isSure: boolean } | undefined {
  if (!dropped || stack.length > 0 || saidAt(turn) >= dropped.at + READING_MS) return undefined;
  return { words: dropped.words, isSure: saidAt(turn) < dropped.at };
}

/**
 * Whoever was sending it has gone, and whether the person has seen it nobody knows: so no dialog reads the message. What was
 * to come is put by this turn instead. Undefined when the place is to be looked at again.
 */
async function settleArrival(
  deps: DialogsDeps,
  turn: ChatTurn,
  stored: StoredDialog,
  arriving: Arriving,
): Promise<Met | undefined> {
  const now = deps.clock();
  const content = contentOf(stored);
  if (arriving.since + DIALOG_LIFETIME_MS <= now) {
    await deps.store.write(stored.place, notArrived(content), stored);
    return undefined;
  }
  const came = arrived(content, arriving, now);
  // The words are said by this turn, the message itself still comes.
  const isDrop = arriving.change.kind === 'drop';
  const isPressed = isOwn(deps, came, turn);
  const put = isPressed ? came : { ...came, stack: putNow(came.stack, now) };
  const next = isDrop ? { ...came, recent: content.recent } : put;
  const said = arrivalSaid(deps, turn, { before: content, next }, arriving);
  const written = await deps.store.write(
    stored.place,
    isPressed || !said ? next : heldBy(next, turn, now, said),
    stored,
  );
  return written && said && !isPressed
    ? { kind: 'said', said: answerOf(deps, turn, written, said) }
    : undefined;
}

/** The pressed button belongs to the very question that was to come: then it was seen. */
function isOwn({ dialogs }: DialogsDeps, { stack }: DialogContent, turn: ChatTurn): boolean {
  const top = stack.at(-1);
  const dialog = dialogs.find(({ name }) => name === top?.id);
  return top !== undefined && (dialog?.isPressed?.(top.state as never, turn) ?? false);
}

function arrivalSaid(
  { dialogs }: DialogsDeps,
  turn: ChatTurn,
  { before, next }: { before: DialogContent; next: DialogContent },
  arriving: Arriving,
): Utterance | undefined {
  const texts = PLACE_TEXTS[turn.language];
  if (arriving.change.kind === 'drop') {
    const gone = before.stack.filter((each) => isDroppedBy(arriving, each));
    return gone.length > 0
      ? { text: `${droppedWords(dialogs, gone, turn.language)}\n${texts.notTaken}` }
      : undefined;
  }
  const question = questionOf(dialogs, next.stack.at(-1), turn);
  return question && followedBy({ text: texts.cameBetween }, question);
}
