/** What holds at a place at a given time: is a dialog open, is somebody at work on it, and which dialog a message belongs to. */
import { MINUTE_MS, SECOND_MS } from '../clock';
import type { ChatTurn } from '../conversations/chatTurn';
import type { ChatDialog, DialogState } from './chatDialog';
import type { Arriving, DialogContent, StackedDialog } from './dialogRow';

/** A question that nobody answers is forgotten after this time. */
export const DIALOG_LIFETIME_MS = 30 * MINUTE_MS;
/** A turn that has not said its answer after this time died with its process. */
export const TURN_LEASE_MS = 14 * SECOND_MS;
/** A turn waits so long for a delivery that is being sent; then the delivery's process is taken for dead. */
export const ARRIVAL_LEASE_MS = 5 * SECOND_MS;
/** Nobody reads a question and answers it in less: what is said sooner may have been meant for the one before. */
export const READING_MS = 2 * SECOND_MS;

type Place = Pick<DialogContent, 'stack' | 'expiresAt' | 'taken' | 'arriving'>;

/** When the message was said, epoch ms. */
export const saidAt = ({ saidAt: said, receivedAt }: ChatTurn): number => said ?? receivedAt;

/** The dialogs that are open at this time: none of a stack that has expired. */
export const openStack = ({ stack, expiresAt }: Place, now: number): readonly StackedDialog[] =>
  expiresAt > now ? stack : [];

/** Until when a turn other than this one is at work on it, epoch ms; undefined when none is. */
export function takenUntil({ taken }: Place, now: number, turn?: string): number | undefined {
  if (!taken || taken.by === turn) return undefined;
  const until = taken.at + TURN_LEASE_MS;
  return until > now ? until : undefined;
}

/** Until when a delivery is surely on its way, epoch ms; undefined when none is. */
export function arrivingUntil({ arriving }: Place, now: number): number | undefined {
  const until = arriving ? arriving.since + ARRIVAL_LEASE_MS : 0;
  return until > now ? until : undefined;
}

/**
 * How many dialogs of the stack were there for whoever said this: the last of them is what it was meant for, and 0 where that
 * has asked something else since. A pressed button names its own.
 */
export function levelOf(
  stack: readonly StackedDialog[],
  turn: ChatTurn,
  dialogs: readonly ChatDialog[],
): number {
  const pressed = stack.findIndex(({ id, state }) =>
    dialogs.find(({ name }) => name === id)?.isPressed?.(state as DialogState, turn),
  );
  if (pressed >= 0) return pressed + 1;
  let level = stack.length;
  while (level > 0 && sinceOf(stack[level - 1]) > saidAt(turn)) level -= 1;
  if (isAtOnce(stack[level - 1], saidAt(turn))) return 0;
  return (stack[level - 1]?.shownAt ?? 0) > saidAt(turn) ? 0 : level;
}

const sinceOf = (dialog: StackedDialog | undefined): number => dialog?.since ?? dialog?.shownAt ?? 0;

/** It took the place of another question in the very millisecond of the message: which of the two was meant nobody can tell. */
const isAtOnce = (dialog: StackedDialog | undefined, said: number): boolean =>
  dialog?.isInstead === true && sinceOf(dialog) === said;

/** The question on top is put now: what was said before was meant for another. */
export function putNow(stack: readonly StackedDialog[], now: number): readonly StackedDialog[] {
  const top = stack.at(-1);
  return top
    ? [...stack.slice(0, -1), { ...top, shownAt: now, since: top.since ?? top.shownAt ?? now }]
    : stack;
}

/** Whether the question on top came so lately that this may be meant for the one below it. */
export function isFresh(stack: readonly StackedDialog[], level: number, turn: ChatTurn): boolean {
  const shownAt = stack[level - 1]?.shownAt;
  return shownAt !== undefined && saidAt(turn) - shownAt < READING_MS;
}

/** What was asked after the words were on their way is none of what they say. */
export const isDroppedBy = ({ since }: Arriving, { shownAt = 0 }: StackedDialog): boolean => shownAt <= since;

/** The place once what was arriving has come. What a turn before said is not said again as it was: another question may be open by now. */
export function arrived(content: DialogContent, arriving: Arriving, now: number): DialogContent {
  const { arriving: _gone, answered: _said, ...rest } = content;
  const recent = [...content.recent.filter((id) => id !== arriving.delivery), arriving.delivery].slice(
    -MAX_RECENT,
  );
  const { change, since, delivery } = arriving;
  if (change.kind === 'drop') {
    const stack = content.stack.filter((each) => !isDroppedBy(arriving, each));
    return { ...rest, recent, stack, changedAt: now, dropped: { at: since, words: change.words } };
  }
  const pushed = { id: change.id, state: change.state, delivery, shownAt: since, since };
  return {
    ...rest,
    recent,
    changedAt: now,
    stack: [...openStack(content, now), pushed],
    expiresAt: Math.max(content.expiresAt, now + DIALOG_LIFETIME_MS),
  };
}

const MAX_RECENT = 20;

/** The place without what was arriving. */
export function notArrived({ arriving, ...rest }: DialogContent): DialogContent {
  return rest;
}
