/** What a turn writes at its place, and what it does there once its answer was said. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import { contentOf, type DialogContent } from './dialogRow';
import type { DialogsDeps } from './dialogs';
import type { StoredDialog } from './dialogStore';
import type { Answer } from './placeAnswer';
import { DIALOG_LIFETIME_MS } from './placeRules';

/** The place as this turn leaves it. Where a dialog goes on, nothing may come between it and the answer that is still to be said. */
export function heldBy(content: DialogContent, turn: ChatTurn, now: number, said: Utterance): DialogContent {
  const { taken, dropped, answered, ...rest } = content;
  const { activityKey: by } = turn;
  return {
    ...rest,
    answered: { by, said: withoutEffects(said) },
    turns: [
      ...content.turns.filter((each) => each.by !== by),
      { by, words: said.text.slice(0, MAX_WORDS) },
    ].slice(-MAX_TURNS),
    changedAt: now,
    expiresAt: now + DIALOG_LIFETIME_MS,
    ...(content.stack.length > 0 ? { taken: { by, at: now } } : {}),
  };
}

const MAX_TURNS = 10;
const MAX_WORDS = 400;

function withoutEffects({ asks, afterwards, ...said }: Utterance): Utterance {
  return said;
}

/** The answer, with what is to be done once it was said. */
export function answerOf(deps: DialogsDeps, turn: ChatTurn, written: StoredDialog, said: Utterance): Answer {
  return { ...said, whenSaid: () => letGo(deps, turn, written) };
}

/** Lets others at the place, and wakes what the turn's change lets come. */
async function letGo(deps: DialogsDeps, { activityKey }: ChatTurn, written: StoredDialog): Promise<void> {
  const saidAt = deps.clock();
  let known: StoredDialog | undefined = written;
  while (known?.taken?.by === activityKey) {
    const { taken, ...rest } = contentOf(known);
    const free = { ...rest, stack: saidNow(rest.stack, taken, saidAt) };
    const freed: StoredDialog | undefined = await deps.store.write(known.place, free, known);
    known = freed ?? (await deps.store.find(known.place));
  }
  if (known && known.waits > 0) await wakeWaiting(deps, known);
}

/** The question that the turn has put is there since its answer was said: before that nobody could mean it. */
function saidNow(
  stack: DialogContent['stack'],
  taken: DialogContent['taken'],
  saidAt: number,
): DialogContent['stack'] {
  const top = stack.at(-1);
  if (!top || !taken || top.shownAt !== taken.at) return stack;
  const since = top.since === taken.at ? saidAt : top.since;
  return [...stack.slice(0, -1), { ...top, shownAt: saidAt, ...(since === undefined ? {} : { since }) }];
}

/** In the order of their commits. What is still to wait looks again and goes on waiting. */
export async function wakeWaiting(
  { store, wake }: Pick<DialogsDeps, 'store' | 'wake'>,
  { place, stack }: Pick<StoredDialog, 'place' | 'stack'>,
): Promise<void> {
  const isOver = stack.length === 0;
  const isInterrupted = stack.at(-1)?.delivery !== undefined;
  if (!isOver && isInterrupted) return;
  const { waiting } = await store.look(place);
  for (const { names, wakesAt, waitsFor } of waiting)
    if (isOver || waitsFor === 'question') await wake(names, wakesAt);
}
