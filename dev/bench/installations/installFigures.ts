/** Installing for 1,000 people: named ends, nobody twice, and how much of what Graph allows is used. Options: `--users`, `--seed`. */
import { parseArgs } from 'node:util';
import { BATCH_SIZE } from '../../../src/installations/graph/graph';
import { LANES } from '../../../src/installations/installation';
import type { Row } from '../figures';
import { runInstallation } from './installRun';

const PER_SECOND = 30;

export async function installFigures(args: readonly string[] = []): Promise<Row[]> {
  const { values } = parseArgs({
    args: [...args],
    options: { users: { type: 'string', default: '1000' }, seed: { type: 'string', default: '2026' } },
  });
  const [users, seed] = [Number(values.users), Number(values.seed)];
  const run = await runInstallation({ users, seed, perSecond: PER_SECOND, killAfter: Math.floor(users / 2) });
  const ended = ['installed', 'present', 'failed'].reduce((sum, state) => sum + (run.counts[state] ?? 0), 0);
  const states = Object.entries(run.counts).filter(([, count]) => count > 0);
  return [
    { figure: `people (seed ${seed}, kills ${run.kills})`, value: String(users) },
    { figure: 'in a named end', value: String(ended), bound: String(users) },
    { figure: 'ends', value: states.map(([state, count]) => `${state} ${count}`).join(', ') },
    { figure: 'what is told is true', value: String(run.isTrue), bound: 'true' },
    { figure: 'installed twice', value: String(run.twice), bound: '0' },
    {
      figure: 'asked again after an answer',
      value: String(run.askedAgain),
      bound: `≤ ${LANES * BATCH_SIZE}`,
    },
    { figure: 'answered with 429', value: String(run.throttled) },
    {
      figure: `of the ${PER_SECOND} a second that Graph allows`,
      value: `${((run.served / (run.workedMs / 1000) / PER_SECOND) * 100).toFixed(0)} %`,
      bound: '≥ 80 %',
    },
  ];
}
