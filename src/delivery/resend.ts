/** Sends dead deliveries again, as an operator asks: one, or all of them. */
import type { DeliverDeps } from './deliverDeps';
import type { DeadLetter } from './deadLetters';

export type ResendDeps = Pick<DeliverDeps, 'deadLetters' | 'kinds' | 'outbox' | 'clock' | 'log'>;

const PAGE = 100;
/** One call goes through so many; the next one goes on. */
const MAX_AT_ONCE = 1000;

/** `unreadable`: what it was cannot be told from what was stored. */
export type Resent = 'planned' | 'not-found' | 'unreadable';

/** Plans the delivery anew, with all its tries before it. The dead letter goes last: a crash before repeats the rest. */
export async function resend(deps: ResendDeps, id: string): Promise<Resent> {
  const letter = await deps.deadLetters.find(id);
  return letter ? plan(deps, letter) : 'not-found';
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

/** Plans all of them anew, oldest names first. `isMore`: there are others beyond what one call goes through. */
export async function resendAll(
  deps: ResendDeps,
): Promise<{ planned: number; unreadable: number; isMore: boolean }> {
  const count = { planned: 0, unreadable: 0 };
  let next: string | undefined;
  for (let seen = 0; seen < MAX_AT_ONCE;) {
    const page = await deps.deadLetters.page(PAGE, next);
    for (const letter of page.letters) count[(await plan(deps, letter)) as keyof typeof count] += 1;
    seen += page.letters.length;
    next = page.next;
    if (next === undefined) break;
  }
  return { ...count, isMore: next !== undefined };
}
