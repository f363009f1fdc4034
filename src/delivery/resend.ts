/** Sends dead deliveries again, as an operator asks: one, or all of them. */
import { StorageUnavailable } from '../azure/storageError';
import { faultFields } from '../log';
import type { DeliverDeps } from './deliverDeps';
import { type DeadLetter, SENT_UNRECORDED } from './deadLetters';

export type ResendDeps = Pick<DeliverDeps, 'deadLetters' | 'kinds' | 'outbox' | 'clock' | 'log'>;

const PAGE = 100;
/** One call plans so many; the next one goes on. */
const MAX_AT_ONCE = 1000;

/** `unreadable`: what it was cannot be told from what was stored. */
export type Resent = 'planned' | 'not-found' | 'unreadable';

/** Plans the delivery anew, with all its tries before it. The dead letter goes last: a crash before repeats the rest. */
export async function resend(deps: ResendDeps, id: string): Promise<Resent> {
  const letter = await deps.deadLetters.find(id);
  return letter ? planIfReadable(deps, letter) : 'not-found';
}

async function plan(
  { deadLetters, kinds, outbox, clock, log }: ResendDeps,
  { id, due }: DeadLetter,
): Promise<Resent> {
  if (!due) return 'unreadable';
  await kinds.get(due.kind)?.revive?.(due);
  await outbox.planAgain(due, clock());
  await deadLetters.remove(id);
  log.info('delivery.resent', { kind: due.kind, occurrence: due.occurrence });
  return 'planned';
}

/**
 * Plans all of them anew, in the order of their names. One that cannot be planned is left, counted as unreadable, and stops no
 * other; one that has come already is left too, to be sent again by its own name alone. `isMore`: there are others beyond what one call plans.
 */
export async function resendAll(
  deps: ResendDeps,
): Promise<{ planned: number; unreadable: number; isMore: boolean }> {
  const count = { planned: 0, unreadable: 0 };
  let next: string | undefined;
  while (count.planned < MAX_AT_ONCE) {
    const page = await deps.deadLetters.page(PAGE, next);
    for (const letter of page.letters)
      if (!letter.reason.startsWith(SENT_UNRECORDED)) count[await planIfReadable(deps, letter)] += 1;
    next = page.next;
    if (next === undefined) break;
  }
  return { ...count, isMore: next !== undefined };
}

async function planIfReadable(deps: ResendDeps, letter: DeadLetter): Promise<'planned' | 'unreadable'> {
  try {
    return (await plan(deps, letter)) === 'planned' ? 'planned' : 'unreadable';
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error;
    deps.log.error('delivery.not-resent', { letter: letter.id, ...faultFields(error) });
    return 'unreadable';
  }
}
