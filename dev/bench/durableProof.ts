/** `durableProof [--programs N] [--seed S] [--kills K]`: random orchestrations, each compared with a plain model. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstNow, proveBatch, type Mismatch } from './durable/proofBatch';
import { runProofWorker } from './durable/proofWorker';
import { ProvenHost } from './durable/provenHost';

const BATCH_SIZE = 20;
const KILLS_PER_BATCH = 4;

export interface ProofOptions {
  programs: number;
  /** The batches take this and the following numbers. */
  seed: number;
  /** Whether the process is killed now and then. */
  withKills: boolean;
}

export interface ProofResult {
  programs: number;
  matching: number;
  /** How many ended in each state. */
  ends: Record<string, number>;
  stimuli: number;
  kills: number;
  mismatches: Mismatch[];
}

/** Runs the proof in a process of its own (this script with the argument `worker`) and a folder that it removes. */
export async function prove({ programs, seed, withKills }: ProofOptions): Promise<ProofResult> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-proof-'));
  const host = new ProvenHost(__filename, folder);
  const result: ProofResult = { programs, matching: 0, ends: {}, stimuli: 0, kills: 0, mismatches: [] };
  let now = firstNow;
  try {
    await host.start(now);
    for (let done = 0, batch = 0; done < programs; done += BATCH_SIZE, batch += 1) {
      const size = Math.min(BATCH_SIZE, programs - done);
      const outcome = await proveBatch({
        host,
        seed: seed + batch,
        programs: size,
        kills: withKills ? KILLS_PER_BATCH : 0,
        now,
      });
      now = outcome.now;
      result.stimuli += outcome.stimuli;
      result.kills += outcome.kills;
      for (const [end, count] of Object.entries(outcome.ends))
        result.ends[end] = (result.ends[end] ?? 0) + count;
      result.mismatches.push(...outcome.mismatches);
    }
  } finally {
    await host.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    ...result,
    matching: programs - new Set(result.mismatches.map(({ instanceId }) => instanceId)).size,
  };
}

/** The script: prints seeds and counts; the exit code is 1 when an orchestration did other than the model. */
export async function run(argv: readonly string[]): Promise<void> {
  if (argv[0] === 'worker') return runProofWorker();
  const { values } = parseArgs({
    args: [...argv],
    options: {
      programs: { type: 'string', default: '1500' },
      seed: { type: 'string' },
      kills: { type: 'string', default: 'both' },
    },
  });
  const seed = Number(values.seed ?? Math.floor(performance.timeOrigin % 1_000_000));
  const modes = values.kills === 'both' ? [false, true] : [values.kills === 'yes'];
  for (const withKills of modes)
    report(seed, withKills, await prove({ programs: Number(values.programs), seed, withKills }));
}

function report(
  seed: number,
  withKills: boolean,
  { ends, kills, matching, mismatches, programs, stimuli }: ProofResult,
): void {
  const endsInWords = Object.entries(ends)
    .map(([end, count]) => `${count} ${end}`)
    .join(', ');
  const how = withKills ? `with ${kills} SIGKILLs` : 'without kills';
  console.log(
    `Durable proof, seed ${seed}, ${how}: ${matching} of ${programs} random orchestrations as the model says (${stimuli} stimuli; ${endsInWords})`,
  );
  for (const { instanceId, seed: batchSeed, what } of mismatches)
    console.log(`  seed ${batchSeed}, ${instanceId}: ${what}`);
  if (matching < programs) process.exitCode = 1;
}

if (require.main === module) void run(process.argv.slice(2));
