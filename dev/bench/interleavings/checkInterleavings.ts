/** Plays random interleavings of a person, deliveries and processes that end, and tells the first that went wrong, as small as it gets. */
import fc from 'fast-check';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import type { Judge } from './judge';
import { play, plans } from './plan';

export interface Interleavings {
  runs: number;
  faults: string[];
  /** What happened in all of them together. */
  counts: Judge['counts'];
}

/** @param seed - the same seed plays the same interleavings. */
export async function checkInterleavings(
  account: StorageAccount,
  runs: number,
  seed: number,
  played: () => void = () => undefined,
): Promise<Interleavings> {
  const counts: Judge['counts'] = { answers: 0, steps: 0, notifications: 0, messages: 0, crashes: 0 };
  let count = 0;
  const property = fc.asyncProperty(plans, async (plan) => {
    count += 1;
    const judge = await play(account, `run-${seed}-${count}`, plan);
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += judge.counts[name];
    played();
    if (judge.faults.length > 0) throw new Error(judge.faults.join('; '));
  });
  const result = await fc.check(property, { numRuns: runs, seed, endOnFailure: true });
  const faults = result.failed ? [String(result.errorInstance), fc.defaultReportMessage(result) ?? ''] : [];
  return { runs: result.numRuns, faults, counts };
}
