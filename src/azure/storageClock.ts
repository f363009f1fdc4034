/** Time by storage's clock, which all instances share: the local clock is corrected where it is surely wrong. */
import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { type Clock, SECOND_MS } from '../clock';

export interface StorageClock {
  /** Epoch ms; the local clock's while that can be storage's time too. */
  clock: Clock;
  /**
   * What storage's clock shows at least, epoch ms: what is due by it is not early. Behind its time by a second at most, by
   * little after an answer from a second's beginning. Undefined before storage has answered.
   */
  surely: () => number | undefined;
  /** Reads the Date header of each answer. */
  policy: PipelinePolicy;
}

/** A local clock that moves so far from the time that has passed was set anew. */
const SET_ANEW_MS = 500;
/** Clocks that are brought to the right time bit by bit run faster or slower by no more than this part. */
const DRIFT = 0.0005;

/** What the answers so far leave possible: storage's clock is ahead of the time that has passed by so many ms. */
interface Offset {
  least: number;
  most: number;
  /** When it was learnt, by both clocks of this machine. */
  local: number;
  elapsed: number;
}

/**
 * @param local - the machine's clock, which may be wrong, and be set while this runs.
 * @param elapsed - ms that pass evenly, whatever the clock is set to.
 */
export function createStorageClock(local: Clock, elapsed: () => number): StorageClock {
  let known: Offset | undefined;
  const wasSetSince = (before: Pick<Offset, 'local' | 'elapsed'>): boolean =>
    Math.abs(local() - before.local - (elapsed() - before.elapsed)) > SET_ANEW_MS;
  /** What is known, less sure the longer ago it was learnt. */
  const current = (): Pick<Offset, 'least' | 'most'> | undefined => {
    if (known && wasSetSince(known)) known = undefined;
    if (!known) return undefined;
    const drift = DRIFT * (elapsed() - known.elapsed);
    return { least: known.least - drift, most: known.most + drift };
  };
  const learn = (date: number, sent: Pick<Offset, 'elapsed'>): void => {
    // The header has whole seconds, and was written between the request and now.
    const sample = { least: date - elapsed(), most: date + SECOND_MS - sent.elapsed };
    const before = current();
    const least = Math.max(sample.least, before?.least ?? -Infinity);
    const most = Math.min(sample.most, before?.most ?? Infinity);
    const agreed = least <= most ? { least, most } : sample;
    known = { ...agreed, local: local(), elapsed: elapsed() };
  };
  const surely = (): number | undefined => {
    const offset = current();
    return offset && elapsed() + offset.least;
  };
  return {
    surely,
    clock: () => {
      const offset = current();
      const ahead = local() - elapsed();
      const canBe = !offset || (offset.least <= ahead && ahead <= offset.most);
      return canBe ? local() : elapsed() + offset.least;
    },
    policy: {
      name: 'recadoStorageClock',
      async sendRequest(request, next) {
        const sent = { local: local(), elapsed: elapsed() };
        const response = await next(request);
        const date = Date.parse(response.headers.get('date') ?? '');
        if (response.status < 300 && !Number.isNaN(date) && !wasSetSince(sent)) learn(date, sent);
        return response;
      },
    },
  };
}
