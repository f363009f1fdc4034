/** A turn's change of its place: one that was read is replaced, or what was done already is put on what is there by then. */
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { StackRun } from './dialogStack';
import { contentOf, NOTHING_YET, type StackedDialog } from './dialogRow';
import type { DialogsDeps } from './dialogs';
import type { StoredDialog } from './dialogStore';
import { dialogPlaceOfTurn } from './dialogPlace';
import { knownStack, type OpenDialog, whenFree } from './meetDialog';
import { type Answer, describeDialog, followedBy, goingOn } from './placeAnswer';
import { PLACE_TEXTS } from './placeTexts';
import { putNow } from './placeRules';
import { questionOf } from './questionOf';
import { answerOf, heldBy } from './writeTurn';

/**
 * Puts what a run left of the dialogs that read the message in their place.
 *
 * @param isOurs - the turn has claimed the place: what others added to it meanwhile does not undo the change.
 * @returns the answer, with the question that the person is to answer next; undefined when the place has changed.
 */
export async function changePlace(
  deps: DialogsDeps,
  { stored, stack, level }: OpenDialog,
  turn: ChatTurn,
  run: StackRun,
  said: Utterance,
  isOurs = false,
): Promise<Answer | undefined> {
  const later = stack.slice(level);
  const spoken = withNextQuestion(deps, turn, { base: run.stack, later }, said, run.repeated);
  let known: StoredDialog | undefined = stored;
  for (; known; known = await deps.store.find(stored.place)) {
    if (known !== stored && !(isOurs && known.taken?.by === turn.activityKey)) break;
    const now = deps.clock();
    const content = { ...contentOf(known), stack: [...putNow(run.stack, now), ...later] };
    const written = await deps.store.write(stored.place, heldBy(content, turn, now, spoken), known);
    if (written) return answerOf(deps, turn, written, spoken);
  }
  // Whoever took the claim over for dead has decided; what was done is said all the same.
  return isOurs ? spoken : undefined;
}

/** The question that came later than the message; else that of an earlier dialog which goes on. */
function withNextQuestion(
  { dialogs }: DialogsDeps,
  turn: ChatTurn,
  { base, later }: { base: readonly StackedDialog[]; later: readonly StackedDialog[] },
  said: Utterance,
  repeated: Utterance | undefined,
): Utterance {
  const pending = questionOf(dialogs, later.at(-1), turn);
  if (pending) return followedBy(said, pending, PLACE_TEXTS[turn.language].butFirst);
  const top = base.at(-1);
  if (!repeated || !top) return said;
  return goingOn(said, repeated, describeDialog(dialogs, top, turn.language), turn.language);
}

/** What is done cannot be undone: it is put on whatever is there by the time. */
export async function putOnPlace(
  deps: DialogsDeps,
  turn: ChatTurn,
  decide: (
    stack: readonly StackedDialog[],
    now: number,
  ) => { stack: readonly StackedDialog[]; said: Utterance },
): Promise<Answer> {
  const place = dialogPlaceOfTurn(turn);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const known = await whenFree(deps, turn, await deps.store.find(place));
    const now = deps.clock();
    const { stack, said } = decide(known ? knownStack(deps, known, turn) : [], now);
    const content = { ...(known ? contentOf(known) : NOTHING_YET), stack };
    const written = await deps.store.write(place, heldBy(content, turn, now, said), known);
    if (written) return answerOf(deps, turn, written, said);
  }
  throw new Error('The dialog kept changing.');
}

const MAX_TRIES = 20;
