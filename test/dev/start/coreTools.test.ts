import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeFixtureProject } from '../../support/fixtureProject';
import { StartedProject } from '../../support/startedProject';

const NOT_EMBEDDED = ['--port', '0', '--chat-port', '0', '--feed-port', '0', '--storage-port', '0'];

/** Stands in for Core Tools, which are not to be had from npm: a `func` that says its version and serves the app. */
function installFunc(folder: string, version: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const serve = `exec "${process.execPath}" "${folder}/dist/dev/host.js" --app "$PWD" --port "$3" --data "$PWD/.func"`;
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo ${version}; exit; fi\necho "func $* with $AzureWebJobsStorage"\n${serve}\n`;
  writeFileSync(join(bin, 'func'), script);
  chmodSync(join(bin, 'func'), 0o755);
  return bin;
}

describe('npm start where Azure Functions Core Tools are on the PATH', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeFixtureProject();
  });
  const started: StartedProject[] = [];
  afterEach(async () => {
    for (const project of started.splice(0)) await project.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(version: string, args: readonly string[] = NOT_EMBEDDED): Promise<StartedProject> {
    const PATH = `${installFunc(folder, version)}${delimiter}${process.env.PATH}`;
    const project = new StartedProject(folder, args, { PATH });
    await project.ready();
    started.push(project);
    return project;
  }
  /** Whether the page offers to move the clock. */
  async function offersClock(project: StartedProject): Promise<boolean> {
    const state = await fetch(`${await project.seen(/Chat page\s+(http:\S+)/)}/chat/state`);
    return ((await state.json()) as { clock: { isMovable: boolean } }).clock.isMovable;
  }

  it('runs the app with func, on a storage that has the blobs which func keeps its locks in', async () => {
    const { output } = await start('4.0.7030');
    expect(output).toMatch(/func start --port \d+ with .*BlobEndpoint=http/);
    expect(output).toContain('run by Azure Functions Core Tools 4.0.7030');
    expect(output).toMatch(/ports: blob \d+, queue \d+, table \d+/);
  });

  it('offers no clock to move with func, whose clock is the real one', async () => {
    expect(await offersClock(await start('4.0.7030'))).toBe(false);
  });

  it('runs the app with the embedded host when asked to, clock and all', async () => {
    const project = await start('4.0.7030', [...NOT_EMBEDDED, '--embedded']);
    expect(project.output).toContain('run by the embedded host');
    expect(await offersClock(project)).toBe(true);
  });

  it('runs the app with the embedded host when func is of another major version', async () => {
    expect((await start('3.0.5682')).output).toContain('run by the embedded host');
  });
});
