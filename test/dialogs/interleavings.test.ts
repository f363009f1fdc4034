import { checkInterleavings } from '../../dev/bench/interleavings/checkInterleavings';
import { openTestAccount } from '../support/tables';

// Another try would play other interleavings, and hide what this one has found.
jest.retryTimes(0);

// Always the same few here; `npm run bench -- interleavings` plays others (docs/benchmarks.md).
const SEED = Number(process.env.RECADO_INTERLEAVINGS_SEED ?? 7);
const RUNS = Number(process.env.RECADO_INTERLEAVINGS ?? 15);

test('person, deliveries and processes that end may come in any order', async () => {
  const seed = SEED;
  const { runs, faults, counts, trace } = await checkInterleavings(openTestAccount(), RUNS, seed);
  console.info(`interleavings: seed ${seed}, ${JSON.stringify(counts)}`);
  if (faults.length > 0) console.error(trace.join('\n'));
  expect({ seed, runs, faults }).toEqual({ seed, runs: RUNS, faults: [] });
}, 600_000);
