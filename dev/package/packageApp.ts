// Makes the folder that is deployed: the bundle, host.json, and a package.json that names the entry point and nothing to install.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleApp } from './bundleApp';

/** Flex Consumption loads the app from here at each cold start. */
export const MAX_PACKAGE_BYTES = 5 * 1024 * 1024;

interface ProjectFile {
  name: string;
  version: string;
  engines: Record<string, string>;
}

/** Makes the folder anew. Rejects when the app cannot be bundled. */
export async function packageApp(root: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await bundleApp(root, folder);
  copyFileSync(join(root, 'host.json'), join(folder, 'host.json'));
  const { name, version, engines } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as ProjectFile;
  const packageFile = { name, version, private: true, main: 'index.js', engines };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageFile, null, 2)}\n`);
}
