/** `npm run fuzz [-- --activities N --bodies N --seed N]`: malformed input on the whole app, and what came of it. */
import { parseArgs } from 'node:util';
import type { Row } from '../bench/figures';
import { seededRandom } from '../bench/randomNumbers';
import { type Stage, startStage } from '../stage/stage';
import { TENANT } from './activityKinds';
import { fuzzActivities, fuzzRoutes, isStillWell } from './fuzzRun';
import type { FuzzOptions, FuzzTally } from './fuzzTally';
import { fuzzTransport } from './fuzzTransport';
import { makeKnown } from './knownNames';

const MB = 1024 * 1024;
/** The heap breathes; what is lost for good shows beyond this. */
const MEMORY_SLACK_BYTES = 100 * MB;

export async function fuzzFigures(args: readonly string[] = []): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      activities: { type: 'string', default: '1000' },
      bodies: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '2026' },
    },
  });
  const options = {
    activities: Number(values.activities),
    bodies: Number(values.bodies),
    random: seededRandom(Number(values.seed)),
  };
  const stage = await startStage({ hostEnv: FUZZED_APP });
  try {
    return [{ figure: 'seed', value: values.seed }, ...(await fuzz(stage, options))];
  } finally {
    await stage.stop();
  }
}

/** Calls that name no tenant are for the one that has something. */
export const FUZZED_APP = { HOME_TENANT_ID: TENANT };

async function fuzz(stage: Stage, options: FuzzOptions): Promise<Row[]> {
  const known = await makeKnown(stage);
  const half = { ...options, bodies: Math.ceil(options.bodies / 2) };
  const rows: Row[] = [];
  rows.push(...rowsOf('kinds of activity', await fuzzActivities(stage, options)));
  rows.push(...rowsOf('transport', await fuzzTransport(stage, known)));
  rows.push(...rowsOf('bodies on all routes, first half', await fuzzRoutes(stage, known, half)));
  // By now all is loaded, and the heap has the size that this work needs: from here on it stays so.
  const before = stage.hostMemory();
  rows.push(...rowsOf('bodies on all routes, second half', await fuzzRoutes(stage, known, half)));
  rows.push(...rowsOf('transport again', await fuzzTransport(stage, known)));
  const grown = stage.hostMemory() - before;
  const mb = (bytes: number): string => `${Math.round(bytes / MB)} MB`;
  return [
    ...rows,
    { figure: 'memory after the first half', value: mb(before) },
    { figure: 'memory grown since', value: mb(grown), bound: `≤ ${mb(MEMORY_SLACK_BYTES)}` },
    { figure: 'well afterwards', value: String(await isStillWell(stage)), bound: 'true' },
  ];
}

function rowsOf(what: string, { calls, statuses, findings, slowestMs }: FuzzTally): Row[] {
  const counted = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  for (const { what: sent, end } of findings.slice(0, 20))
    console.error(`${end.status ?? 'no answer'} ${sent}`);
  return [
    { figure: `${what}, calls`, value: String(calls) },
    { figure: `${what}, answers`, value: counted.join(', ') },
    { figure: `${what}, slowest`, value: `${Math.round(slowestMs)} ms` },
    { figure: `${what}, 5xx or no answer`, value: String(findings.length), bound: '0' },
  ];
}
