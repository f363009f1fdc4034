/** `npm run isolation [-- --pairs N --tries N --seed N]`: intruders on owners of other tenants, and what they got that is not theirs. */
import { parseArgs } from 'node:util';
import type { Row } from '../../bench/figures';
import { seededRandom } from '../../bench/randomNumbers';
import { startStage } from '../../stage/stage';
import { type IsolationOptions, type IsolationTally, newTally, runIsolation } from './isolationRun';

/** All rows of a stage are read again and again: few owners on each keep that short. */
const PAIRS_OF_A_STAGE = 100;

export async function isolationFigures(args: readonly string[] = []): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '1000' },
      tries: { type: 'string', default: '3' },
      seed: { type: 'string', default: '2026' },
    },
  });
  const tally = newTally();
  const random = seededRandom(Number(values.seed));
  for (let left = Number(values.pairs); left > 0; left -= PAIRS_OF_A_STAGE)
    await onStage(tally, {
      pairs: Math.min(left, PAIRS_OF_A_STAGE),
      triesOfEach: Number(values.tries),
      random,
    });
  const { pairs, tries, leaks } = tally;
  for (const leak of leaks.slice(0, 20)) console.error(leak);
  const counted = Object.entries(pairs)
    .filter(([, count]) => count > 0)
    .map(([role, count]) => `${role}: ${count}`);
  return [
    { figure: 'seed', value: values.seed },
    { figure: 'pairs', value: counted.join(', ') },
    ...Object.entries(tries).map(([kind, count]) => ({ figure: `${kind}, tries`, value: String(count) })),
    { figure: 'leaks', value: String(leaks.length), bound: '0' },
  ];
}

async function onStage(tally: IsolationTally, options: IsolationOptions): Promise<void> {
  const stage = await startStage();
  try {
    await runIsolation(stage, options, tally);
  } finally {
    await stage.stop();
  }
}
