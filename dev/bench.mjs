// `npm run bench`: builds, then runs the benchmarks (dev/bench/main.ts).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';

await buildAll();
const main = fileURLToPath(new URL('../dist/dev/bench.js', import.meta.url));
spawn(process.execPath, ['--enable-source-maps', main, ...process.argv.slice(2)], { stdio: 'inherit' }).on(
  'exit',
  (code) => {
    process.exitCode = code ?? 1;
  },
);
