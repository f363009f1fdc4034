/** `npm run chaos [-- --kills 200 --seed 1 --concurrency 24]`: kills under load, and what they lost and doubled. */
import { parseArgs } from 'node:util';
import type { Row } from '../figures';
import { runChaos } from './chaos';

/** Runs with the numbers given; without a seed it takes one and prints it. */
export async function chaosFigures(args: readonly string[]): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      concurrency: { type: 'string', default: '24' },
      minutes: { type: 'string', default: 'Infinity' },
    },
  });
  const [kills, seed, concurrency, minutes] = [
    values.kills,
    values.seed,
    values.concurrency,
    values.minutes,
  ].map(Number) as [number, number, number, number];
  console.log(`chaos: seed ${seed}, ${kills} kills, concurrency ${concurrency}`);
  const result = await runChaos({ kills, seed, concurrency, minutes, say: (line) => console.log(line) });
  const byKills = result.duplicates - result.lostReplies;
  return [
    { figure: 'seed, kills, concurrency', value: `${seed}, ${result.kills}, ${concurrency}` },
    { figure: 'occurrences confirmed', value: String(result.occurrences) },
    {
      figure: 'lost',
      value: `${result.lost.length} ${result.lost.slice(0, 5).join(' ')}`.trim(),
      bound: '0',
    },
    { figure: 'early', value: String(result.early), bound: '0' },
    { figure: 'duplicates by replies that were lost on the way', value: String(result.lostReplies) },
    { figure: 'duplicates by kills', value: String(byKills) },
    { figure: 'duplicates per kill', value: (byKills / Math.max(result.kills, 1)).toFixed(2) },
    {
      figure: 'most duplicates of one kill (sends in flight then)',
      value: `${result.worst.duplicates} (${result.worst.inFlight})`,
    },
    {
      figure: 'kills that doubled more than was in flight',
      value: String(result.beyondInFlight),
      bound: '0',
    },
  ];
}
