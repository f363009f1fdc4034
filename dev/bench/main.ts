/** `npm run bench [-- part …]`: runs the benchmarks that are named, or all of them, and prints their figures. */
import { coldStartFigures } from './coldStart';
import { table, type Row } from './figures';
import { dueFigures } from './dueBench';
import { durableFigures } from './durableBench';
import { startFigures } from './startBench';
import { turnFigures } from './turnBench';

const PARTS: Record<string, { title: string; run(): Promise<Row[]> }> = {
  turn: { title: 'A message turn', run: turnFigures },
  due: { title: '500 reminders due in the same second', run: dueFigures },
  durable: { title: 'Durable Functions in the embedded host', run: () => durableFigures() },
  cold: { title: 'Cold start', run: coldStartFigures },
  start: { title: 'Starting', run: startFigures },
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
  for (const [name, { title, run }] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(table(title, await run()));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
