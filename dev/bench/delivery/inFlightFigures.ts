/** `npm run bench -- in-flight [--count 600 --seed 1]`: what a kill would double, by how much is in hand and by the tenant's limit. */
import { parseArgs } from 'node:util';
import { percentile, type Row } from '../figures';
import { type InFlight, measureInFlight } from './inFlight';
import { machine } from './machine';

/** As in the runs with kills. */
const LATENCY_MS = 30;
/** Messages in hand, and sends a second in the tenant: 24 and 30 are what host.json and the setting have; 0 is no limit. */
const VARIANTS = [
  { concurrency: 4, tenantRate: 0 },
  { concurrency: 12, tenantRate: 0 },
  { concurrency: 16, tenantRate: 0 },
  { concurrency: 24, tenantRate: 0 },
  { concurrency: 24, tenantRate: 30 },
];

export async function inFlightFigures(args: readonly string[]): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '600' },
      seed: { type: 'string', default: '1' },
      concurrency: { type: 'string' },
    },
  });
  const rows: Row[] = [
    machine(),
    {
      figure: 'each with',
      value: 'in flight on average, most; sends; p50/90/99 to the answer, from there to the record',
    },
  ];
  for (const variant of VARIANTS) {
    if (values.concurrency !== undefined && Number(values.concurrency) !== variant.concurrency) continue;
    const measured = await measureInFlight({
      ...variant,
      ...{ count: Number(values.count), latencyMs: LATENCY_MS, faultSeed: Number(values.seed) },
    });
    rows.push(rowOf(variant, measured));
  }
  return rows;
}

function rowOf({ concurrency, tenantRate }: (typeof VARIANTS)[number], measured: InFlight): Row {
  const { perSecond, mean, most, answeredAfter, recordedAfter } = measured;
  const of = (times: number[]): string =>
    [0.5, 0.9, 0.99].map((part) => percentile(times, part).toFixed(0)).join('/');
  return {
    figure: `${concurrency} in hand, ${tenantRate === 0 ? 'no limit' : `${tenantRate} a second`}`,
    value: `${mean.toFixed(2)}, ${most}; ${perSecond.toFixed(0)}/s; ${of(answeredAfter)} ms, ${of(recordedAfter)} ms`,
  };
}
