import { checkInterleavings } from '../../dev/bench/interleavings/checkInterleavings';
import { openTestAccount } from '../support/tables';

const RUNS = Number(process.env.RECADO_INTERLEAVINGS ?? 15);

test('person, deliveries and processes that end may come in any order', async () => {
  const seed = Number(process.env.RECADO_INTERLEAVINGS_SEED ?? Date.now() % 1_000_000);
  const { runs, faults, counts } = await checkInterleavings(openTestAccount(), RUNS, seed);
  console.info(`interleavings: seed ${seed}, ${JSON.stringify(counts)}`);
  expect({ seed, runs, faults }).toEqual({ seed, runs: RUNS, faults: [] });
}, 600_000);
