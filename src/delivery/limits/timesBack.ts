/** When those come back whom the tenant's limit had no slot for: one after the other, behind all who were sent away before. */
import { HOUR_MS } from '../../clock';

/** When the last of them comes back: of bulk, and of all others; epoch ms. */
export interface LastBack {
  bulk: number;
  others: number;
}

/** A million sends come back within so long; a time beyond it is an odd row's. */
const FAR_MS = 24 * HOUR_MS;

interface At {
  now: number;
  /** The first comes back later than this; epoch ms. */
  from: number;
  /** Between two of them, ms. */
  spacing: number;
}

/**
 * Gives the times of those who are sent away now, in their order, and when the last ones come back then. Bulk and the others each
 * have a row of their own, so that the one does not wait for the other.
 */
export function timesBack(
  last: LastBack,
  gone: readonly { isBulk: boolean }[],
  { now, from, spacing }: At,
): { times: number[]; last: LastBack } {
  const next = { bulk: known(last.bulk, now), others: known(last.others, now) };
  const times = gone.map(({ isBulk }) => {
    const queue = isBulk ? 'bulk' : 'others';
    next[queue] = Math.max(next[queue], from) + spacing;
    return Math.round(next[queue]);
  });
  return { times, last: next };
}

const known = (at: number, now: number): number => (at <= now + FAR_MS ? at : 0);
