// Runs all tests (`npm test`): builds what they start, lets Jest report as it always does, and ends with one line that
// counts them. Arguments go to Jest.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A run that did not come about counts as one failed test. */
const NO_RUN = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 1,
};

/** `N passed, N failed[, N skipped]`; a suite that could not run counts as one failed test. */
function countTests(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const skipped = results.numPendingTests + results.numTodoTests;
  return `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** What Jest wrote about its run. */
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

/** Builds and tests; resolves with what Jest found. */
async function run(resultsFile) {
  try {
    await buildAll();
  } catch {
    // The builder has said what does not compile.
    process.exitCode = 1;
    return NO_RUN;
  }
  process.exitCode = await runJest(resultsFile);
  return readResults(resultsFile);
}

const folder = mkdtempSync(join(tmpdir(), 'recado-test-'));
const results = await run(join(folder, 'results.json'));
rmSync(folder, { recursive: true, force: true });
console.log(countTests(results));
