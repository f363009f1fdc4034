// Builds everything that runs: the Functions app (dist/index.js) and the developer's tools (dist/dev/*.js).
// Packages stay in node_modules; types are checked by `npm run types`, not here.
import { rmSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = (list) => Object.fromEntries(Object.entries(list).filter(([, file]) => existsSync(`${root}/${file}`)));

/** What runs on Node, by its name in dist/. */
const NODE_ENTRIES = entries({
  index: 'src/index.ts',
  'dev/start': 'dev/start/main.ts',
  'dev/host': 'dev/host/main.ts',
  'dev/storage': 'dev/storage/supervisor.ts',
  'dev/bench': 'dev/bench/main.ts',
  'dev/echoBot': 'dev/bench/echoBot.ts',
  'dev/phrases': 'dev/phrases/main.ts',
});

/** What runs in the browser. */
const PAGE_ENTRIES = entries({ 'dev/page/page': 'dev/chat/page/page.ts' });

/** Builds into dist/; rejects with esbuild's own messages when something does not compile. */
export async function buildAll() {
  rmSync(`${root}/dist`, { recursive: true, force: true });
  const common = { absWorkingDir: root, bundle: true, outdir: 'dist', sourcemap: true, logLevel: 'warning' };
  await Promise.all([
    build({ ...common, entryPoints: NODE_ENTRIES, platform: 'node', target: 'node22', format: 'cjs', packages: 'external' }),
    Object.keys(PAGE_ENTRIES).length > 0 &&
      build({ ...common, entryPoints: PAGE_ENTRIES, platform: 'browser', target: 'es2022', format: 'esm', minify: true, loader: { '.svg': 'text' } }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
