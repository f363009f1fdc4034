import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHolder } from '../../../dev/storage/folderLock';
import { startStorage } from '../../../dev/storage/storage';
import { bundleScript } from '../../support/bundleScript';
import { messagesOf, queueOf, rowKeysOf, tableOf } from '../../support/storageClients';

const KILLS = 12;

/** Starts the writer on the folder, kills it and its process group `afterMs` after its first confirmed write. */
async function writeUntilKilled(
  script: string,
  folder: string,
  prefix: string,
  afterMs: number,
): Promise<string[]> {
  const writer = spawn(process.execPath, [script, folder, prefix], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const confirmed: string[] = [];
  const lines = createInterface(writer.stdout);
  lines.on('line', (line) => confirmed.push(line));
  await once(lines, 'line');
  await sleep(afterMs);
  process.kill(-(writer.pid as number), 'SIGKILL');
  await once(lines, 'close');
  return confirmed;
}

describe('storage whose starter is killed', () => {
  it(`loses no row and no message that it confirmed, in ${KILLS} kills of the starter's process group, each start at once after`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recado-crash-'));
    const script = bundleScript(join(__dirname, 'confirmingWriter.ts'));
    const confirmed: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      confirmed.push(...(await writeUntilKilled(script, folder, `kill${kill}`, (kill * 37) % 200)));
    }
    const storage = await startStorage({ folder });
    const rows = await rowKeysOf(tableOf(storage.connectionString, 'Confirmed'));
    const messages = await messagesOf(queueOf(storage.connectionString, 'confirmed'));
    const kept = new Set([...rows.map((row) => `row ${row}`), ...messages.map((text) => `message ${text}`)]);
    await storage.stop();
    rmSync(folder, { recursive: true, force: true });

    expect(confirmed.length).toBeGreaterThan(KILLS * 2);
    expect(confirmed.filter((name) => !kept.has(name))).toEqual([]);
    expect(messages).toHaveLength(new Set(messages).size);
  }, 120_000);

  it('ends by itself when its starter dies while it starts, and the next start gets the folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recado-crash-'));
    const script = bundleScript(join(__dirname, 'confirmingWriter.ts'));
    for (let afterMs = 40; afterMs < 700; afterMs += 80) {
      const writer = spawn(process.execPath, [script, folder, `early${afterMs}`], {
        detached: true,
        stdio: 'ignore',
      });
      await sleep(afterMs);
      process.kill(-(writer.pid as number), 'SIGKILL');
    }
    const storage = await startStorage({ folder });
    expect(readHolder(folder)).toMatchObject({ pid: storage.pid, state: 'serving' });
    await storage.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes data that serves a test alone with it, and leaves no process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recado-crash-'));
    const script = bundleScript(join(__dirname, 'confirmingWriter.ts'));
    const writer = spawn(process.execPath, [script, folder, 'gone', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(writer.stdout, 'data');
    const pid = readHolder(folder)?.pid as number;
    writer.kill('SIGKILL');
    while (isAlive(pid)) await sleep(20);
    expect(existsSync(folder)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
