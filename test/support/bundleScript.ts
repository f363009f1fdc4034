/** Makes a script of a TypeScript file, for tests that run code in a process of its own. */
import { buildSync } from 'esbuild';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';

/** Bundles the file (absolute path) as the build does and returns the script's path; packages are found from there. */
export function bundleScript(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  const folder = join(findProjectRoot(), 'node_modules/.cache/recado-tests');
  const script = join(folder, basename(file).replace(/\.ts$/, '.js'));
  mkdirSync(folder, { recursive: true });
  // In one step, since tests in other processes may be reading the script.
  writeFileSync(`${script}.${process.pid}`, outputFiles[0]?.contents ?? '');
  renameSync(`${script}.${process.pid}`, script);
  return script;
}
