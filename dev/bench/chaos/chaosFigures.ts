/** `npm run chaos [-- --kills 200 --seed 1 --concurrency 16 --rate 30]`: kills under load, and what they lost and doubled. */
import { parseArgs } from 'node:util';
import type { Row } from '../figures';
import { type ChaosOptions, runChaos } from './chaos';
import type { Tally } from './tally';

/** Runs with the numbers given; without a seed it takes one and prints it, without a concurrency host.json's. */
export async function chaosFigures(args: readonly string[]): Promise<Row[]> {
  const options = optionsOf(args);
  const { seed, kills, concurrency = 'of host.json' } = options;
  console.log(`chaos: seed ${seed}, ${kills} kills, concurrency ${concurrency}`);
  const result = await runChaos({ ...options, say: (line) => console.log(line) });
  return [
    { figure: 'seed, kills, concurrency', value: `${seed}, ${result.kills}, ${concurrency}` },
    ...rowsOf(result),
  ];
}

function optionsOf(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      concurrency: { type: 'string' },
      rate: { type: 'string' },
      minutes: { type: 'string', default: 'Infinity' },
    },
  });
  const { concurrency, rate } = values;
  return {
    ...{ kills: Number(values.kills), seed: Number(values.seed), minutes: Number(values.minutes) },
    ...(concurrency === undefined ? {} : { concurrency: Number(concurrency) }),
    ...(rate === undefined ? {} : { tenantRate: Number(rate) }),
  };
}

function rowsOf(result: Tally): Row[] {
  const { lost, unexplained, worst, metSends, byKills } = result;
  const named = (names: readonly string[]): string => [names.length, ...names.slice(0, 5)].join(' ');
  return [
    { figure: 'occurrences confirmed', value: String(result.occurrences) },
    { figure: 'lost', value: named(lost), bound: '0' },
    { figure: 'early', value: String(result.early), bound: '0' },
    { figure: 'duplicates by kills', value: String(byKills) },
    { figure: 'duplicates per kill', value: (byKills / Math.max(result.kills, 1)).toFixed(2) },
    {
      figure: 'kills that met sends in flight, how many, and answered of these',
      value: `${metSends.kills}, ${metSends.sends}, ${metSends.answered}`,
    },
    {
      figure: 'most duplicates of one kill (sends in flight then)',
      value: `${worst.duplicates} (${worst.inFlight})`,
    },
    { figure: 'duplicates by replies that were lost on the way', value: String(result.lostReplies) },
    { figure: 'duplicates that neither explains', value: named(unexplained), bound: '0' },
  ];
}
