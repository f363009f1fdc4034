/** `npm start`: reads what was asked for, starts everything, and ends everything on Ctrl-C or when a part fails. */
import { join } from 'node:path';
import { findProjectRoot } from '../projectRoot';
import { HELP, readOptions } from './options';
import { createParts, type Parts } from './parts';
import { startApp } from './startApp';
import { StartError } from './startError';

/** A terminal sends Ctrl-C to the whole process group and npm passes it on: within this time it is one wish, not two. */
const SAME_WISH_MS = 1000;
const SHELL_POLL_MS = 250;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return print(HELP);
  ignoreClosedTerminal();
  const root = findProjectRoot();
  const parts = createParts();
  endOnSignals(parts);
  const context = { root, dataFolder: join(root, '.recado'), options, env: process.env, parts, print };
  await Promise.race([startApp(context).then(print), parts.failure])
    .then(() => parts.failure)
    .catch(async (error: unknown) => {
      report(error);
      await stopParts(parts);
      process.exit(1);
    });
}

function endOnSignals(parts: Parts): void {
  let firstMs: number | undefined;
  const onSignal = (): void => {
    if (firstMs === undefined) {
      firstMs = performance.now();
      print('\nEnding: what is under way is finished first.');
      void stopParts(parts).then((isClean) => process.exit(isClean ? 0 : 1));
    } else if (performance.now() - firstMs > SAME_WISH_MS) {
      // Storage is not killed: it notices our end, saves, and ends.
      parts.killAll();
      complain('Ended at once.');
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  onceShellHasEnded(onSignal);
}

/** npm hands SIGTERM to the shell between it and us, which ends without a word: then we have another parent. */
function onceShellHasEnded(then: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    then();
  }, SHELL_POLL_MS);
  timer.unref();
}

/** A terminal that has been closed is no reason not to end in order. */
function ignoreClosedTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
}

async function stopParts(parts: Parts): Promise<boolean> {
  const problems = await parts.stopAll();
  problems.forEach(report);
  return problems.length === 0;
}

function report(error: unknown): void {
  if (error instanceof StartError) complain(`\n${error.message}\n`);
  else complain(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

main().catch((error: unknown) => {
  report(error);
  process.exitCode = 1;
});
