/** The Teams app that `npm run teams-app` zips: valid by Microsoft's published schemas, in two languages, with its icons. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { findProjectRoot } from '../../../dev/projectRoot';
import { COLOUR_SIZE, drawColourIcon, drawOutlineIcon, OUTLINE_SIZE } from '../../../dev/teamsApp/icons';
import { localizationProblems, manifestProblems } from '../../../dev/teamsApp/manifestSchema';
import { decodePng, encodePng } from '../../../dev/teamsApp/png';
import { teamsAppFiles } from '../../../dev/teamsApp/teamsAppFiles';
import { readTeamsAppOptions } from '../../../dev/teamsApp/teamsAppOptions';
import { bundleScript } from '../../support/bundleScript';

interface Command {
  title: string;
  description: string;
}
interface Manifest {
  id: string;
  version: string;
  validDomains: string[];
  authorization?: unknown;
  webApplicationInfo?: { id: string; resource: string };
  bots: [{ botId: string; scopes: string[]; commandLists: { scopes: string[]; commands: Command[] }[] }];
}

const APP_ID = '11111111-2222-4333-8444-555555555555';
const ARGS = ['--app-id', APP_ID, '--host', 'recado.azurewebsites.net'];
const folder = join(findProjectRoot(), 'appPackage');
const filesOf = (...args: string[]) =>
  teamsAppFiles(folder, readTeamsAppOptions([...ARGS, ...args]), '1.2.3');
const textOf = (file: Uint8Array | undefined): string => Buffer.from(file ?? []).toString('utf8');
const manifestOf = (...args: string[]): Manifest =>
  JSON.parse(textOf(filesOf(...args)['manifest.json'])) as Manifest;
const spanish = JSON.parse(readFileSync(join(folder, 'es.json'), 'utf8')) as Record<string, string>;

describe('the manifest', () => {
  test('names the bot, its host and its version', () => {
    const { id, version, validDomains, bots } = manifestOf();
    expect({ id, version, validDomains, botId: bots[0].botId }).toEqual({
      id: APP_ID,
      version: '1.2.3',
      validDomains: ['recado.azurewebsites.net'],
      botId: APP_ID,
    });
  });

  test('names the identity that installs it: Graph lets an app manage itself where its manifest names it', () => {
    expect(manifestOf('--teams-app-id', APP_ID.replace('1', '9')).webApplicationInfo).toEqual({
      id: APP_ID,
      resource: 'https://recado.azurewebsites.net',
    });
  });

  test('serves personal chats, group chats and teams, and asks for no permission on their content', () => {
    expect(manifestOf().bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(manifestOf().authorization).toBeUndefined();
  });

  test('keeps what the command line says, whatever is in it', () => {
    const developer = 'Ana & "Hijos" \\ S.L.';
    expect(manifestOf('--developer', developer)).toMatchObject({ developer: { name: developer } });
    expect(manifestOf('--teams-app-id', APP_ID.replace('1', '9')).id).toBe(APP_ID.replace('1', '9'));
  });

  test('is refused by the schema when it is not right', () => {
    const manifest = manifestOf();
    expect(manifestProblems(manifest)).toEqual([]);
    expect(manifestProblems({ ...manifest, id: 'recado' })).toEqual([expect.stringMatching(/^\/id: /)]);
    expect(manifestProblems({ ...manifest, surprise: 1 })).toEqual([expect.stringContaining('surprise')]);
    expect(manifestProblems({ ...manifest, $schema: 'https://example.com' })).toHaveLength(1);
  });
});

describe('the translations', () => {
  test('say all that the manifest says', () => {
    const keys = manifestOf().bots[0].commandLists.flatMap(({ commands }, list) =>
      commands.flatMap((_, command) =>
        ['title', 'description'].map((part) => `bots[0].commandLists[${list}].commands[${command}].${part}`),
      ),
    );
    const texts = ['name.short', 'name.full', 'description.short', 'description.full'];
    expect(Object.keys(spanish).sort()).toEqual(['$schema', ...texts, ...keys].sort());
  });

  test('are refused by the schema when they are not right', () => {
    expect(localizationProblems(spanish)).toEqual([]);
    expect(localizationProblems({ ...spanish, 'name.short': 'x'.repeat(31) })).toHaveLength(1);
  });
});

describe('the icons', () => {
  test.each([
    ['color.png', COLOUR_SIZE, drawColourIcon],
    ['outline.png', OUTLINE_SIZE, drawOutlineIcon],
  ] as const)('%s is what is drawn, %i pixels square', (name, size, draw) => {
    const file = decodePng(readFileSync(join(folder, name)));
    const drawn = draw();
    expect(file.size).toBe(size);
    expect(Buffer.from(file.pixels).equals(Buffer.from(drawn.pixels))).toBe(true);
    expect(decodePng(encodePng(drawn))).toEqual({ size, pixels: Buffer.from(drawn.pixels) });
  });

  test('the outline is white on nothing, the coloured one has no hole', () => {
    const pixelsOf = ({ pixels }: { pixels: Uint8Array }): number[][] =>
      Array.from({ length: pixels.length / 4 }, (_, pixel) => [...pixels.subarray(pixel * 4, pixel * 4 + 4)]);
    const outline = pixelsOf(drawOutlineIcon());
    expect(outline.filter(([r, g, b, a]) => a !== 0 && Math.min(r ?? 0, g ?? 0, b ?? 0) < 255)).toEqual([]);
    expect(outline.some(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(outline.some(([, , , alpha]) => alpha === 0)).toBe(true);
    expect(pixelsOf(drawColourIcon()).every(([, , , alpha]) => alpha === 255)).toBe(true);
  });
});

describe('the command line', () => {
  test('is told all that is wrong at once', () => {
    const read = (): unknown => readTeamsAppOptions(['--app-id', 'me', '--host', 'https://x.y/']);
    expect(read).toThrow(/--app-id is not a GUID.*\n--host is not a host name.*\n\nnpm run teams-app/);
    expect(() => readTeamsAppOptions([])).toThrow(/--app-id.*\n--host/);
    expect(() => readTeamsAppOptions([...ARGS, '--website', 'http://x.y'])).toThrow(
      '--website is not an https://',
    );
    expect(() => readTeamsAppOptions([...ARGS, '--hots', 'x.y'])).toThrow('--hots');
  });

  test('refuses a template with a blank that nothing fills', () => {
    const copy = mkdtempSync(join(tmpdir(), 'recado-teams-'));
    cpSync(folder, copy, { recursive: true });
    const template = readFileSync(join(folder, 'manifest.json'), 'utf8');
    writeFileSync(join(copy, 'manifest.json'), template.replace('{{host}}', '{{guest}}'));
    expect(() => teamsAppFiles(copy, readTeamsAppOptions(ARGS), '1.0.0')).toThrow('guest');
    rmSync(copy, { recursive: true });
  });

  test('makes a zip of these files, in the project that it is called in', async () => {
    const project = mkdtempSync(join(tmpdir(), 'recado-teams-'));
    cpSync(folder, join(project, 'appPackage'), { recursive: true });
    writeFileSync(join(project, 'host.json'), '{}');
    writeFileSync(join(project, 'package.json'), '{"version":"1.2.3"}');
    const script = join(project, 'dist/dev/teamsApp.js');
    mkdirSync(join(project, 'dist/dev'), { recursive: true });
    cpSync(bundleScript(join(findProjectRoot(), 'dev/teamsApp/main.ts')), script);
    symlinkSync(join(findProjectRoot(), 'node_modules'), join(project, 'node_modules'), 'junction');
    await promisify(execFile)(process.execPath, [script, ...ARGS]);
    const zip = unzipSync(readFileSync(join(project, 'dist/recado-teams.zip')));
    const expected = filesOf();
    expect(Object.keys(zip).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, content] of Object.entries(zip)) expect(textOf(content)).toBe(textOf(expected[name]));
    rmSync(project, { recursive: true });
  });
});
