import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStage, type Stage } from '../../../dev/stage/stage';
import { bundleScript } from '../../support/bundleScript';
import { makeFixtureProject } from '../../support/fixtureProject';

const HOUR_MS = 3_600_000;

describe('a stage for the whole app', () => {
  let project: string;
  let stage: Stage;
  beforeAll(async () => {
    project = makeFixtureProject();
    writeFileSync(
      join(project, 'local.settings.json'),
      JSON.stringify({ IsEncrypted: false, Values: { MicrosoftAppId: 'a-real-bot', COLOUR: 'red' } }),
    );
    stage = await startStage({ appRoot: project, hostEnv: { COLOUR: 'blue' } });
  });
  afterAll(async () => {
    await stage.stop();
    rmSync(project, { recursive: true, force: true });
  });

  const get = async (path: string): Promise<unknown> => (await fetch(`${stage.hostUrl}/api/${path}`)).json();
  const addRow = async (key: string): Promise<number> => {
    const answer = await fetch(`${stage.hostUrl}/api/rows/${key}`, { method: 'PUT' });
    return answer.status;
  };

  it('runs the app healthy, with the settings of the test and none of the developer', async () => {
    expect(await get('health')).toEqual({ status: 'healthy' });
    expect(await get('facts')).toEqual({ now: expect.any(Number) as number, colour: 'blue' });
  });

  it('gives the app storage, and the test the way to look into it', async () => {
    expect(await addRow('from-the-app')).toBe(201);
    expect(await get('rows')).toContain('from-the-app');
    expect(stage.storage.connectionString).toContain('TableEndpoint=http://127.0.0.1:');
  });

  it('moves the app, storage and the connector together, and keeps the time over a crash of the host', async () => {
    await Promise.all([stage.clock.advance(HOUR_MS), stage.clock.advance(HOUR_MS)]);
    expect(stage.clock.offsetMs).toBe(2 * HOUR_MS);
    expect(stage.connector.now() - Date.now()).toBeGreaterThan(2 * HOUR_MS - 1000);

    await stage.killHost();
    await expect(fetch(stage.hostUrl)).rejects.toThrow();
    await stage.startHost();

    const { now } = (await get('facts')) as { now: number };
    expect(Math.abs(now - stage.clock.now())).toBeLessThan(5000);
  });

  it('plays an outage of storage, and loses nothing by it', async () => {
    await addRow('before');
    await stage.stopStorage();
    expect(await addRow('during')).toBe(500);
    await stage.startStorage();
    expect(await addRow('after')).toBe(201);
    expect(await get('rows')).toEqual(expect.arrayContaining(['after', 'before']));
    expect(await get('rows')).not.toContain('during');
  });

  it('lets calls finish when the host is drained, and not when it is killed', async () => {
    const slow = fetch(`${stage.hostUrl}/api/slow?ms=700`, { method: 'POST' });
    await fetch(`${stage.hostUrl}/api/health`);
    await stage.killHost('SIGTERM');
    expect(await (await slow).text()).toBe('finished');
    await stage.startHost();

    const cut = fetch(`${stage.hostUrl}/api/slow?ms=5000`, { method: 'POST' });
    const cutOff = expect(cut).rejects.toThrow();
    await fetch(`${stage.hostUrl}/api/health`);
    await stage.killHost();
    await cutOff;
    await stage.startHost();
  });

  it('says what the host wrote when the app does not start', async () => {
    const index = join(project, 'dist/index.js');
    const working = readFileSync(index);
    writeFileSync(index, "throw new Error('The app has no colour.');");
    await expect(startStage({ appRoot: project })).rejects.toThrow('The app has no colour.');
    writeFileSync(index, working);
  });

  it('leaves no folder behind when it is stopped', async () => {
    const other = await startStage({ appRoot: project });
    expect(existsSync(other.folder)).toBe(true);
    await other.stop();
    expect(existsSync(other.folder)).toBe(false);
  });

  it('leaves no folder and no host behind when the process that started it is killed', async () => {
    const script = bundleScript(join(__dirname, 'stageUser.ts'));
    const user = spawn(process.execPath, [script, project], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(user.stdout), 'line')) as [string];
    const { folder, hostUrl } = JSON.parse(line) as { folder: string; hostUrl: string };
    user.kill('SIGKILL');
    while (existsSync(folder)) await sleep(20);
    await expect(fetch(hostUrl)).rejects.toThrow();
  });
});
