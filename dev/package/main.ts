// `npm run package`: makes dist/package, and dist/recado.zip of it, ready to be deployed.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../projectRoot';
import { MAX_PACKAGE_BYTES, packageApp } from './packageApp';
import { zipFolder } from './zipFolder';

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

async function main(): Promise<void> {
  const root = findProjectRoot();
  const folder = join(root, 'dist', 'package');
  await packageApp(root, folder);
  const bytes = zipFolder(folder, join(root, 'dist', 'recado.zip'));
  for (const name of readdirSync(folder))
    console.log(`dist/package/${name}  ${megabytes(statSync(join(folder, name)).size)}`);
  console.log(`dist/recado.zip  ${megabytes(bytes)} (at most ${megabytes(MAX_PACKAGE_BYTES)})`);
  if (bytes > MAX_PACKAGE_BYTES) throw new Error('The package is too large.');
}

main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
});
