/** Plays random interleavings of a person, deliveries and processes that end, and tells the first that went wrong, as small as it gets. */
import fc from 'fast-check';
import type { StorageAccount } from '../../../src/azure/storageAccount';
import type { Judge } from './judge';
import { type Plan, play, plans } from './plan';

export interface Interleavings {
  runs: number;
  faults: string[];
  /** What happened in all of them together. */
  counts: Judge['counts'];
  /** All that was said, seen and written in the interleaving that went wrong. */
  trace: string[];
}

/** An interleaving that goes wrong is made smaller for so long. */
const SHRINK_MS = 20_000;

/** @param seed - the same seed plays the same interleavings. */
export async function checkInterleavings(
  account: StorageAccount,
  runs: number,
  seed: number,
  played: (run: number) => void = () => undefined,
): Promise<Interleavings> {
  const counts = NOTHING_COUNTED();
  let count = 0;
  let failedAt: number | undefined;
  const property = fc.asyncProperty(plans, async (plan) => {
    if (failedAt !== undefined && performance.now() > failedAt + SHRINK_MS) return;
    count += 1;
    const { judge } = await playOnce(account, `run-${seed}-${count}`, plan);
    if (failedAt === undefined) {
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += judge.counts[name];
      played(count);
    }
    if (judge.faults.length === 0) return;
    failedAt ??= performance.now();
    throw new Error(judge.faults.map(({ kind, what }) => `${kind}: ${what}`).join('; '));
  });
  const result = await fc.check(property, { numRuns: runs, seed });
  if (!result.failed) return { runs: result.numRuns, faults: [], counts, trace: [] };
  const [plan] = result.counterexample ?? [];
  const trace = plan ? (await playOnce(account, `again-${seed}`, plan)).trace : [];
  return {
    runs: result.numRuns,
    faults: [String(result.errorInstance), fc.stringify(plan)],
    counts,
    trace,
  };
}

const NOTHING_COUNTED = (): Judge['counts'] => ({
  answers: 0,
  steps: 0,
  notifications: 0,
  messages: 0,
  crashes: 0,
  inOrder: 0,
});

async function playOnce(
  account: StorageAccount,
  tenant: string,
  plan: Plan,
): Promise<{ judge: Judge; trace: string[] }> {
  const trace: string[] = [];
  const judge = await play(account, tenant, plan, (line) => trace.push(line));
  return { judge, trace };
}
