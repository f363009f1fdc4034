/** Time by storage's clock, which all instances share: the local clock is corrected where it is surely wrong. */
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { type Clock, SECOND_MS } from '../clock';

export interface StorageClock {
  /** Epoch ms; the local clock's while it agrees with storage's to the second. */
  clock: Clock;
  /** Reads the Date header of each answer. */
  policy: PipelinePolicy;
}

/** A local clock that moves so far from the time that has passed was set anew. */
const SET_ANEW_MS = 500;

/** What the answers so far leave possible: storage's clock is ahead of the local one by so many ms. */
interface Offset {
  least: number;
  most: number;
  /** When it was learnt, by both clocks of this machine. */
  local: number;
  elapsed: number;
}

/**
 * @param local - the machine's clock, which may be wrong.
 * @param elapsed - ms that pass evenly, whatever the clock is set to.
 */
export function createStorageClock(local: Clock, elapsed: () => number): StorageClock {
  let known: Offset | undefined;
  const current = (): Offset | undefined => {
    if (known && Math.abs(local() - known.local - (elapsed() - known.elapsed)) > SET_ANEW_MS)
      known = undefined;
    return known;
  };
  const learn = (date: number, sentAt: number): void => {
    const receivedAt = local();
    // The header has whole seconds, and was written between the request and now.
    const sample = { least: date - receivedAt, most: date + SECOND_MS - sentAt };
    const before = current();
    const least = Math.max(sample.least, before?.least ?? -Infinity);
    const most = Math.min(sample.most, before?.most ?? Infinity);
    const agreed = least <= most ? { least, most } : sample;
    known = { ...agreed, local: receivedAt, elapsed: elapsed() };
  };
  return {
    clock: () => {
      const offset = current();
      const agrees = !offset || (offset.least <= 0 && offset.most >= 0);
      // Of what is possible the least: late by a moment rather than early.
      return local() + (agrees ? 0 : offset.least);
    },
    policy: {
      name: 'recadoStorageClock',
      async sendRequest(request, next) {
        const [sentAt, began] = [local(), elapsed()];
        const response = await next(request);
        const date = Date.parse(response.headers.get('date') ?? '');
        const wasSetAnew = Math.abs(local() - sentAt - (elapsed() - began)) > SET_ANEW_MS;
        if (response.status < 300 && !Number.isNaN(date) && !wasSetAnew) learn(date, sentAt);
        return response;
      },
    },
  };
}
