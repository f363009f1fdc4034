// Runs all tests (`npm test`): builds what they start, lets Jest report as it always does, and ends with one line that
// counts them. Arguments go to Jest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `N passed, N failed[, N skipped]`; a suite that could not run counts as one failed test. */
function countTests(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  return `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** What Jest wrote about its run; a run that wrote nothing failed as a whole. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`Jest left no results: ${error.message}`);
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numRuntimeErrorTestSuites: 1,
    };
  }
}

/** Runs Jest and resolves with its exit code; a signal to us is passed on, so that Jest ends what the tests started. */
function runJest(resultsFile) {
  const jest = spawn(
    process.execPath,
    [
      join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${resultsFile}`,
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: ['inherit', 'ignore', 'inherit'] },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => jest.kill(signal));
  return new Promise((resolve, reject) => {
    jest.once('error', reject);
    jest.once('exit', (code) => resolve(code ?? 1));
  });
}

await buildAll();
const folder = mkdtempSync(join(tmpdir(), 'recado-test-'));
const file = join(folder, 'results.json');
process.exitCode = await runJest(file);
console.log(countTests(readResults(file)));
rmSync(folder, { recursive: true, force: true });
