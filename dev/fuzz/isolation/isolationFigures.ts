/** `npm run isolation [-- --pairs N --tries N --seed N]`: intruders on owners of other tenants, and what they got that is not theirs. */
import { parseArgs } from 'node:util';
import type { Row } from '../../bench/figures';
import { seededRandom } from '../../bench/randomNumbers';
import { startStage } from '../../stage/stage';
import { runIsolation } from './isolationRun';

export async function isolationFigures(args: readonly string[] = []): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pairs: { type: 'string', default: '1000' },
      tries: { type: 'string', default: '3' },
      seed: { type: 'string', default: '2026' },
    },
  });
  const stage = await startStage();
  try {
    const { pairs, tries, leaks } = await runIsolation(stage, {
      pairs: Number(values.pairs),
      triesOfEach: Number(values.tries),
      random: seededRandom(Number(values.seed)),
    });
    for (const leak of leaks.slice(0, 20)) console.error(leak);
    const counted = Object.entries(pairs).map(([role, count]) => `${role}: ${count}`);
    return [
      { figure: 'seed', value: values.seed },
      { figure: 'pairs', value: counted.join(', ') },
      ...Object.entries(tries).map(([kind, count]) => ({ figure: `${kind}, tries`, value: String(count) })),
      { figure: 'leaks', value: String(leaks.length), bound: '0' },
    ];
  } finally {
    await stage.stop();
  }
}
