import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connectionStringOf } from '../../../dev/storage/connectionString';
import { readHolder } from '../../../dev/storage/folderLock';
import { startStorage } from '../../../dev/storage/storage';
import { makeFixtureProject } from '../../support/fixtureProject';
import { FREE_PORTS, StartedProject } from '../../support/startedProject';
import { rowKeysOf, tableOf } from '../../support/storageClients';

const PAGE_ADDRESS = /Chat page\s+(http:\S+)/;

describe('npm start', () => {
  let folder: string;
  const started: StartedProject[] = [];
  beforeEach(() => {
    folder = makeFixtureProject();
  });
  afterEach(async () => {
    for (const project of started.splice(0)) await project.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(args: readonly string[] = FREE_PORTS, env: Record<string, string> = {}): StartedProject {
    const project = new StartedProject(folder, args, env);
    started.push(project);
    return project;
  }
  const isStorageServed = (): boolean => readHolder(join(folder, '.recado/storage')) !== undefined;
  const addRow = (url: string, key: string): Promise<Response> =>
    fetch(`${url}/api/rows/${key}`, { method: 'PUT' });
  const rows = async (url: string): Promise<unknown> => (await fetch(`${url}/api/rows`)).json();

  describe('starts everything and', () => {
    it('prints the address of the page, a phrase to try and a curl line, all of which work', async () => {
      const project = start();
      const url = await project.ready();
      expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ status: 'healthy' });
      const page = await fetch(await project.seen(PAGE_ADDRESS));
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toContain('text/html');
      expect(project.output).toContain('remind me in 1 minute to stretch');
      expect(project.output).toMatch(/Azurite on 127\.0\.0\.1, ports: queue \d+, table \d+/);
      expect(project.output).not.toMatch(/warn/i);
    });

    it('makes local.settings.json from the sample, and says so', async () => {
      const project = start();
      await project.ready();
      expect(project.output).toContain('Made local.settings.json from its sample.');
      expect(readFileSync(join(folder, 'local.settings.json'), 'utf8')).toBe(
        readFileSync(join(folder, 'local.settings.sample.json'), 'utf8'),
      );
    });

    it('keeps the settings that are there, and lets the environment win over them', async () => {
      const settings = JSON.stringify({ Values: { COLOUR: 'red', MicrosoftAppId: 'from-the-file' } });
      writeFileSync(join(folder, 'local.settings.json'), settings);
      const url = await start(FREE_PORTS, { COLOUR: 'blue' }).ready();
      expect(await (await fetch(`${url}/api/facts`)).json()).toMatchObject({
        colour: 'blue',
        appId: 'from-the-file',
      });
      expect(readFileSync(join(folder, 'local.settings.json'), 'utf8')).toBe(settings);
    });

    it('asks for the printed function key where keys are enforced', async () => {
      const project = start([...FREE_PORTS, '--enforce-keys']);
      const url = await project.ready();
      const key = await project.seen(/Function key\s+(\S+)/);
      expect((await fetch(`${url}/api/facts`)).status).toBe(401);
      expect((await fetch(`${url}/api/facts`, { headers: { 'x-functions-key': key } })).status).toBe(200);
    });

    it('uses the storage account of the settings where there is one, and starts none', async () => {
      const account = await startStorage({ folder: join(folder, 'account') });
      const project = start(FREE_PORTS, { AzureWebJobsStorage: account.connectionString });
      const url = await project.ready();
      expect(project.output).toContain('the account named in the settings');
      await addRow(url, 'in-the-account');
      expect(await rowKeysOf(tableOf(account.connectionString, 'Rows'))).toEqual(['in-the-account']);
      expect(existsSync(join(folder, '.recado/storage'))).toBe(false);
      await project.stop();
      await account.stop();
    });

    it('moves the app and storage when the clock is moved on the page', async () => {
      const project = start();
      const url = await project.ready();
      const deed = { kind: 'advance', ms: 7_200_000 };
      const moved = await fetch(`${await project.seen(PAGE_ADDRESS)}/chat/deeds`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(deed),
      });
      expect(moved.ok).toBe(true);
      const { now } = (await (await fetch(`${url}/api/facts`)).json()) as { now: number };
      expect(Math.abs(now - Date.now() - deed.ms)).toBeLessThan(5000);
      await addRow(url, 'later');
      const table = tableOf(connectionStringOf({ table: Number(await project.seen(/table (\d+)/)) }), 'Rows');
      const { timestamp = '' } = await table.getEntity('rows', 'later');
      expect(Math.abs(Date.parse(timestamp) - Date.now() - deed.ms)).toBeLessThan(60_000);
    });

    it('keeps what was done over a stop, and forgets it when started fresh', async () => {
      const first = start();
      await addRow(await first.ready(), 'kept');
      await first.stop();
      const second = start();
      expect(await rows(await second.ready())).toEqual(['kept']);
      await second.stop();
      mkdirSync(join(folder, '.recado/host'), { recursive: true });
      writeFileSync(join(folder, '.recado/host/old'), '');
      const third = start([...FREE_PORTS, '--fresh']);
      expect(await rows(await third.ready())).toEqual([]);
      expect(existsSync(join(folder, '.recado/host/old'))).toBe(false);
    });
  });

  describe('refuses, with a word on what to do, when', () => {
    it.each([
      ['the port of the app', '--port', "the bot's Functions app", 0],
      ['the port of the chat page', '--chat-port', 'the chat page', 0],
      ['the port of the sample price feed', '--feed-port', 'the sample price feed', 0],
      ['a port of storage', '--storage-port', 'table storage', 2],
    ])('%s is taken', async (_what, option, purpose, offset) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const project = start([...FREE_PORTS, option, `${port - offset}`]);
      expect(await project.ended).toBe(1);
      other.close();
      expect(project.output).toContain(`Port ${port} (${purpose}) is taken by another program.`);
      expect(project.output).toContain(`npm start -- ${option} <port>`);
      expect(isStorageServed()).toBe(false);
    });

    it.each([
      [['--prot', '7071'], "Unknown option '--prot'. npm start -- --help lists what there is."],
      [['--port', 'http'], '--port takes a port from 0 to 65535, not "http".'],
      [['now'], "Unexpected argument 'now'."],
    ])('it is given %j', async (args, words) => {
      const project = start(args);
      expect(await project.ended).toBe(1);
      expect(project.output.trim().startsWith(words)).toBe(true);
      expect(existsSync(join(folder, '.recado'))).toBe(false);
    });

    it('the app does not start: the reason is shown, and nothing is left running', async () => {
      writeFileSync(
        join(folder, 'dist/index.js'),
        "throw new Error('The setting MicrosoftAppId is not a GUID.');",
      );
      const project = start();
      expect(await project.ended).toBe(1);
      expect(project.output).toContain('The setting MicrosoftAppId is not a GUID.');
      expect(isStorageServed()).toBe(false);
    });

    it('the same project runs already', async () => {
      await start().ready();
      const second = start();
      expect(await second.ended).toBe(1);
      expect(second.output).toMatch(/is in use by process \d+, since .*Stop that one first\./);
    });
  });

  it('lists its options when asked', async () => {
    const project = start(['--help']);
    expect(await project.ended).toBe(0);
    expect(project.output).toContain('--storage-port <n>');
  });
});
