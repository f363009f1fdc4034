/** `npm run -s phrases`: reads phrases as JSON lines from stdin and writes how each is understood, line by line. */
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { answerLine } from './answerLine';

async function main(): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    const isFlowing = process.stdout.write(`${answerLine(line)}\n`);
    if (!isFlowing) await once(process.stdout, 'drain');
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of the answers has gone: there is nobody left to write to.
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
