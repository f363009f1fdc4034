import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  FolderInUseError,
  HOLDER_FILE,
  LOCK_FILE,
  lockFolder,
  readHolder,
  type FolderHolder,
} from '../../../dev/storage/folderLock';

const HOLDER: FolderHolder = {
  pid: 4242,
  startedAt: '2026-05-04T09:00:00.000Z',
  state: 'serving',
  ports: { table: 10002 },
};
const SHORT = { servingMs: 60, changingMs: 60 };

describe('the lock of a storage folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recado-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the folder, and can be taken again once it is released', async () => {
    const inner = join(folder, 'not/there/yet');
    (await lockFolder(inner)).release();
    (await lockFolder(inner, SHORT)).release();
  });

  it('names the process that serves the folder to whoever cannot have it', async () => {
    const lock = await lockFolder(folder);
    lock.describe(HOLDER);
    await expect(lockFolder(folder, SHORT)).rejects.toThrow(
      `The storage folder ${folder} is in use by process 4242, since 2026-05-04T09:00:00.000Z. Stop that one first.`,
    );
    lock.release();
  });

  it('waits longer for a holder that is ending than for one that serves', async () => {
    const lock = await lockFolder(folder);
    lock.describe({ ...HOLDER, state: 'ending' });
    const second = lockFolder(folder, { servingMs: 50, changingMs: 10_000 });
    await sleep(200);
    lock.release();
    (await second).release();
  });

  it('lets exactly one of many in', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, SHORT)));
    const locks = tries.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    const refusals = tries.flatMap((attempt) =>
      attempt.status === 'rejected' ? [attempt.reason as unknown] : [],
    );
    expect(locks).toHaveLength(1);
    expect(refusals).toHaveLength(7);
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(FolderInUseError);
    locks[0]?.release();
  });

  it('is free at once when its holder was killed, whatever that one had written about itself', async () => {
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      new DatabaseSync(${JSON.stringify(join(folder, LOCK_FILE))}).exec('BEGIN EXCLUSIVE');
      console.log('locked');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    writeFileSync(join(folder, HOLDER_FILE), JSON.stringify({ ...HOLDER, pid: holder.pid }));
    await expect(lockFolder(folder, SHORT)).rejects.toThrow(`in use by process ${holder.pid}`);

    holder.kill('SIGKILL');
    await once(holder, 'exit');

    (await lockFolder(folder, SHORT)).release();
  });

  it('forgets who held it when it is released', async () => {
    const lock = await lockFolder(folder);
    lock.describe(HOLDER);
    expect(readHolder(folder)).toEqual(HOLDER);
    lock.release();
    expect(readHolder(folder)).toBeUndefined();
  });

  it('takes a half-written description for none', () => {
    writeFileSync(join(folder, HOLDER_FILE), '{"pid": 42');
    expect(readHolder(folder)).toBeUndefined();
  });
});
