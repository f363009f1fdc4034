/** What follows from a receiver's answer: done, another try on delivery's schedule, or the end with its reason. */
import { DAY_MS } from '../../clock';
import type { Worked } from '../../delivery/deliveryKind';
import type { OutboundOutcome } from '../../http/outbound';
import { retryAfterMs } from '../../http/retryAfter';
import { callbackRefusal } from '../callbackRefusal';

/** Answers of 4xx that another try may change. */
const PASSING = new Set([408, 425, 429]);
/** No receiver puts it off for longer at once. */
const MAX_RETRY_AFTER_MS = DAY_MS;

/** @param now - epoch ms. */
export function callbackOutcome(outcome: OutboundOutcome, now: number): Worked {
  switch (outcome.kind) {
    case 'ok':
    case 'tooLarge': // a success whose answer nobody reads
      return { state: 'done' };
    case 'refused':
      return dead(`the callback’s address ${callbackRefusal(outcome.reason)}`);
    case 'unreachable':
      return again(`the receiver of the callback cannot be reached: ${outcome.reason}`);
    case 'timeout':
      return again('the receiver of the callback did not answer in time');
    case 'status':
      return afterStatus(outcome, now);
  }
}

function afterStatus({ status, headers }: Extract<OutboundOutcome, { kind: 'status' }>, now: number): Worked {
  const said = `the receiver of the callback answered ${status}`;
  if (PASSING.has(status) || status >= 500) return again(said, retryAfterMs(headers['retry-after'], now));
  if (status === 410) return dead(`${said}: it wants no more`);
  return dead(status < 400 ? `${said}: callbacks are not led elsewhere` : said);
}

const dead = (reason: string): Worked => ({ state: 'failed', outcome: { kind: 'dead', reason } });

/** What came twice is known by its id: there is no reason to wait for what may have arrived. */
const again = (reason: string, waitMs?: number): Worked => ({
  state: 'failed',
  outcome: {
    ...{ kind: 'transient', isAmbiguous: false, reason },
    ...(waitMs === undefined ? {} : { retryAfterMs: Math.min(waitMs, MAX_RETRY_AFTER_MS) }),
  },
});
