/** Makes a script of a TypeScript file, for tests that run code in a process of its own. */
import { buildSync } from 'esbuild';
import { basename, join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';

/** Bundles the file (absolute path) as the build does and returns the script's path; packages are found from there. */
export function bundleScript(file: string): string {
  const outfile = join(
    findProjectRoot(),
    'node_modules/.cache/recado-tests',
    basename(file).replace(/\.ts$/, '.js'),
  );
  buildSync({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}
