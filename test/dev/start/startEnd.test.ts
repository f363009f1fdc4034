import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHolder } from '../../../dev/storage/folderLock';
import { makeFixtureProject } from '../../support/fixtureProject';
import { FREE_PORTS, StartedProject } from '../../support/startedProject';

const KILLS = 5;

describe('the end of npm start', () => {
  let folder: string;
  const started: StartedProject[] = [];
  beforeEach(() => {
    folder = makeFixtureProject();
  });
  afterEach(async () => {
    for (const project of started.splice(0)) await project.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(args: readonly string[] = []): StartedProject {
    const project = new StartedProject(folder, [...FREE_PORTS, ...args]);
    started.push(project);
    return project;
  }
  const storagePid = (): number | undefined => readHolder(join(folder, '.recado/storage'))?.pid;
  const isGone = (url: string): Promise<boolean> =>
    fetch(url).then(
      () => false,
      () => true,
    );
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'on %s lets the call in flight finish, stops all, and exits with 0',
    async (signal) => {
      const project = start();
      const url = await project.ready();
      const slow = fetch(`${url}/api/slow?ms=800`, { method: 'POST' });
      await fetch(`${url}/api/health`);
      project.signal(signal);
      expect(await (await slow).text()).toBe('finished');
      expect(await project.ended).toBe(0);
      expect(await isGone(url)).toBe(true);
      expect(storagePid()).toBeUndefined();
    },
  );

  it('does not wait for the call in flight at the second Ctrl-C', async () => {
    const project = start();
    const url = await project.ready();
    const cut = expect(fetch(`${url}/api/slow?ms=9000`, { method: 'POST' })).rejects.toThrow();
    await fetch(`${url}/api/health`);
    project.signal('SIGINT');
    await project.seen(/Ending/);
    await sleep(1100);
    project.signal('SIGINT');
    expect(await project.ended).toBe(1);
    expect(project.output).toContain('Ended at once.');
    await cut;
  });

  it.each([
    ['host', /The host was ended by SIGKILL\./, () => hostPid()],
    ['storage', /The storage was ended by SIGKILL\./, () => storagePid()],
  ])('comes when the %s dies: it says so, stops the rest and exits with 1', async (_name, words, pidOf) => {
    const project = start();
    const url = await project.ready();
    process.kill(pidOf() as number, 'SIGKILL');
    expect(await project.ended).toBe(1);
    expect(project.output).toMatch(words);
    expect(await isGone(url)).toBe(true);
    await waitUntil(() => !isAlive(storagePid()));
  });

  it('ends host and storage too when only its own process is killed', async () => {
    const project = start();
    const url = await project.ready();
    const [host, storage] = [hostPid(), storagePid()];
    project.signal('SIGKILL');
    await waitUntil(() => !isAlive(host) && !isAlive(storage));
    expect(await isGone(url)).toBe(true);
  });

  it('comes with the end of the shell that npm puts in between, which does not pass a signal on', async () => {
    const command = `"${process.execPath}" dist/dev/start.js ${FREE_PORTS.join(' ')}; exit $?`;
    const env = { ...process.env, npm_lifecycle_event: 'start' };
    const shell = spawn('sh', ['-c', command], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await waitUntil(() => output.includes('Recado runs'));
    const storage = storagePid();
    const closed = once(shell, 'close');
    shell.kill('SIGTERM');
    await closed;
    await waitUntil(() => !isAlive(storage));
    expect(output).toContain('Ending: what is under way is finished first.');
  });

  it(`loses nothing that was confirmed when all its processes are killed at once, ${KILLS} times, each start at once after`, async () => {
    const confirmed: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const project = start();
      const url = await project.ready();
      const writers = Array.from({ length: 4 }, (_, writer) =>
        writeUntilCutOff(url, `${kill}-${writer}`, confirmed),
      );
      await sleep(30 + kill * 40);
      project.killGroup();
      await Promise.all(writers);
    }
    const url = await start().ready();
    const kept = new Set((await (await fetch(`${url}/api/rows`)).json()) as string[]);
    expect(confirmed.length).toBeGreaterThan(KILLS * 4);
    expect(confirmed.filter((key) => !kept.has(key))).toEqual([]);
  }, 120_000);

  /** Writes rows one after the other, noting each that was confirmed, until the app is gone. */
  async function writeUntilCutOff(url: string, prefix: string, confirmed: string[]): Promise<void> {
    for (let n = 0; ; n += 1) {
      const key = `${prefix}-${n}`;
      const isWritten = await fetch(`${url}/api/rows/${key}`, { method: 'PUT' }).then(
        (answer) => answer.status === 201,
        () => false,
      );
      if (!isWritten) return;
      confirmed.push(key);
    }
  }

  /** The one process that runs dist/dev/host.js of this project. */
  function hostPid(): number {
    const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    const line = lines.find((text) => text.includes(join(folder, 'dist/dev/host.js')));
    return Number.parseInt(line ?? '', 10);
  }
});

async function waitUntil(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(20);
}

/** Whether the process runs; one that has ended and that nobody has asked about yet does not. */
function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  const state = spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}
