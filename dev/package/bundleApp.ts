// Bundles the Functions app with all packages that it needs into one file, as it is deployed.
import { build, type Plugin } from 'esbuild';
import { join } from 'node:path';

/** The language worker puts this module in place when it loads the app; no package of this name exists. */
const SUPPLIED_BY_WORKER = ['@azure/functions-core'];

const RESOLVED = Symbol('resolved as require() would');

/**
 * Every package once, in the form that `require` gives: without this, what our own sources import and what packages
 * require would be two copies (ES modules and CommonJS), with two of each class.
 */
const asRequired: Plugin = {
  name: 'as-required',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      const isImport = kind === 'import-statement' || kind === 'dynamic-import';
      if (!isImport || pluginData === RESOLVED) return undefined;
      const found = await bundler.resolve(path, {
        kind: 'require-call',
        importer,
        resolveDir,
        pluginData: RESOLVED,
      });
      // What is not installed is left to esbuild: an optional package in a try block is no error.
      return found.errors.length > 0 ? undefined : found;
    });
  },
};

/**
 * Writes `index.js` and `index.js.map` into the folder. Names and lines are kept, so that a stack trace can be read; the map
 * leads on to the sources. Rejects with esbuild's messages when something cannot be bundled.
 */
export async function bundleApp(root: string, folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: SUPPLIED_BY_WORKER,
    plugins: [asRequired],
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}
