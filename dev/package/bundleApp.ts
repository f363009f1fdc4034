// Bundles the Functions app with all packages that it needs into few files, as it is deployed: what each start needs, and what few turns need apart.
import { build, type BuildOptions } from 'esbuild';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findLateModules } from './lateModules';
import { lateEntries, loadLate, standInFor } from './loadLate';
import { onePackage, readFirstPlaces } from './onePackage';

const EACH: BuildOptions = {
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};

/**
 * Writes `index.js`, what it loads at once (`chunk-*.js`) and what is loaded late into the folder, each with its map. Names
 * and lines are kept, so that a stack trace can be read; the maps lead on to the sources. Rejects with esbuild's messages
 * when something cannot be bundled.
 */
export async function bundleApp(root: string, folder: string): Promise<void> {
  const modules = join(folder, 'modules');
  await convert(root, await bundleModules(root, modules), folder);
  rmSync(modules, { recursive: true });
}

/** As ES modules, since only those can be split; returns the scripts' paths. */
async function bundleModules(root: string, outdir: string): Promise<string[]> {
  const first = readFirstPlaces(root);
  const found = findLateModules(root).map((module) => ({ ...module, path: first(module.path) }));
  const late = new Map(found.map((module) => [module.path, module]));
  const { metafile } = await build({
    ...EACH,
    absWorkingDir: root,
    entryPoints: [{ in: 'src/index.ts', out: 'index' }, ...lateEntries(found)],
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    format: 'esm',
    plugins: [loadLate(late), onePackage(first, (path) => standInFor(late, path))],
    metafile: true,
  });
  return Object.keys(metafile.outputs)
    .filter((path) => path.endsWith('.js'))
    .map((path) => resolve(root, path));
}

/** As CommonJS, since a late module is wanted at once, in the middle of a call. */
async function convert(root: string, scripts: string[], outdir: string): Promise<void> {
  await build({
    ...EACH,
    absWorkingDir: root,
    entryPoints: scripts,
    outdir,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // A package that can be both asks which it is; here it is no ES module.
    logOverride: { 'empty-import-meta': 'silent' },
  });
}
