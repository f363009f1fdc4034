/** What a benchmark ran on, without which its times say little. */
import { cpus, loadavg } from 'node:os';
import type { Row } from '../figures';

/** The load of the last minute, of all that runs. */
export const machine = (): Row => ({
  figure: 'machine: cores, load before',
  value: `${cpus().length}, ${loadavg()[0]?.toFixed(1)}`,
});
