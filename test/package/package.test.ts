/** What `npm run package` deploys: the same functions as the sources, in a few files that need nothing else. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { type ConnectorServer, startConnectorServer } from '../../dev/chat/connector/connectorServer';
import { MAX_PACKAGE_BYTES, packageApp } from '../../dev/package/packageApp';
import type { RegisteredShape } from '../../dev/package/appProbe';
import { zipFolder } from '../../dev/package/zipFolder';
import { findProjectRoot } from '../../dev/projectRoot';
import { bundleScript } from '../support/bundleScript';
import { probeApp } from '../support/probeApp';
import { testStorage } from '../support/tables';

const root = findProjectRoot();
let outside: string;
let folder: string;
let channel: ConnectorServer;

const byName = (functions: readonly RegisteredShape[] = []): RegisteredShape[] =>
  [...functions].sort((a, b) => a.name.localeCompare(b.name));
const settings = (): Record<string, string> => ({ AzureWebJobsStorage: testStorage() });

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'recado-package-')); // no node_modules at or above it
  folder = join(outside, 'package');
  [channel] = await Promise.all([startConnectorServer(), packageApp(root, folder)]);
}, 120_000);

afterAll(async () => {
  await channel.stop();
  rmSync(outside, { recursive: true, force: true });
});

test('registers what the sources register, to the last option', async () => {
  const [bundled, unbundled] = await Promise.all([
    probeApp({ entry: join(folder, 'index.js') }, settings()),
    probeApp({ entry: bundleScript(join(root, 'src/index.ts')) }, settings()),
  ]);
  expect(unbundled).toMatchObject({ exitCode: 0, errors: '' });
  expect(bundled).toMatchObject({ exitCode: 0, errors: '' });
  expect(unbundled.report?.functions.length).toBeGreaterThan(3);
  expect(byName(bundled.report?.functions)).toEqual(byName(unbundled.report?.functions));
});

test('answers a message where nothing else is installed', async () => {
  const afterSeq = channel.connector.calls.length;
  const { exitCode, errors } = await probeApp(
    { entry: join(folder, 'index.js'), turns: 1, serviceUrl: channel.serviceUrl },
    settings(),
  );
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  const sent = channel.connector.calls.slice(afterSeq).map(({ activity }) => activity?.type);
  expect(sent).toContain('message');
});

test('holds scripts, each with its map, host.json and a package.json that installs nothing', () => {
  const files = readdirSync(folder);
  const scripts = files.filter((name) => name.endsWith('.js'));
  expect(scripts).toContain('index.js');
  expect(files.sort()).toEqual(
    [...scripts, ...scripts.map((name) => `${name}.map`), 'host.json', 'package.json'].sort(),
  );
  const { main, dependencies, engines } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  expect({ main, dependencies, engines }).toEqual({
    main: 'index.js',
    dependencies: undefined,
    engines: { node: '24.x' },
  });
  expect(readFileSync(join(folder, 'host.json'), 'utf8')).toBe(readFileSync(join(root, 'host.json'), 'utf8'));
});

test('leads from a line of the bundle back to its source', () => {
  const map = new SourceMap(
    JSON.parse(readFileSync(join(folder, 'index.js.map'), 'utf8')) as ConstructorParameters<
      typeof SourceMap
    >[0],
  );
  const lines = readFileSync(join(folder, 'index.js'), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('is missing: give a connection string'));
  expect(map.findEntry(line, 12)).toMatchObject({
    originalSource: expect.stringMatching(/src\/config\.ts$/) as string,
  });
});

test('is at most 5 MB zipped', () => {
  const file = join(outside, 'recado.zip');
  expect(zipFolder(folder, file)).toBeLessThanOrEqual(MAX_PACKAGE_BYTES);
  const files = unzipSync(readFileSync(file));
  expect(Object.keys(files).sort()).toEqual(readdirSync(folder).sort());
  for (const [name, content] of Object.entries(files))
    expect(Buffer.from(content).equals(readFileSync(join(folder, name)))).toBe(true);
});

test('the same files give the same zip, whenever they were made', () => {
  const few = join(outside, 'few');
  mkdirSync(join(few, 'deep'), { recursive: true });
  for (const name of ['b.txt', 'a.txt', 'deep/c.txt']) writeFileSync(join(few, name), name.repeat(100));
  zipFolder(few, join(outside, 'first.zip'));
  utimesSync(join(few, 'a.txt'), new Date(0), new Date(0));
  zipFolder(few, join(outside, 'second.zip'));
  const [first, second] = ['first.zip', 'second.zip'].map((name) => readFileSync(join(outside, name)));
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
  expect(Object.keys(unzipSync(first ?? new Uint8Array())).sort()).toEqual(['a.txt', 'b.txt', 'deep/c.txt']);
});
