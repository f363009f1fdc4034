// `npm run audit`: known faults of the packages that are deployed, judged by dev/audit/allowed.json.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../projectRoot';
import { type Allowed, type AuditReport, judgeAudit } from './judgeAudit';

const root = findProjectRoot();
const allowed = JSON.parse(readFileSync(join(root, 'dev/audit/allowed.json'), 'utf8')) as Allowed[];
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: root,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
const problems = judgeAudit(
  JSON.parse(stdout) as AuditReport,
  allowed,
  new Date().toISOString().slice(0, 10),
);
for (const problem of problems) console.error(problem);
console.log(
  problems.length === 0 ? 'No known fault that is not explained.' : `${problems.length} to look at.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
