/** What follows from a send's outcome: done, another try at a time, parked with its conversation, or dead. */
import type { ConversationState } from '../conversations/conversation';
import type { Outcome } from './outcome';
import { waitBeforeRetry } from './retrySchedule';

export type Plan =
  | { step: 'done'; activityId: string; thread?: string }
  /** `attempt`: the tries that count so far. */
  | { step: 'retry'; at: number; attempt: number }
  /** `isKnown`: the conversation's state says so already. */
  | { step: 'park'; conversation: ConversationState; reason: string; isKnown?: true }
  | { step: 'bury'; reason: string };

const STATE_AFTER = { conversationBlocked: 'suspended', conversationGone: 'gone' } as const;
/** Throttling without a Retry-After waits this long. */
const THROTTLED_WAIT_MS = 2000;
/** Also where the channel asks for less. */
const MIN_WAIT_MS = 1000;

/**
 * @param attempt - tries so far that count, this one included.
 * @param now - epoch ms.
 * @param random - from 0 up to 1, for jitter.
 * @param leaseUntil - what may have been delivered is not tried again before; epoch ms.
 */
export function planAfter(
  outcome: Outcome,
  attempt: number,
  now: number,
  random: number,
  leaseUntil = now,
): Plan {
  switch (outcome.kind) {
    case 'sent':
      return {
        step: 'done',
        activityId: outcome.activityId,
        ...(outcome.thread ? { thread: outcome.thread } : {}),
      };
    case 'deferred':
      // Nothing was tried.
      return { step: 'retry', at: Math.max(outcome.until, now), attempt: attempt - 1 };
    case 'throttled': {
      // The channel only asked to wait: that uses up none of the tries.
      const wait = Math.max(outcome.retryAfterMs ?? THROTTLED_WAIT_MS, MIN_WAIT_MS);
      return { step: 'retry', at: now + Math.round(wait * (1 + random / 10)), attempt: attempt - 1 };
    }
    case 'conversationBlocked':
    case 'conversationGone':
      if (outcome.isFirstSign) return retryOrBury(outcome, attempt, now, random, now);
      return {
        ...{ step: 'park', conversation: STATE_AFTER[outcome.kind], reason: outcome.reason },
        ...('isKnown' in outcome ? { isKnown: true } : {}),
      };
    case 'tooLarge':
      return { step: 'bury', reason: 'the message is too large for the channel' };
    case 'dead':
      return { step: 'bury', reason: outcome.reason };
    case 'transient': {
      const notBefore = outcome.isAmbiguous ? leaseUntil : now;
      return retryOrBury(
        outcome,
        attempt,
        now,
        random,
        Math.max(notBefore, now + (outcome.retryAfterMs ?? 0)),
      );
    }
    case 'unauthorised':
    case 'wrongRegion':
      return retryOrBury(outcome, attempt, now, random, now);
  }
}

function retryOrBury(
  outcome: Outcome,
  attempt: number,
  now: number,
  random: number,
  notBefore: number,
): Plan {
  const wait = waitBeforeRetry(attempt, random);
  if (wait !== undefined) return { step: 'retry', at: Math.max(now + wait, notBefore), attempt };
  return {
    step: 'bury',
    reason: `no success in ${attempt} tries, last: ${'reason' in outcome ? outcome.reason : outcome.kind}`,
  };
}
