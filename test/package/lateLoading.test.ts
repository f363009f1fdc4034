/** What the package loads before the first answer, and that what it loads later works where nothing is installed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectorServer, startConnectorServer } from '../../dev/chat/connector/connectorServer';
import { packageApp } from '../../dev/package/packageApp';
import { findProjectRoot } from '../../dev/projectRoot';
import { probeApp } from '../support/probeApp';
import { testStorage } from '../support/tables';

/** What a start has no use for. Whoever needs one of these loads it with `import()` where it is used, or dev/package/lateModules.ts does. */
const HEAVY = [
  ...['@azure/identity', '@azure/msal-node', '@azure/storage-queue', '@azure/monitor-opentelemetry-exporter'],
  ...['@opentelemetry/sdk-metrics', '@microsoft/recognizers-text-suite', 'axios', 'botbuilder-dialogs'],
  ...[
    'csv-stringify',
    'fs-extra',
    'globalize',
    'htmlparser2',
    'jsonwebtoken',
    'moment',
    'node-fetch',
    're2js',
  ],
  ...['rrule-temporal', 'temporal-polyfill', 'validator', 'yaml'],
];

/** Of scripts; they are read and compiled whole at each start. */
const MAX_LOADED_BYTES = 5 * 1024 * 1024;

const root = findProjectRoot();
let outside: string;
let folder: string;
let channel: ConnectorServer;

/** Lets the packaged app answer these texts. */
async function answer(texts: readonly string[]): Promise<string[]> {
  const { report, errors, exitCode } = await probeApp(
    { entry: join(folder, 'index.js'), turns: texts.length, texts, serviceUrl: channel.serviceUrl },
    { AzureWebJobsStorage: testStorage() },
  );
  expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  return report?.scripts ?? [];
}

/** The packages whose code is in the script, by its map. */
function packagesIn(script: string): string[] {
  const { sources } = JSON.parse(readFileSync(join(folder, `${script}.map`), 'utf8')) as {
    sources: string[];
  };
  const inPackages = sources.filter((source) => !source.includes('late-stand-in:'));
  return inPackages.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
}

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'recado-late-')); // no node_modules at or above it
  folder = join(outside, 'package');
  [channel] = await Promise.all([startConnectorServer(), packageApp(root, folder)]);
}, 120_000);

afterAll(async () => {
  await channel.stop();
  rmSync(outside, { recursive: true, force: true });
});

test('loads no heavy package before the first answer', async () => {
  const scripts = await answer(['help']);
  expect(scripts).toContain('index.js');
  const loaded = new Set(scripts.flatMap(packagesIn));
  expect([...loaded]).toContain('botbuilder'); // the maps name packages
  expect(HEAVY.filter((name) => loaded.has(name))).toEqual([]);
  expect(scripts.filter((name) => name.startsWith('late.'))).toEqual([]);
});

test('keeps small what is loaded before the first answer', async () => {
  const scripts = await answer(['help']);
  const bytes = scripts.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(MAX_LOADED_BYTES);
});

test('holds each version of a package once', () => {
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.js.map'))
    .flatMap(
      (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { sources: string[] }).sources,
    )
    .filter((source) => source.endsWith('zod/v3/types.cjs'));
  expect(new Set(sources).size).toBe(1);
});

test('what is loaded late works: a recurring reminder, and a question back', async () => {
  const before = channel.connector.calls.length;
  await answer(['remind me every weekday at 9:00 to stretch', 'remind me in a bit to call Ana']);
  const [set, asked] = channel.connector.calls
    .slice(before)
    .filter(({ activity }) => activity?.type === 'message')
    .map(({ activity }) => JSON.stringify(activity));
  expect(set).toContain('stretch');
  expect(set).toContain('Europe/Madrid');
  expect(asked).toContain('?');
});
