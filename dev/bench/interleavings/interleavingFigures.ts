/** `npm run bench -- interleavings [--runs N] [--seed N]`: random interleavings of person, deliveries and processes that end, and what came of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStorageAccount } from '../../../src/azure/storageAccount';
import { startStorage } from '../../storage/storage';
import type { Row } from '../figures';
import { checkInterleavings, type Interleavings } from './checkInterleavings';

const SAID_EACH = 50;

export async function interleavingFigures(args: readonly string[] = []): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '500' }, seed: { type: 'string', default: '2026' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'recado-interleavings-'));
  const storage = await startStorage({ folder, folderToRemoveWhenOrphaned: folder });
  try {
    const { connectionString } = storage;
    const account = openStorageAccount({ kind: 'connection-string', connectionString });
    const [runs, seed] = [Number(values.runs), Number(values.seed)];
    const checked = await checkInterleavings(account, runs, seed, (run) => {
      if (run % SAID_EACH === 0) console.error(`${run} of ${runs}`);
    });
    for (const line of [...checked.trace, ...checked.faults]) console.error(line);
    if (checked.faults.length > 0) process.exitCode = 1;
    return rowsOf(seed, checked);
  } finally {
    await storage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(seed: number, { runs, counts, faults }: Interleavings): Row[] {
  const { crashes, notifications, messages, steps, answers } = counts;
  return [
    { figure: 'seed', value: String(seed) },
    { figure: 'runs', value: String(runs) },
    { figure: 'processes that ended', value: String(crashes) },
    { figure: 'notifications', value: String(notifications) },
    { figure: 'messages', value: String(messages) },
    { figure: 'steps, answers', value: `${steps}, ${answers}` },
    { figure: 'faults', value: String(faults.length), bound: '0' },
  ];
}
