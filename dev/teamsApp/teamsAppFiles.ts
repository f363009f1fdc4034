// Makes the files of the Teams app: the manifest with its ids filled in, its translations, and its icons; all of them checked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localizationProblems, manifestProblems } from './manifestSchema';
import type { TeamsAppOptions } from './teamsAppOptions';

/** File contents by name. */
export type TeamsAppFiles = Record<string, Uint8Array>;

const ICONS = ['color.png', 'outline.png'] as const;
const TRANSLATIONS = ['es.json'] as const;
const BLANK = /\{\{(\w+)\}\}/g;

/**
 * The files that go into the zip, from the templates in the folder.
 *
 * @param version - of the app; Teams shows an update when it grows.
 * @throws TypeError that lists what the published schemas say is wrong.
 */
export function teamsAppFiles(folder: string, options: TeamsAppOptions, version: string): TeamsAppFiles {
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const manifest = fill(read('manifest.json').toString('utf8'), { ...options, version });
  const files: TeamsAppFiles = { 'manifest.json': Buffer.from(manifest) };
  const problems = manifestProblems(JSON.parse(manifest)).map((problem) => `manifest.json ${problem}`);
  for (const name of TRANSLATIONS) {
    files[name] = read(name);
    const texts: unknown = JSON.parse(read(name).toString('utf8'));
    problems.push(...localizationProblems(texts).map((problem) => `${name} ${problem}`));
  }
  for (const name of ICONS) files[name] = read(name);
  if (problems.length > 0) throw new TypeError(`The Teams app is not valid:\n${problems.join('\n')}`);
  return files;
}

/** Puts the values in the template's blanks, as JSON needs them. Throws a TypeError for a blank without a value. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(BLANK, (_blank, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`The manifest has a blank that nothing fills: ${name}.`);
    return JSON.stringify(value).slice(1, -1);
  });
}
