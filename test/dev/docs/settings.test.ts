/** docs/settings.md says what the configuration's schema knows: all of it, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from '../../../dev/docs/settingsPage';
import { findProjectRoot } from '../../../dev/projectRoot';
import { SETTING_NAMES } from '../../../src/config';

/** A page's cells and words; how wide its columns are is the formatter's affair. */
const wordsOf = (page: string): string =>
  page
    .replace(/-{3,}/g, '-')
    .replace(/ +/g, ' ')
    .replace(/\| ?-(?: ?\| ?-)* ?\|/g, '|-|')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

const page = readFileSync(join(findProjectRoot(), 'docs/settings.md'), 'utf8');

test('is what `npm run docs` writes', () => {
  expect(wordsOf(page)).toBe(wordsOf(settingsPage()));
});

test('names every setting of the schema once', () => {
  const named = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name ?? '');
  expect(SETTING_NAMES.length).toBeGreaterThan(10);
  for (const name of SETTING_NAMES) expect(named.filter((other) => other === name)).toEqual([name]);
});
