/** Which of Graph's answers are worth another try, and when. */
import { MINUTE_MS, SECOND_MS } from '../clock';
import type { GraphOutcome } from './graph/graphOutcome';
import type { TargetChange } from './installationStore';

/** After so many failures that may have passed by themselves, it is failed. */
export const MAX_TRIES = 6;
const FIRST_WAIT_MS = SECOND_MS;
const MAX_WAIT_MS = MINUTE_MS;

/** The try that follows; undefined when there is none. Throttling uses up no try. */
export function nextTry(outcome: GraphOutcome, tries: number, now: number): TargetChange | undefined {
  if (outcome.kind === 'throttled') return { retryAt: now + outcome.retryAfterMs, at: now };
  if (outcome.kind !== 'transient' || tries + 1 >= MAX_TRIES) return undefined;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** tries, MAX_WAIT_MS);
  return { tries: tries + 1, retryAt: now + wait, at: now };
}
