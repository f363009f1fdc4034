/** A project to start in tests: this one's tools, with the fixture app in place of the bot. */
import { copyFileSync, cpSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import { bundleScript } from './bundleScript';

const COPIED = ['package.json', 'host.json', 'local.settings.sample.json'];

/** Makes the project in a folder of its own, which the caller removes; returns the folder. */
export function makeFixtureProject(): string {
  const root = findProjectRoot();
  const folder = mkdtempSync(join(tmpdir(), 'recado-project-'));
  for (const file of COPIED) copyFileSync(join(root, file), join(folder, file));
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  cpSync(join(root, 'dist/dev'), join(folder, 'dist/dev'), { recursive: true });
  copyFileSync(bundleScript(join(__dirname, 'fixtureApp.ts')), join(folder, 'dist/index.js'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}
