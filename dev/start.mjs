// `npm start`: builds, then runs what was built, in this same process. Arguments: npm start -- --help
import { createRequire } from 'node:module';
import { stop as stopBuilder } from 'esbuild';
import { buildAll } from './build.mjs';

try {
  await buildAll();
} catch {
  // The builder has said what does not compile.
  console.error('\nThe project does not build; nothing was started.');
  process.exit(1);
}
await stopBuilder();
createRequire(import.meta.url)('../dist/dev/start.js');
