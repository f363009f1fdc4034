// Builds everything that runs: the Functions app (dist/index.js) and the developer's tools (dist/dev/*.js).
// Packages stay in node_modules; types are checked by `npm run types`, not here.
import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What runs on Node, by its name in dist/. */
const NODE_ENTRIES = {
  index: 'src/index.ts',
  'dev/start': 'dev/start/main.ts',
  'dev/host': 'dev/host/main.ts',
  'dev/storage': 'dev/storage/supervisor.ts',
  'dev/bench': 'dev/bench/main.ts',
  'dev/echoBot': 'dev/bench/echoBot.ts',
  'dev/phrases': 'dev/phrases/main.ts',
  'dev/durableProof': 'dev/bench/durableProof.ts',
  'dev/durableBenchApp': 'dev/bench/durable/benchApp.ts',
  'dev/package': 'dev/package/main.ts',
  'dev/teamsApp': 'dev/teamsApp/main.ts',
  'dev/docs': 'dev/docs/main.ts',
  'dev/audit': 'dev/audit/main.ts',
};

/** What runs in the browser. */
const PAGE_ENTRIES = { 'dev/page/page': 'dev/chat/page/page.ts' };

const COMMON = {
  absWorkingDir: root,
  bundle: true,
  outdir: 'dist',
  sourcemap: true,
  logLevel: 'warning',
  metafile: true,
};
const NODE = { platform: 'node', target: 'node22', format: 'cjs', packages: 'external' };
const PAGE = {
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
  minify: true,
  loader: { '.svg': 'text' },
};

/** Builds into dist/ and then removes what is there no more; rejects with esbuild's own messages when something does not compile. */
export async function buildAll() {
  const built = await Promise.all([
    build({ ...COMMON, ...NODE, entryPoints: NODE_ENTRIES }),
    build({ ...COMMON, ...PAGE, entryPoints: PAGE_ENTRIES }),
  ]);
  const made = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
  for (const file of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && isBuilt(path) && !made.has(relative(root, path))) rmSync(path);
  }
}

/** The deployment package lies in dist/ too, and is not this build's. */
const isBuilt = (path) => !relative(join(root, 'dist'), path).startsWith('package');

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
