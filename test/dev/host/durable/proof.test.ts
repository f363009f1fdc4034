// Random orchestrations on the Durable extension, each held against a plain model; `npm run durable` runs 1,500.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findProjectRoot } from '../../../../dev/projectRoot';
import { bundleScript } from '../../../support/bundleScript';

it.each([
  ['without kills', 'no', 60],
  ['with a SIGKILL now and then', 'yes', 40],
])(
  'do what the model says, %s',
  (_how, kills, programs) => {
    const script = bundleScript(join(findProjectRoot(), 'dev/bench/durableProof.ts'));
    const seed = String(Math.floor(Math.random() * 1e6));
    const args = [script, '--programs', String(programs), '--seed', seed, '--kills', kills];
    const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
    console.info(output.trim());
    expect(output).toContain(`seed ${seed}`);
    expect(output).toContain(`${programs} of ${programs} random orchestrations as the model says`);
  },
  120_000,
);
