/** `npm run fuzz [-- --activities N --bodies N --seed N]`: malformed input on the whole app, and what came of it. */
import { parseArgs } from 'node:util';
import type { Row } from '../bench/figures';
import { seededRandom } from '../bench/randomNumbers';
import { startStage } from '../stage/stage';
import { type FuzzTally, fuzzActivities, fuzzRoutes, fuzzTransport, isStillWell } from './fuzzRun';

const MB = 1024 * 1024;
/** The heap breathes; what is lost for good shows beyond this. */
export const MEMORY_SLACK_BYTES = 150 * MB;

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
  const stage = await startStage();
  try {
    // What is loaded late is loaded before memory is looked at.
    await fuzzActivities(stage, { ...options, activities: 200 });
    await fuzzRoutes(stage, { ...options, bodies: 5 });
    const before = stage.hostMemory();
    const rows: Row[] = [{ figure: 'seed', value: values.seed }];
    rows.push(...rowsOf('kinds of activity', await fuzzActivities(stage, options)));
    rows.push(...rowsOf('bodies on all routes', await fuzzRoutes(stage, options)));
    rows.push(...rowsOf('transport', await fuzzTransport(stage)));
    const grown = stage.hostMemory() - before;
    rows.push({
      figure: 'memory grown',
      value: `${Math.round(grown / MB)} MB`,
      bound: `≤ ${MEMORY_SLACK_BYTES / MB} MB`,
    });
    rows.push({ figure: 'well afterwards', value: String(await isStillWell(stage)), bound: 'true' });
    return rows;
  } finally {
    await stage.stop();
  }
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
