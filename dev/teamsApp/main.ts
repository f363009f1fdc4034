// `npm run teams-app -- --app-id <guid> --host <domain>`: zips the Teams app. With `--draw-icons` it draws the icons anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { findProjectRoot } from '../projectRoot';
import { drawColourIcon, drawOutlineIcon } from './icons';
import { encodePng } from './png';
import { teamsAppFiles } from './teamsAppFiles';
import { readTeamsAppOptions } from './teamsAppOptions';

/** The earliest time that a zip can hold: the same app gives the same bytes. */
const NO_TIME = '1980-01-01T00:00:00';

function drawIcons(folder: string): void {
  writeFileSync(join(folder, 'color.png'), encodePng(drawColourIcon()));
  writeFileSync(join(folder, 'outline.png'), encodePng(drawOutlineIcon()));
}

function main(args: readonly string[]): void {
  const root = findProjectRoot();
  const folder = join(root, 'appPackage');
  if (args.includes('--draw-icons')) return drawIcons(folder);
  const options = readTeamsAppOptions(args);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const zip = zipSync(teamsAppFiles(folder, options, version), { level: 9, mtime: NO_TIME });
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'recado-teams.zip'), zip);
  console.log(`dist/recado-teams.zip: Recado ${version} for the bot ${options.botId} at ${options.host}.`);
  console.log('Upload it in Teams: Apps › Manage your apps › Upload an app.');
}

try {
  main(process.argv.slice(2));
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
